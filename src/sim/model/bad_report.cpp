#include "sim/model/bad_report.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aggregator::sim::model {
namespace {

/// A driver that starts knows its configuration before it has reached its BMS.
constexpr double kStartValues_s = 5.0;
constexpr double kChatter_s = 5.0;
constexpr double kMillivolts = 1000.0;

/// Makes a reading invalid, or not a number.
struct Spoil {
    bool to_nan;

    template <typename Tag>
    void operator()(std::optional<Quantity<Tag>>& reading) const {
        reading.reset();
        if (to_nan) reading = Quantity<Tag>{std::numeric_limits<double>::quiet_NaN()};
    }
};

void spoil(Battery& report, Reading what, Spoil by) {
    const bool all = what == Reading::measurements;
    if (all || what == Reading::voltage) by(report.voltage);
    if (all || what == Reading::current) by(report.current);
    if (all || what == Reading::soc) by(report.soc);
    if (what == Reading::temperature) by(report.temperature);
    if (what == Reading::cells) {
        by(report.cells.min_voltage);
        by(report.cells.max_voltage);
    }
    const bool limits = what == Reading::limits;
    if (limits || what == Reading::charge_limit) by(report.limits.charge_current);
    if (!limits) return;
    by(report.limits.discharge_current);
    by(report.limits.charge_voltage);
}

}  // namespace

bool BadReport::starting(double time_s) const {
    return std::ranges::any_of(script_.faults(), [&](const Fault& fault) {
        return fault.kind == FaultKind::restart && fault.concerns(pack_) &&
               time_s >= fault.end_s() && time_s < fault.end_s() + kStartValues_s;
    });
}

void BadReport::lose_readings(Battery& report, double time_s) const {
    if (const Fault* fault = script_.find(FaultKind::missing, pack_, time_s))
        spoil(report, fault->what, {.to_nan = false});
    if (const Fault* fault = script_.find(FaultKind::not_a_number, pack_, time_s))
        spoil(report, fault->what, {.to_nan = true});
    if (!starting(time_s)) return;
    spoil(report, Reading::measurements, {.to_nan = false});
    spoil(report, Reading::cells, {.to_nan = false});
    report.temperature.reset();
    report.limits.charge_current = Amps{start_limit_a_};
}

void BadReport::shift_readings(Battery& report, double time_s) const {
    if (script_.find(FaultKind::millivolts, pack_, time_s) != nullptr && report.voltage)
        report.voltage = *report.voltage * kMillivolts;
    const Fault* jump = script_.find(FaultKind::soc_jump, pack_, time_s);
    if (jump != nullptr && report.soc) {
        const double soc_pct = report.soc->value() + jump->value.value_or(0.0);
        report.soc = Percent{std::clamp(soc_pct, 0.0, 100.0)};
    }
}

void BadReport::raise_alarms(Battery& report, double time_s) const {
    const Fault* fault = script_.find(FaultKind::alarm, pack_, time_s);
    const Fault* chatter = script_.find(FaultKind::alarm_chatter, pack_, time_s);
    if (chatter != nullptr && std::fmod(time_s - chatter->at_s, 2.0 * kChatter_s) < kChatter_s)
        fault = chatter;
    if (fault == nullptr) return;
    report.alarms[AlarmKind::high_cell_voltage] =
        fault->value.value_or(2.0) < 2.0 ? Severity::warning : Severity::alarm;
}

Battery BadReport::distort(Battery report, double time_s) {
    if (script_.find(FaultKind::frozen, pack_, time_s) != nullptr && last_) return *last_;
    lose_readings(report, time_s);
    shift_readings(report, time_s);
    raise_alarms(report, time_s);
    last_ = report;
    return report;
}

}  // namespace aggregator::sim::model
