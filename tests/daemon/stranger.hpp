#pragma once

/// A consumer that knows nothing of us: it reads a service when its name appears and then keeps all
/// that is signalled in either of Venus's two ways, as systemcalc does.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dbus/bus.hpp"
#include "dbus/variant.hpp"
#include "support/client.hpp"

namespace aggregator::test {

class Stranger {
public:
    Stranger(const std::string& address, std::string service)
        : bus_(address), service_(std::move(service)) {
        using dbus::Message;
        names_ = bus_.match(
            "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='" +
                service_ + "'",
            [this](Message& message) {
                std::string name;
                std::string before;
                message >> name >> before >> owner_;
                if (owner_.empty()) {
                    ++departures_;
                } else {
                    ++arrivals_;
                    read();
                }
            });
        signals_ = bus_.match("type='signal',interface='com.victronenergy.BusItem'",
                              [this](Message& message) { hear(message); });
    }

    /// Every value that the path had, in their order.
    [[nodiscard]] const std::vector<venus::Value>& values(const std::string& path) {
        return values_[path];
    }
    /// How often something was announced on its own path instead of together with the rest.
    [[nodiscard]] int single_announcements() const { return single_announcements_; }
    [[nodiscard]] int arrivals() const { return arrivals_; }
    [[nodiscard]] int departures() const { return departures_; }
    /// How often it has read the whole service.
    [[nodiscard]] int readings() const { return readings_; }

    [[nodiscard]] dbus::Bus& bus() { return bus_; }

private:
    void read() {
        proxies_.push_back(sdbus::createProxy(bus_.connection(), owner_, "/"));
        auto call = proxies_.back()->createMethodCall("com.victronenergy.BusItem", "GetItems");
        proxies_.back()->callMethod(
            call, bus_.guarded([this](dbus::MethodReply& reply, dbus::CallError error) {
                if (error != nullptr) return;
                Tree tree;
                reply >> tree;
                ++readings_;
                keep(tree);
            }));
    }
    void hear(dbus::Message& message) {
        if (owner_.empty() || message.getSender() != owner_) return;
        if (message.getMemberName() == "ItemsChanged") {
            Tree tree;
            message >> tree;
            return keep(tree);
        }
        ++single_announcements_;
        Dict item;
        message >> item;
        keep({{message.getPath(), item}});
    }
    void keep(const Tree& tree) {
        for (const auto& [path, item] : tree)
            values_[path].push_back(dbus::to_value(item.at("Value")).value_or(venus::Value{}));
    }

    dbus::Bus bus_;
    std::string service_;
    std::string owner_;
    std::map<std::string, std::vector<venus::Value>> values_;
    int arrivals_ = 0;
    int departures_ = 0;
    int readings_ = 0;
    int single_announcements_ = 0;
    std::vector<std::unique_ptr<dbus::Proxy>> proxies_;
    dbus::Slot names_;
    dbus::Slot signals_;
};

}  // namespace aggregator::test
