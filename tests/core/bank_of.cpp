#include "core/bank_of.hpp"

#include <functional>

#include "aggregator/core/discovery.hpp"

namespace aggregator::testing {

PackOf::PackOf(const std::string& name) {
    member_.id = std::hash<std::string>{}(name);
    member_.name = name;
    member_.service = std::string{kBatteryPrefix} + name;
    member_.silence = Seconds::zero();
    member_.settings.service = member_.service;
    member_.settings.name = name;
    volts(53.0).amps(0.0).celsius(25.0).soc(80.0).amp_hours(100.0).cells(3.310, 3.320);
    cvl(56.0).ccl(50.0).dcl(60.0);
}

PackOf& PackOf::amp_hours(double ah) {
    member_.capacity = AmpHours{ah};
    return set(member_.battery.installed_capacity, ah);
}

PackOf& PackOf::cells(double min_v, double max_v) {
    set(member_.battery.cells.min_voltage, min_v);
    return set(member_.battery.cells.max_voltage, max_v);
}

PackOf& PackOf::cell_ids(const std::string& min, const std::string& max) {
    member_.battery.cells.min_voltage_id = min;
    member_.battery.cells.max_voltage_id = max;
    return *this;
}

PackOf& PackOf::cell_celsius(double min_c, double max_c) {
    set(member_.battery.cells.min_temperature, min_c);
    return set(member_.battery.cells.max_temperature, max_c);
}

PackOf& PackOf::alarm(AlarmKind kind, Severity severity) {
    member_.battery.alarms[kind] = severity;
    return *this;
}

PackOf& PackOf::blocks_charge() {
    member_.battery.permissions.charge = false;
    return *this;
}

PackOf& PackOf::blocks_discharge() {
    member_.battery.permissions.discharge = false;
    return *this;
}

PackOf& PackOf::modules(int online, int offline) {
    member_.battery.modules.online = online;
    member_.battery.modules.offline = offline;
    return *this;
}

PackOf& PackOf::state(PackState state) {
    member_.state = state;
    if (state == PackState::waiting) member_.silence.reset();
    return *this;
}

PackOf& PackOf::silent(double seconds) {
    const FailsafeSettings usual;
    member_.silence = Seconds{seconds};
    member_.state = *member_.silence >= usual.lost_after ? PackState::lost : PackState::stale;
    return *this;
}

PackOf& PackOf::without_limits() {
    member_.battery.limits = {};
    return *this;
}

PackOf& PackOf::configured(const PackSettings& settings) {
    member_.settings = settings;
    return *this;
}

PackOf& PackOf::last_data_bad() {
    member_.last_data_good = false;
    return *this;
}

Settings settings_48v() {
    Settings settings;
    settings.bank.capacity = AmpHours{300.0};
    settings.bank.max_charge_voltage = Volts{57.6};
    settings.bank.battery_low_voltage = Volts{44.0};
    settings.bank.max_discharge_current = Amps{300.0};
    settings.charge.nominal_charge_current = Amps{300.0};
    settings.charge.reduced_charge_current = Amps{60.0};
    settings.given = {.max_charge_voltage = true, .battery_low_voltage = true};
    return settings;
}

}  // namespace aggregator::testing
