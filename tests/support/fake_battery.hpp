#pragma once

/// A battery service on a bus, as a BMS driver would run it: a connection, a name and paths. Served
/// by whoever pumps it.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"

namespace aggregator::test {

/// A resting LFP pack of 150 Ah at 13.25 V and 81 %, which charges with `current`.
struct PackValues {
    double voltage = 13.25;
    double current = 10.0;
    double soc = 81.0;
    double charge_limit = 75.0;
    double discharge_limit = 100.0;
};

using Writing = std::function<void(dbus::Message&)>;

class FakeBattery {
public:
    /// `name` is the full service name. It is not on the bus before come().
    FakeBattery(const std::string& address, std::string name,
                dbus::Signalling signalling = dbus::Signalling::items);

    /// Takes the name, and gives it back.
    void come() { bus_.request_name(name_); }
    void leave() { bus_.release_name(name_); }

    /// Sets a path and announces it.
    void set(const std::string& path, const dbus::Variant& value);
    /// Sets every path that a pack of a bank needs, and announces them.
    void set(const PackValues& values);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] dbus::Bus& bus() { return bus_; }
    [[nodiscard]] dbus::ItemTree& tree() { return tree_; }

private:
    std::string name_;
    dbus::Bus bus_;
    dbus::ItemTree tree_;
};

/// A driver that answers in its own way: methods of `/`; asked for another it answers an error.
class OddBattery {
public:
    OddBattery(const std::string& address, const std::string& name,
               std::vector<dbus::Method> methods = {});

    /// Sends a signal of the interface com.victronenergy.BusItem with whatever `write` writes.
    void send(const std::string& path, const std::string& member, const Writing& write);

    [[nodiscard]] dbus::Bus& bus() { return bus_; }

private:
    dbus::Bus bus_;
    std::unique_ptr<dbus::Object> root_;
};

/// Answers with whatever `write` writes, which must be of the type `output`.
[[nodiscard]] dbus::Method answer(const std::string& method, const std::string& output,
                                  Writing write);
/// Answers with an error.
[[nodiscard]] dbus::Method refuse(const std::string& method, const std::string& error);

/// Writes a{sa{sv}} as GetItems and ItemsChanged have it.
void write_tree(dbus::Message& message, const std::map<std::string, dbus::Variant>& values);

}  // namespace aggregator::test
