#include "dbus/bus_daemon.hpp"

#include <utility>

namespace aggregator::dbus {

std::unique_ptr<Proxy> bus_daemon(Bus& bus) {
    return sdbus::createProxy(bus.connection(), kBusDaemon, "/org/freedesktop/DBus");
}

std::string of_name(const std::string& name) {
    return "arg0='" + name + "'";
}

std::string of_namespace(const std::string& beginning) {
    return "arg0namespace='" + beginning + "'";
}

Slot owner_changes(Bus& bus, const std::string& names, OwnerChanged told) {
    const std::string daemon = kBusDaemon;
    const std::string rule = "type='signal',sender='" + daemon + "',interface='" + daemon +
                             "',member='NameOwnerChanged'," + names;
    return bus.match(rule, [told = std::move(told)](Message& message) {
        // The rule does not keep out what somebody sends to this connection alone.
        if (message.getSender() != kBusDaemon) return;
        std::string name;
        std::string before;
        std::string owner;
        message >> name >> before >> owner;
        told(name, owner);
    });
}

}  // namespace aggregator::dbus
