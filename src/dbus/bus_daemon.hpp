#pragma once

/// The bus daemon: who owns which name, told by nobody else.

#include <functional>
#include <memory>
#include <string>

#include "dbus/bus.hpp"

namespace aggregator::dbus {

inline constexpr const char* kBusDaemon = "org.freedesktop.DBus";

/// The beginning of the names that discovery calls batteries.
inline constexpr const char* kBatteries = "com.victronenergy.battery";

/// To ask the daemon by method calls of the interface kBusDaemon.
[[nodiscard]] std::unique_ptr<Proxy> bus_daemon(Bus& bus);

/// Of one name alone, or of all names with that beginning up to a dot, for owner_changes().
[[nodiscard]] std::string of_name(const std::string& name);
[[nodiscard]] std::string of_namespace(const std::string& beginning);

/// `owner` is a unique name; empty when nobody owns `name` any more.
using OwnerChanged = std::function<void(const std::string& name, const std::string& owner)>;

/// Tells of every change among `names` while the slot lives. What another program sends as if it
/// were the daemon is ignored (architecture.md 4.7).
[[nodiscard]] Slot owner_changes(Bus& bus, const std::string& names, OwnerChanged told);

}  // namespace aggregator::dbus
