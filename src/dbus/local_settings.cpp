#include "dbus/local_settings.hpp"

#include <algorithm>

#include "dbus/bus_daemon.hpp"
#include "dbus/item_message.hpp"
#include "dbus/item_reading.hpp"
#include "dbus/variant.hpp"
#include "venus/codec.hpp"

namespace aggregator::dbus {

namespace {

using Properties = std::map<std::string, Variant>;

constexpr const char* kSettings = "com.victronenergy.settings";
constexpr const char* kInterface = "com.victronenergy.Settings";

LocalSettings::Failure failure_of(const sdbus::Error& error) {
    const bool silent = error.getName() == "org.freedesktop.DBus.Error.NoReply" ||
                        error.getName() == "org.freedesktop.DBus.Error.Timeout";
    return silent ? LocalSettings::Failure::silent : LocalSettings::Failure::refused;
}

venus::Value value_of(const Properties& properties, const std::string& key) {
    const auto found = properties.find(key);
    if (found == properties.end()) return {};
    return to_value(found->second).value_or(venus::Value{});
}

LocalSettings::Added added_of(const Properties& result) {
    const auto path = value_of(result, "path");
    const auto* text = std::get_if<std::string>(&path);
    return {.path = text == nullptr ? std::string{} : *text,
            .error = venus::integer_in(value_of(result, "error")).value_or(-1),
            .value = value_of(result, "value")};
}

}  // namespace

void LocalSettings::follow(const std::string& path, OnValue told) {
    followed_.push_back({path, std::move(told)});
    if (!owner_.empty()) fetch(followed_.back());
}

void LocalSettings::start() {
    daemon_ = bus_daemon(bus_);
    owner_changes_ =
        owner_changes(bus_, of_name(kSettings),
                      [this](const std::string&, const std::string& owner) { owner_is(owner); });
    auto call = daemon_->createMethodCall(kBusDaemon, "GetNameOwner");
    call << std::string{kSettings};
    daemon_->callMethod(call, bus_.guarded([this](MethodReply& reply, CallError error) {
        std::string owner;
        if (error == nullptr) reply >> owner;
        // A signal that overtook the answer has told already.
        if (owner_.empty() || owner_ != owner) owner_is(owner);
    }));
}

/// Matching by the well-known name would take everybody's signals for those of the service, as in
/// BatteryWatcher.
void LocalSettings::owner_is(const std::string& owner) {
    owner_ = owner;
    signals_ = {};
    if (!owner.empty()) {
        signals_ = bus_.match(
            std::string{"type='signal',interface='"} + kBusItem + "',sender='" + owner + "'",
            [this](Message& message) { take_signal(message); });
    }
    const Presence presence = owner.empty() ? Presence::absent : Presence::present;
    for (const OnPresence& told : on_presence_) told(presence);
    if (presence == Presence::absent) return;
    for (const Followed& followed : followed_) fetch(followed);
}

void LocalSettings::take_signal(Message& message) {
    if (message.getSender() != owner_) return;
    const auto wanted = [this](std::string_view path) { return followed(path); };
    const std::string member = message.getMemberName();
    ReadItems read;
    if (member == "PropertiesChanged") read_properties(message, message.getPath(), wanted, read);
    if (member == "ItemsChanged") read_items(message, wanted, read);
    for (const venus::Item& item : read.items) tell(item.path, item.value);
}

std::optional<std::string_view> LocalSettings::followed(std::string_view path) const {
    const auto found = std::ranges::find(followed_, path, &Followed::path);
    return found == followed_.end() ? std::nullopt : std::optional<std::string_view>{found->path};
}

void LocalSettings::tell(std::string_view path, const venus::Value& value) const {
    for (const Followed& followed : followed_) {
        if (followed.path == path) followed.told(value);
    }
}

Proxy& LocalSettings::proxy(const std::string& path) {
    auto& proxy = proxies_[path];
    if (!proxy) proxy = sdbus::createProxy(bus_.connection(), kSettings, path);
    return *proxy;
}

void LocalSettings::fetch(const Followed& followed) {
    Proxy& setting = proxy(followed.path);
    auto call = setting.createMethodCall(kBusItem, "GetValue");
    setting.callMethod(
        call, bus_.guarded([this, path = followed.path](MethodReply& reply, CallError error) {
            if (error != nullptr) return;
            const auto value = read_value(reply);
            if (value) tell(path, *value);
        }),
        kAnswerTimeout);
}

void LocalSettings::add(const std::vector<Wish>& wishes, OnAdded done, OnFailure failed) {
    std::vector<Properties> definitions;
    definitions.reserve(wishes.size());
    for (const Wish& wish : wishes)
        definitions.push_back(
            {{"path", Variant{wish.path}}, {"default", Variant{sendable(wish.initial)}}});
    Proxy& root = proxy("/");
    auto call = root.createMethodCall(kInterface, "AddSettings");
    call << definitions;
    root.callMethod(call,
                    bus_.guarded([done = std::move(done), failed = std::move(failed)](
                                     MethodReply& reply, CallError error) {
                        if (error != nullptr) return failed(failure_of(*error));
                        std::vector<Properties> results;
                        reply >> results;
                        std::vector<Added> added;
                        added.reserve(results.size());
                        for (const Properties& result : results) added.push_back(added_of(result));
                        done(added);
                    }),
                    kAnswerTimeout);
}

void LocalSettings::ask_default(const std::string& path, OnValue told, OnFailure failed) {
    Proxy& setting = proxy(path);
    auto call = setting.createMethodCall(kInterface, "GetAttributes");
    setting.callMethod(call,
                       bus_.guarded([told = std::move(told), failed = std::move(failed)](
                                        MethodReply& reply, CallError error) {
                           if (error != nullptr) return failed(failure_of(*error));
                           told(read_value(reply).value_or(venus::Value{}));
                       }),
                       kAnswerTimeout);
}

void LocalSettings::set(const std::string& path, const std::string& value) {
    Proxy& setting = proxy(path);
    auto call = setting.createMethodCall(kBusItem, "SetValue");
    call << Variant{sendable(value)};
    setting.callMethod(
        call, [](MethodReply&, CallError) {}, kAnswerTimeout);
}

}  // namespace aggregator::dbus
