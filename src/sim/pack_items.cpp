#include "sim/pack_items.hpp"

#include <cstdint>
#include <optional>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

using venus::Shown;

const Shown kInvalid{{}, venus::kInvalidText};

template <typename Tag>
Shown quantity(const std::optional<Quantity<Tag>>& value, int decimals, const char* unit) {
    return value ? Shown{value->value(), fixed(value->value(), decimals, unit)} : kInvalid;
}

Shown number(std::int64_t value) {
    return {value, std::to_string(value)};
}

Shown number(std::optional<int> value) {
    return value ? number(std::int64_t{*value}) : kInvalid;
}

Shown flag(std::optional<bool> value) {
    return value ? number(std::int64_t{*value ? 1 : 0}) : kInvalid;
}

Shown text(const std::optional<std::string>& value) {
    return value ? Shown{*value, *value} : kInvalid;
}

using Items = std::vector<PackItem>;

void add_identity(const Battery& battery, Items& items) {
    items.push_back({"/Mgmt/ProcessName", text("bms-sim")});
    items.push_back({"/Mgmt/ProcessVersion", text(BMS_SIM_VERSION)});
    items.push_back({"/Mgmt/Connection", text("Simulation")});
    items.push_back({"/DeviceInstance", number(battery.device_instance)});
    items.push_back({"/ProductId", number(0)});
    items.push_back({"/ProductName", text(battery.product_name)});
    items.push_back({"/CustomName", text(battery.custom_name)});
    items.push_back({"/Serial", text(battery.serial)});
    items.push_back({"/FirmwareVersion", text("1.0")});
    items.push_back({"/HardwareVersion", kInvalid});
    items.push_back({"/Connected", flag(battery.connected)});
    items.push_back({"/State", number(9)});
    items.push_back({"/ErrorCode", number(0)});
}

void add_measurements(const Battery& battery, Items& items) {
    items.push_back({"/Dc/0/Voltage", quantity(battery.voltage, 2, "V")});
    items.push_back({"/Dc/0/Current", quantity(battery.current, 1, "A")});
    items.push_back({"/Dc/0/Power", quantity(battery.power, 0, "W")});
    items.push_back({"/Dc/0/Temperature", quantity(battery.temperature, 1, "C")});
    items.push_back({"/Soc", quantity(battery.soc, 1, "%")});
    items.push_back({"/Soh", quantity(battery.soh, 1, "%")});
    items.push_back({"/InstalledCapacity", quantity(battery.installed_capacity, 1, "Ah")});
    items.push_back({"/Capacity", quantity(battery.available_capacity, 1, "Ah")});
    items.push_back({"/ConsumedAmphours", quantity(battery.consumed, 1, "Ah")});
    items.push_back({"/TimeToGo", kInvalid});
}

void add_limits(const Battery& battery, Items& items) {
    const Limits& limits = battery.limits;
    items.push_back({"/Info/MaxChargeVoltage", quantity(limits.charge_voltage, 2, "V")});
    items.push_back({"/Info/MaxChargeCurrent", quantity(limits.charge_current, 1, "A")});
    items.push_back({"/Info/MaxDischargeCurrent", quantity(limits.discharge_current, 1, "A")});
    items.push_back({"/Info/BatteryLowVoltage", quantity(limits.low_voltage, 2, "V")});
    items.push_back({"/Info/ChargeRequest", flag(battery.charge_request)});
    items.push_back({"/Io/AllowToCharge", flag(battery.permissions.charge)});
    items.push_back({"/Io/AllowToDischarge", flag(battery.permissions.discharge)});
    items.push_back({"/Io/AllowToBalance", flag(battery.permissions.balance)});
    items.push_back({"/Balancing", flag(battery.balancing)});
}

void add_modules(const Modules& modules, Items& items) {
    items.push_back({"/System/NrOfBatteries", number(1)});
    items.push_back({"/System/BatteriesParallel", number(1)});
    items.push_back({"/System/BatteriesSeries", number(1)});
    items.push_back({"/System/NrOfModulesOnline", number(modules.online)});
    items.push_back({"/System/NrOfModulesOffline", number(modules.offline)});
    items.push_back({"/System/NrOfModulesBlockingCharge", number(modules.blocking_charge)});
    items.push_back({"/System/NrOfModulesBlockingDischarge", number(modules.blocking_discharge)});
}

void add_cells(const Cells& cells, Items& items) {
    items.push_back({"/System/NrOfCellsPerBattery", number(cells.in_series)});
    items.push_back({"/System/MinCellVoltage", quantity(cells.min_voltage, 3, "V")});
    items.push_back({"/System/MinVoltageCellId", text(cells.min_voltage_id)});
    items.push_back({"/System/MaxCellVoltage", quantity(cells.max_voltage, 3, "V")});
    items.push_back({"/System/MaxVoltageCellId", text(cells.max_voltage_id)});
    items.push_back({"/System/MinCellTemperature", quantity(cells.min_temperature, 1, "C")});
    items.push_back({"/System/MinTemperatureCellId", text(cells.min_temperature_id)});
    items.push_back({"/System/MaxCellTemperature", quantity(cells.max_temperature, 1, "C")});
    items.push_back({"/System/MaxTemperatureCellId", text(cells.max_temperature_id)});
}

struct AlarmPath {
    AlarmKind kind;
    const char* path;
};

constexpr AlarmPath kAlarmPaths[] = {
    {AlarmKind::low_voltage, "/Alarms/LowVoltage"},
    {AlarmKind::high_voltage, "/Alarms/HighVoltage"},
    {AlarmKind::low_cell_voltage, "/Alarms/LowCellVoltage"},
    {AlarmKind::high_cell_voltage, "/Alarms/HighCellVoltage"},
    {AlarmKind::cell_imbalance, "/Alarms/CellImbalance"},
    {AlarmKind::high_charge_current, "/Alarms/HighChargeCurrent"},
    {AlarmKind::high_discharge_current, "/Alarms/HighDischargeCurrent"},
    {AlarmKind::low_soc, "/Alarms/LowSoc"},
    {AlarmKind::low_temperature, "/Alarms/LowTemperature"},
    {AlarmKind::high_temperature, "/Alarms/HighTemperature"},
    {AlarmKind::low_charge_temperature, "/Alarms/LowChargeTemperature"},
    {AlarmKind::high_charge_temperature, "/Alarms/HighChargeTemperature"},
    {AlarmKind::high_internal_temperature, "/Alarms/HighInternalTemperature"},
    {AlarmKind::fuse_blown, "/Alarms/FuseBlown"},
    {AlarmKind::bms_cable, "/Alarms/BmsCable"},
    {AlarmKind::internal_failure, "/Alarms/InternalFailure"},
};

void add_alarms(const Alarms& alarms, Items& items) {
    for (const AlarmPath& alarm : kAlarmPaths) {
        const auto severity = alarms[alarm.kind];
        items.push_back(
            {alarm.path, severity ? number(static_cast<std::int64_t>(*severity)) : kInvalid});
    }
}

}  // namespace

std::vector<PackItem> pack_items(const Battery& battery) {
    Items items;
    add_identity(battery, items);
    add_measurements(battery, items);
    add_limits(battery, items);
    add_modules(battery.modules, items);
    add_cells(battery.cells, items);
    add_alarms(battery.alarms, items);
    return items;
}

}  // namespace aggregator::sim
