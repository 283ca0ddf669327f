#include "sim/simple_pack.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace aggregator::sim {
namespace {

/// Rest voltage of one LFP cell at 25 C.
struct RestPoint {
    double soc_pct;
    double voltage_v;
};
constexpr std::array kRestVoltage{
    RestPoint{0.0, 2.50},   RestPoint{5.0, 3.05},   RestPoint{10.0, 3.195}, RestPoint{20.0, 3.245},
    RestPoint{40.0, 3.288}, RestPoint{60.0, 3.305}, RestPoint{80.0, 3.331}, RestPoint{95.0, 3.342},
    RestPoint{99.0, 3.395}, RestPoint{100.0, 3.50}};

constexpr double kResistancePerCell_ohm_ah = 0.125;  ///< Times the capacity: 1.25 mOhm at 100 Ah.
constexpr double kCellSpread_v = 0.005;              ///< Of the extremes from the mean.
constexpr double kCellSpread_k = 0.5;

constexpr double kDefaultCellCvl_v = 3.55;
constexpr double kDefaultCellLow_v = 2.875;
constexpr double kDefaultChargeRate = 0.5;
constexpr double kBalancingFrom_pct = 99.0;

double rest_voltage(double soc_pct) {
    const auto above =
        std::find_if(kRestVoltage.begin() + 1, kRestVoltage.end() - 1,
                     [soc_pct](const RestPoint& point) { return point.soc_pct >= soc_pct; });
    const auto below = above - 1;
    const double share = (soc_pct - below->soc_pct) / (above->soc_pct - below->soc_pct);
    return std::lerp(below->voltage_v, above->voltage_v, share);
}

Alarms no_alarm() {
    Alarms alarms;
    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind) {
        alarms[static_cast<AlarmKind>(kind)] = Severity::ok;
    }
    return alarms;
}

Modules one_module(const Permissions& permissions) {
    return {.online = 1,
            .offline = 0,
            .blocking_charge = permissions.charge.value() ? 0 : 1,
            .blocking_discharge = permissions.discharge.value() ? 0 : 1};
}

}  // namespace

SimplePack::SimplePack(const PackInputs& inputs, Noise noise)
    : inputs_(inputs), noise_scale_(noise.scale), random_(noise.seed + 1) {}

void SimplePack::step(Seconds duration) {
    const double charge_ah = inputs_.current_a.value() * duration.count() / kSecondsPerHour;
    const double gained_pct = 100.0 * charge_ah / inputs_.capacity_ah.value();
    inputs_.soc_pct = std::clamp(inputs_.soc_pct.value() + gained_pct, 0.0, 100.0);
    if (noise_scale_ > 0.0) {
        draw_noise();
    }
}

void SimplePack::draw_noise() {
    std::normal_distribution<double> normal;
    voltage_noise_ = Volts{0.005 * noise_scale_ * normal(random_)};
    current_noise_ = Amps{0.05 * noise_scale_ * normal(random_)};
    temperature_noise_ = Celsius{0.1 * noise_scale_ * normal(random_)};
}

Volts SimplePack::voltage(Amps current) const {
    if (inputs_.voltage_v) {
        return Volts{*inputs_.voltage_v};
    }
    const double resistance_ohm = kResistancePerCell_ohm_ah / inputs_.capacity_ah.value();
    const double cell_v = rest_voltage(inputs_.soc_pct.value()) + resistance_ohm * current.value();
    return Volts{inputs_.cells.value() * cell_v};
}

Limits SimplePack::limits() const {
    const double cells = inputs_.cells.value();
    const double capacity_ah = inputs_.capacity_ah.value();
    return {
        .charge_voltage = Volts{inputs_.cvl_v.value_or(cells * kDefaultCellCvl_v)},
        .charge_current = Amps{inputs_.ccl_a.value_or(capacity_ah * kDefaultChargeRate)},
        .discharge_current = Amps{inputs_.dcl_a.value_or(capacity_ah)},
        .low_voltage = Volts{inputs_.low_voltage_v.value_or(cells * kDefaultCellLow_v)},
    };
}

Cells SimplePack::cells(Volts voltage, Celsius temperature) const {
    const int count = static_cast<int>(inputs_.cells.value());
    const Volts mean = voltage / inputs_.cells.value();
    return {.min_voltage = mean - Volts{kCellSpread_v},
            .max_voltage = mean + Volts{kCellSpread_v},
            .min_voltage_id = "C1",
            .max_voltage_id = "C" + std::to_string(count),
            .min_temperature = temperature - Celsius{kCellSpread_k},
            .max_temperature = temperature + Celsius{kCellSpread_k},
            .min_temperature_id = "T1",
            .max_temperature_id = "T2",
            .in_series = count};
}

Battery SimplePack::report() const {
    const Amps current = Amps{inputs_.current_a.value()};
    const Volts voltage = this->voltage(current) + voltage_noise_;
    const Celsius temperature = Celsius{inputs_.temperature_c.value()} + temperature_noise_;
    const AmpHours capacity{inputs_.capacity_ah.value()};
    const double charged = inputs_.soc_pct.value() / 100.0;

    Battery battery;
    battery.voltage = voltage;
    battery.current = current + current_noise_;
    battery.power = voltage * (current + current_noise_);
    battery.temperature = temperature;
    battery.soc = Percent{inputs_.soc_pct.value()};
    battery.soh = Percent{inputs_.soh_pct.value()};
    battery.installed_capacity = capacity;
    battery.available_capacity = capacity * charged;
    battery.consumed = capacity * (charged - 1.0);
    battery.cells = cells(voltage, temperature);
    battery.limits = limits();
    battery.permissions = {.charge = battery.limits.charge_current > Amps{0.0},
                           .discharge = battery.limits.discharge_current > Amps{0.0},
                           .balance = true};
    battery.modules = one_module(battery.permissions);
    battery.alarms = no_alarm();
    battery.balancing = battery.soc >= Percent{kBalancingFrom_pct};
    battery.charge_request = false;
    battery.connected = true;
    return battery;
}

}  // namespace aggregator::sim
