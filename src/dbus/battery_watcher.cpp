#include "dbus/battery_watcher.hpp"

#include <algorithm>
#include <utility>

#include "aggregator/core/discovery.hpp"
#include "aggregator/venus/paths.hpp"
#include "dbus/bus_daemon.hpp"
#include "dbus/item_message.hpp"

namespace aggregator::dbus {

namespace {

using namespace std::chrono_literals;

/// A driver that needs longer for an answer is asked again; the call must not pile up.
constexpr auto kPackAnswerTimeout = 2s;

std::string signals_of(const std::string& owner) {
    return "type='signal',interface='" + std::string{kBusItem} + "',sender='" + owner + "'";
}

/// Older and some third-party drivers lack GetItems; silence says nothing about that.
bool knows_no_items(const sdbus::Error& error) {
    return error.getName() != "org.freedesktop.DBus.Error.NoReply" &&
           error.getName() != "org.freedesktop.DBus.Error.Timeout";
}

/// A whole answer tells also what it leaves out: a driver that restarted within its connection, or
/// lost its BMS, may show less than before.
void add_missing_as_invalid(venus::Items& items) {
    std::set<std::string_view> missing;
    for (const std::string_view path : venus::paths_read()) missing.insert(path);
    for (const venus::Item& item : items) missing.erase(item.path);
    for (const std::string_view path : missing) items.push_back({path, {}});
}

bool is_battery(const std::string& name) {
    return name.starts_with(kBatteryPrefix);
}

}  // namespace

BatteryWatcher::BatteryWatcher(Bus& bus, app::BatteryListener& listener, Seconds quiet)
    : bus_(bus), listener_(listener), quiet_(quiet) {}

void BatteryWatcher::start() {
    daemon_ = bus_daemon(bus_);
    owner_changes_ = owner_changes(
        bus_, of_namespace(kBatteries),
        [this](const std::string& name, const std::string& owner) { owner_changed(name, owner); });
    ask_for_names();
}

void BatteryWatcher::rescan() {
    std::vector<std::string> unwanted;
    for (const auto& [name, service] : services_) {
        if (!listener_.wants(name)) unwanted.push_back(name);
    }
    for (const std::string& name : unwanted) remove(name);
    parted_ = {};
    ask_for_names();
}

void BatteryWatcher::ask_for_names() {
    auto call = daemon_->createMethodCall(kBusDaemon, "ListNames");
    daemon_->callMethod(call, bus_.guarded([this](MethodReply& reply, CallError error) {
        if (error != nullptr) throw *error;
        std::vector<std::string> names;
        reply >> names;
        for (const std::string& name : names) {
            if (!is_battery(name) || services_.contains(name) || !listener_.wants(name)) continue;
            unanswered_.insert(name);
            ask_for_owner(name);
        }
        scan_step_done();
    }));
}

void BatteryWatcher::ask_for_owner(const std::string& name) {
    auto call = daemon_->createMethodCall(kBusDaemon, "GetNameOwner");
    call << name;
    daemon_->callMethod(call, bus_.guarded([this, name](MethodReply& reply, CallError error) {
        // Gone between the two calls: its NameOwnerChanged said so.
        if (error != nullptr) {
            unanswered_.erase(name);
            return scan_step_done();
        }
        std::string owner;
        reply >> owner;
        if (!services_.contains(name)) add(name, owner, app::Arrival::found);
    }));
}

void BatteryWatcher::owner_changed(const std::string& name, const std::string& owner) {
    if (!is_battery(name)) return;
    remove(name);
    if (!owner.empty() && listener_.wants(name)) add(name, owner, app::Arrival::appeared);
    if (owner.empty()) scan_step_done();
}

void BatteryWatcher::add(const std::string& name, const std::string& owner, app::Arrival arrival) {
    const auto sender = owner_of_signals(owner, name);
    if (sender == owners_.end()) return;
    std::vector<std::string>& names = sender->second.services;
    names.push_back(name);
    if (names.size() > 1) {
        listener_.battery_trouble(name, "shares one D-Bus connection with " + names.front() +
                                            ": their signals cannot be told apart, neither is "
                                            "used");
    }
    services_[name] = Service{
        .owner = owner, .proxy = sdbus::createProxy(bus_.connection(), owner, "/"), .heard = now_};
    listener_.battery_appeared(name, arrival);
    fetch(name);
}

/// Subscribed before the values are fetched, so that no change falls between, and before anything
/// is remembered: without its signals a service would show its first values for ever. The end of
/// the map when the bus refuses.
BatteryWatcher::Owners::iterator BatteryWatcher::owner_of_signals(const std::string& owner,
                                                                  const std::string& name) {
    const auto known = owners_.find(owner);
    if (known != owners_.end()) return known;
    if (parted_ && parted_.key() == owner) return owners_.insert(std::move(parted_)).position;
    parted_ = {};
    try {
        auto signals =
            bus_.match(signals_of(owner), [this](Message& message) { take_signal(message); });
        return owners_.emplace(owner, Owner{.signals = std::move(signals)}).first;
    } catch (const sdbus::Error& error) {
        listener_.battery_trouble(name, "cannot be followed: " + error.getMessage());
        unanswered_.erase(name);
        scan_step_done();
        return owners_.end();
    }
}

void BatteryWatcher::remove(const std::string& name) {
    const auto service = services_.find(name);
    if (service == services_.end()) return;
    const auto owner = owners_.find(service->second.owner);
    std::erase(owner->second.services, name);
    if (owner->second.services.empty()) parted_ = owners_.extract(owner);
    services_.erase(service);
    unanswered_.erase(name);
    listener_.battery_vanished(name);
}

void BatteryWatcher::fetch(const std::string& name) {
    Service& service = services_.at(name);
    service.asked = true;
    const bool items = service.whole == Whole::items;
    auto call = service.proxy->createMethodCall(kBusItem, items ? "GetItems" : "GetValue");
    service.proxy->callMethod(call, bus_.guarded([this, name](MethodReply& reply, CallError error) {
        take_whole(name, reply, error);
    }),
                              kPackAnswerTimeout);
}

void BatteryWatcher::take_whole(const std::string& name, MethodReply& reply, CallError error) {
    const auto found = services_.find(name);
    if (found == services_.end()) return;
    Service& service = found->second;
    const Whole whole = std::exchange(service.whole, Whole::items);
    service.asked = false;
    if (error != nullptr && whole == Whole::items && knows_no_items(*error)) {
        service.whole = Whole::tree;
        return fetch(name);
    }
    unanswered_.erase(name);
    if (error == nullptr) {
        take(name, [&] {
            if (whole == Whole::items) read_items(reply, venus::path_read, read_);
            if (whole == Whole::tree) read_tree(reply, venus::path_read, read_);
            service.whole = whole;
            add_missing_as_invalid(read_.items);
        });
    }
    scan_step_done();
}

void BatteryWatcher::take_signal(Message& message) {
    const auto owner = owners_.find(message.getSender());
    if (owner == owners_.end()) return;
    const std::string& name = owner->second.services.front();
    const std::string path = message.getPath();
    const std::string member = message.getMemberName();
    if (member == "ItemsChanged" && path == "/") {
        take(name, [&] { read_items(message, venus::path_read, read_); });
    } else if (member == "PropertiesChanged") {
        take(name, [&] { read_properties(message, path, venus::path_read, read_); });
    }
}

/// A message of another shape is as good as none; its driver would send it over and over.
void BatteryWatcher::take(const std::string& name, const std::function<void()>& read) {
    try {
        read();
        deliver(name);
    } catch (const sdbus::Error& error) {
        if (std::exchange(services_.at(name).garbled, true)) return;
        listener_.battery_trouble(name, "sends what cannot be read: " + error.getMessage());
    }
}

void BatteryWatcher::deliver(const std::string& name) {
    Service& service = services_.at(name);
    // Values of a shared connection belong to nobody: what cannot be attributed was not received.
    if (owners_.at(service.owner).services.size() > 1) return;
    service.heard = now_;
    listener_.battery_sent(name, read_.items, read_.undecodable);
}

void BatteryWatcher::poll() {
    for (auto& [name, service] : services_) {
        if (!service.asked && age(service.heard, now_) >= quiet_) fetch(name);
    }
}

void BatteryWatcher::scan_step_done() {
    if (!scanning_ || !unanswered_.empty()) return;
    scanning_ = false;
    listener_.first_scan_done();
}

}  // namespace aggregator::dbus
