#include "sim/model/reporter.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator::sim::model {
namespace {

constexpr double kSecondsPerDay = 86400.0;
/// Steps are finite; a report is due when its time has all but come.
constexpr double kAlmost_s = 1e-6;

// Resolution of what a usual BMS reports. Source: domain.md 5.
constexpr double kVoltageStep_v = 0.01;
constexpr double kCurrentStep_a = 0.1;
constexpr double kCellStep_v = 0.001;
constexpr double kLimitStep_a = 0.01;

constexpr double kHighCellWarning_v = 3.60;
constexpr double kLowCellWarning_v = 2.70;

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

Severity severity(bool alarm, bool warning) {
    if (alarm) return Severity::alarm;
    return warning ? Severity::warning : Severity::ok;
}

Alarms alarms_of(const Pack& pack, const Protection& protection) {
    Alarms alarms;
    alarms[AlarmKind::high_cell_voltage] =
        severity(protection.overvoltage(), pack.top_cell_v() > kHighCellWarning_v);
    alarms[AlarmKind::low_cell_voltage] =
        severity(protection.undervoltage(), pack.bottom_cell_v() < kLowCellWarning_v);
    alarms[AlarmKind::high_charge_current] = severity(protection.charge_overcurrent(), false);
    alarms[AlarmKind::high_discharge_current] = severity(protection.discharge_overcurrent(), false);
    alarms[AlarmKind::low_charge_temperature] = severity(false, protection.cold());
    return alarms;
}

Cells cells_of(const Pack& pack, int in_series) {
    const Celsius temperature{std::round(pack.temperature())};
    return {.min_voltage = Volts{rounded(pack.bottom_cell_v(), kCellStep_v)},
            .max_voltage = Volts{rounded(pack.top_cell_v(), kCellStep_v)},
            .min_voltage_id = "C1",
            .max_voltage_id = "C" + std::to_string(in_series),
            .min_temperature = temperature,
            .max_temperature = temperature,
            .min_temperature_id = "T1",
            .max_temperature_id = "T1",
            .in_series = in_series};
}

}  // namespace

Reporter::Reporter(const PackSpec& spec, int cells_in_series, double phase, std::uint32_t seed)
    : spec_(spec),
      cells_(cells_in_series),
      random_(seed + 1),
      due_s_((1.0 - phase) * spec.bms.report_period_s),
      leaves_s_(due_s_) {}

bool Reporter::step(double dt_s) {
    time_s_ += dt_s;
    if (time_s_ + kAlmost_s < leaves_s_) return false;
    std::uniform_real_distribution<double> part{0.0, 1.0};
    due_s_ += spec_.bms.report_period_s;
    leaves_s_ = due_s_ + spec_.bms.jitter_s * part(random_);
    return part(random_) >= spec_.bms.lost_reports_pct / 100.0;
}

double Reporter::measured_a(double current_a) const {
    const BmsSpec& bms = spec_.bms;
    const double sensed_a = current_a * (1.0 + bms.current_gain_pct / 100.0) + bms.current_offset_a;
    return std::abs(sensed_a) < bms.dead_zone_a ? 0.0 : rounded(sensed_a, kCurrentStep_a);
}

double Reporter::measured_soc_pct(double charge) const {
    const double drifted_pct = spec_.bms.soc_drift_pct_day * time_s_ / kSecondsPerDay;
    const double soc_pct = 100.0 * charge + spec_.bms.soc_error_pct + drifted_pct;
    return std::clamp(std::round(soc_pct), 0.0, 100.0);
}

Battery Reporter::report(const Pack& pack, const PackLimits& limits,
                         const Protection& protection) const {
    const BmsSpec& bms = spec_.bms;
    const Amps ccl{rounded(limits.charge_a(), kLimitStep_a)};
    const Amps dcl{rounded(limits.discharge_a(), kLimitStep_a)};
    const bool by_fet = bms.permission == Permission::fet;
    const Switches switches = pack.switches();

    Battery battery;
    battery.voltage = Volts{rounded(pack.voltage(), kVoltageStep_v)};
    battery.current = Amps{measured_a(pack.current())};
    battery.power = *battery.voltage * *battery.current;
    battery.soc = Percent{measured_soc_pct(pack.charge())};
    battery.soh = Percent{100.0};
    battery.temperature = Celsius{std::round(pack.temperature())};
    battery.installed_capacity = AmpHours{pack.capacity_ah()};
    battery.available_capacity = *battery.installed_capacity * (battery.soc->value() / 100.0);
    battery.consumed = *battery.available_capacity - *battery.installed_capacity;
    battery.cells = cells_of(pack, cells_);
    battery.limits = {Volts{bms.charge_voltage_v * cells_}, ccl, dcl,
                      Volts{bms.low_voltage_v * cells_}};
    battery.permissions = {.charge = by_fet ? switches.charge : ccl > Amps{},
                           .discharge = by_fet ? switches.discharge : dcl > Amps{},
                           .balance = true};
    battery.modules = {.online = 1,
                       .offline = 0,
                       .blocking_charge = *battery.permissions.charge ? 0 : 1,
                       .blocking_discharge = *battery.permissions.discharge ? 0 : 1};
    battery.alarms = alarms_of(pack, protection);
    battery.balancing = false;
    battery.charge_request = false;
    battery.connected = true;
    return battery;
}

}  // namespace aggregator::sim::model
