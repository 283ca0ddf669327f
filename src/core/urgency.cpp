#include "core/urgency.hpp"

namespace aggregator {

namespace {

bool limits_fell(const Limits& was, const Limits& is) {
    return is.charge_current < was.charge_current || is.discharge_current < was.discharge_current ||
           is.charge_voltage < was.charge_voltage || was.low_voltage < is.low_voltage;
}

}  // namespace

bool alarm_rose(const Alarms& was, const Alarms& is) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        if (was[kind].value_or(Severity::ok) < is[kind].value_or(Severity::ok)) return true;
    }
    return false;
}

bool got_worse(const Battery& before, const Battery& now) {
    return limits_fell(before.limits, now.limits) || now.modules.online < before.modules.online ||
           alarm_rose(before.alarms, now.alarms);
}

}  // namespace aggregator
