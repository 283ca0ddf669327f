#include "aggregator/core/user_voltages.hpp"

namespace aggregator {

namespace {

constexpr double kCellsOfDefaults = 4.0;

Volts scaled(Volts value, bool given, std::optional<int> cells) {
    if (given || !cells) return value;
    return value * (static_cast<double>(*cells) / kCellsOfDefaults);
}

}  // namespace

Volts charge_voltage_ceiling(const Settings& settings, std::optional<int> cells) {
    return scaled(settings.bank.max_charge_voltage, settings.given.max_charge_voltage, cells);
}

Volts low_voltage_floor(const Settings& settings, std::optional<int> cells) {
    return scaled(settings.bank.battery_low_voltage, settings.given.battery_low_voltage, cells);
}

}  // namespace aggregator
