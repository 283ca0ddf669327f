#include "aggregator/venus/paths.hpp"

#include <algorithm>
#include <array>

#include "venus/path.hpp"

namespace aggregator::venus {

namespace {

/// Read from a BMS and shown for the bank. Sorted.
constexpr std::array kMeasurements{
    alarm<AlarmKind::battery_temperature_sensor>("/Alarms/BatteryTemperatureSensor"),
    alarm<AlarmKind::bms_cable>("/Alarms/BmsCable"),
    alarm<AlarmKind::cell_imbalance>("/Alarms/CellImbalance"),
    alarm<AlarmKind::contactor>("/Alarms/Contactor"),
    alarm<AlarmKind::fuse_blown>("/Alarms/FuseBlown"),
    alarm<AlarmKind::high_cell_voltage>("/Alarms/HighCellVoltage"),
    alarm<AlarmKind::high_charge_current>("/Alarms/HighChargeCurrent"),
    alarm<AlarmKind::high_charge_temperature>("/Alarms/HighChargeTemperature"),
    alarm<AlarmKind::high_current>("/Alarms/HighCurrent"),
    alarm<AlarmKind::high_discharge_current>("/Alarms/HighDischargeCurrent"),
    alarm<AlarmKind::high_internal_temperature>("/Alarms/HighInternalTemperature"),
    alarm<AlarmKind::high_temperature>("/Alarms/HighTemperature"),
    alarm<AlarmKind::high_voltage>("/Alarms/HighVoltage"),
    alarm<AlarmKind::internal_failure>("/Alarms/InternalFailure"),
    alarm<AlarmKind::low_cell_voltage>("/Alarms/LowCellVoltage"),
    alarm<AlarmKind::low_charge_temperature>("/Alarms/LowChargeTemperature"),
    alarm<AlarmKind::low_soc>("/Alarms/LowSoc"),
    alarm<AlarmKind::low_temperature>("/Alarms/LowTemperature"),
    alarm<AlarmKind::low_voltage>("/Alarms/LowVoltage"),
    alarm<AlarmKind::mid_voltage>("/Alarms/MidVoltage"),
    alarm<AlarmKind::parallel_bms_lost>("/Alarms/ParallelBmsLost"),
    alarm<AlarmKind::state_of_health>("/Alarms/StateOfHealth"),
    path<&Battery::balancing>("/Balancing"),
    path<&Battery::available_capacity>("/Capacity", 1),
    path<&Battery::consumed>("/ConsumedAmphours", 1),
    path<&Battery::current>("/Dc/0/Current", 1),
    path<&Battery::power>("/Dc/0/Power", 0),
    path<&Battery::temperature>("/Dc/0/Temperature", 1),
    path<&Battery::voltage>("/Dc/0/Voltage", 2),
    path<&Battery::limits, &Limits::low_voltage>("/Info/BatteryLowVoltage", 2),
    path<&Battery::charge_request>("/Info/ChargeRequest"),
    path<&Battery::limits, &Limits::charge_current>("/Info/MaxChargeCurrent", 1),
    path<&Battery::limits, &Limits::charge_voltage>("/Info/MaxChargeVoltage", 2),
    path<&Battery::limits, &Limits::discharge_current>("/Info/MaxDischargeCurrent", 1),
    path<&Battery::installed_capacity>("/InstalledCapacity", 1),
    path<&Battery::permissions, &Permissions::balance>("/Io/AllowToBalance"),
    path<&Battery::permissions, &Permissions::charge>("/Io/AllowToCharge"),
    path<&Battery::permissions, &Permissions::discharge>("/Io/AllowToDischarge"),
    path<&Battery::soc>("/Soc", 1),
    path<&Battery::soh>("/Soh", 1),
    path<&Battery::cells, &Cells::max_temperature>("/System/MaxCellTemperature", 1),
    path<&Battery::cells, &Cells::max_voltage>("/System/MaxCellVoltage", 3),
    path<&Battery::cells, &Cells::max_temperature_id>("/System/MaxTemperatureCellId"),
    path<&Battery::cells, &Cells::max_voltage_id>("/System/MaxVoltageCellId"),
    path<&Battery::cells, &Cells::min_temperature>("/System/MinCellTemperature", 1),
    path<&Battery::cells, &Cells::min_voltage>("/System/MinCellVoltage", 3),
    path<&Battery::cells, &Cells::min_temperature_id>("/System/MinTemperatureCellId"),
    path<&Battery::cells, &Cells::min_voltage_id>("/System/MinVoltageCellId"),
    path<&Battery::cells, &Cells::in_series>("/System/NrOfCellsPerBattery"),
    path<&Battery::modules, &Modules::blocking_charge>("/System/NrOfModulesBlockingCharge"),
    path<&Battery::modules, &Modules::blocking_discharge>("/System/NrOfModulesBlockingDischarge"),
    path<&Battery::modules, &Modules::offline>("/System/NrOfModulesOffline"),
    path<&Battery::modules, &Modules::online>("/System/NrOfModulesOnline"),
    path<&Battery::time_to_go>("/TimeToGo", 0),
};

/// Read from a BMS only: the bank has an identity of its own. Sorted.
constexpr std::array kIdentity{
    path<&Battery::connected>("/Connected"),
    path<&Battery::custom_name>("/CustomName"),
    path<&Battery::device_instance>("/DeviceInstance"),
    path<&Battery::process_name>("/Mgmt/ProcessName"),
    path<&Battery::product_name>("/ProductName"),
    path<&Battery::serial>("/Serial"),
};

const Path<Battery>* find(std::string_view name) {
    const auto in = [&](const auto& table) -> const Path<Battery>* {
        const auto row = std::ranges::lower_bound(table, name, {}, &Path<Battery>::name);
        return row != table.end() && row->name == name ? &*row : nullptr;
    };
    const Path<Battery>* row = in(kMeasurements);
    return row != nullptr ? row : in(kIdentity);
}

}  // namespace

std::optional<std::string_view> path_read(std::string_view path) {
    const Path<Battery>* row = find(path);
    return row == nullptr ? std::nullopt : std::optional{row->name};
}

Effect read(Battery& battery, std::string_view path, const Value& value) {
    const Path<Battery>* row = find(path);
    if (row == nullptr) return Effect::none;
    return row->read(battery, value) == Taken::yes ? Effect::taken : Effect::rejected;
}

void show(const Battery& bank, const Show& show) {
    for (const Path<Battery>& row : kMeasurements) show(row.name, row.show(bank, row.decimals));
}

void show_alarms(const Battery& battery, const std::string& prefix, const Show& show) {
    std::string name = prefix;
    for (const Path<Battery>& row : kMeasurements) {
        if (!row.name.starts_with("/Alarms/")) continue;
        name.replace(prefix.size(), std::string::npos, row.name);
        show(name, row.show(battery, row.decimals));
    }
}

std::vector<std::string_view> paths_read() {
    std::vector<std::string_view> names;
    names.reserve(kMeasurements.size() + kIdentity.size());
    for (const Path<Battery>& row : kMeasurements) names.push_back(row.name);
    for (const Path<Battery>& row : kIdentity) names.push_back(row.name);
    std::ranges::sort(names);
    return names;
}

}  // namespace aggregator::venus
