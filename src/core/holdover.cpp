#include "aggregator/core/holdover.hpp"

#include <algorithm>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// In an hour at 0.5 C a SOC is wrong by half the pack; longer it is worth nothing.
constexpr Seconds kHoldSoc = 1h;
/// A pack's temperature moves by a few kelvin in ten minutes.
constexpr Seconds kHoldTemperature = 10min;
constexpr Seconds kHoldAlarm = 10min;
constexpr Seconds kHoldBlock = 10min;
/// Where discharge ends is a setting of the BMS; it does not wear off, but it may be taken away.
constexpr Seconds kHoldLowVoltage = 1h;

}  // namespace

template <typename T>
void Holdover::Memory<T>::fill(std::optional<T>& present, Seconds longest, Instant now) {
    if (present) {
        value = present;
        seen = now;
        return;
    }
    if (value && age(seen, now) <= longest) present = value;
}

/// What flowed since the last step, into the SOC that is remembered.
void Holdover::count_soc(const Battery& battery, AmpHours capacity, Instant now) {
    const Seconds dt = last_ ? std::min(age(*last_, now), kLongestStep) : Seconds::zero();
    last_ = now;
    if (!soc_.value || battery.soc || !battery.current) return;
    const double moved_ah = battery.current->value() * dt.count() / kSecondsPerHour;
    const Percent counted = *soc_.value + Percent{100.0 * moved_ah / capacity.value()};
    soc_.value = std::clamp(counted, kEmpty, kFull);
}

void Holdover::fill(Battery& battery, AmpHours capacity, Instant now) {
    count_soc(battery, capacity, now);
    soc_.fill(battery.soc, kHoldSoc, now);
    temperature_.fill(battery.temperature, kHoldTemperature, now);
    min_temperature_.fill(battery.cells.min_temperature, kHoldTemperature, now);
    max_temperature_.fill(battery.cells.max_temperature, kHoldTemperature, now);
    charge_allowed_.fill(battery.permissions.charge, kHoldBlock, now);
    discharge_allowed_.fill(battery.permissions.discharge, kHoldBlock, now);
    blocking_charge_.fill(battery.modules.blocking_charge, kHoldBlock, now);
    blocking_discharge_.fill(battery.modules.blocking_discharge, kHoldBlock, now);
    low_voltage_.fill(battery.limits.low_voltage, kHoldLowVoltage, now);
    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind) {
        alarms_[kind].fill(battery.alarms[static_cast<AlarmKind>(kind)], kHoldAlarm, now);
    }
}

}  // namespace aggregator
