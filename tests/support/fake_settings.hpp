#pragma once

/// The settings with which Venus chooses a battery, as localsettings serves them. Served by whoever
/// pumps it.

#include <set>
#include <string>

#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"

namespace aggregator::test {

class FakeSettings {
public:
    static constexpr const char* kName = "com.victronenergy.settings";
    static constexpr const char* kBatteryService = "/Settings/SystemSetup/BatteryService";
    static constexpr const char* kBmsInstance = "/Settings/SystemSetup/BmsInstance";
    static constexpr const char* kDvcc = "/Settings/Services/Bol";

    /// With Venus's defaults, but for DVCC, which is on. Not on the bus before come().
    explicit FakeSettings(const std::string& address);

    void come() { bus_.request_name(kName); }

    void choose(const std::string& battery_service, int bms_instance);
    void set_dvcc(int bits);

    /// Answers -1 to whoever sets this path, as localsettings does for a value it does not take.
    void refuse(const std::string& path) { refused_.insert(path); }
    /// Takes a path away, as before systemcalc ever ran.
    void forget(const std::string& path);

    [[nodiscard]] std::string battery_service() const;
    [[nodiscard]] int bms_instance() const;
    /// How many values were set from outside.
    [[nodiscard]] int writes() const { return writes_; }

    [[nodiscard]] dbus::Bus& bus() { return bus_; }

private:
    int set(const std::string& path, const dbus::Variant& value);

    dbus::Bus bus_;
    std::set<std::string> refused_{};
    int writes_ = 0;
    dbus::ItemTree tree_;
};

}  // namespace aggregator::test
