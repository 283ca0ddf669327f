#include "aggregator/core/charge_voltage.hpp"

#include <algorithm>

#include "core/round_down.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kVoltageHold = 30s;
/// A thousandth of the nominal 3.2 V per cell.
constexpr Volts kRisePerSecondAndCell{0.0032};
constexpr Seconds kRefreshLatch = 10min;
constexpr double kStepsPerVolt = 100.0;

Volts shown(Volts voltage) {
    return Volts{round_down(voltage.value(), kStepsPerVolt)};
}

}  // namespace

ChargeVoltageRule::Lowest ChargeVoltageRule::lowest(std::span<const Member> members,
                                                    const ChargeVoltageInput& input) {
    const Volts lost_limit = kLostPackCell * static_cast<double>(input.cells_in_series);
    Lowest result{input.ceiling, {.rule = LimitRule::ceiling}};
    const auto take = [&](Volts value, LimitRule rule, std::size_t pack) {
        if (value < result.value) result = {value, {.rule = rule, .pack = pack}};
    };
    last_published_.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& pack = members[i];
        if (!pack.counts()) continue;
        if (pack.battery.limits.charge_voltage)
            last_published_[i] = pack.battery.limits.charge_voltage;
        if (last_published_[i]) take(*last_published_[i], LimitRule::pack_voltage, i);
        if (pack.out_of_sight()) take(lost_limit, LimitRule::pack_out_of_sight, i);
    }
    return result;
}

Volts ChargeVoltageRule::resting_voltage(const ChargeVoltageInput& input, Instant now) {
    const Volts least = kRestingCell * static_cast<double>(input.cells_in_series);
    if (!latched_ || age(latched_at_, now) >= kRefreshLatch) {
        latched_ = input.voltage;
        latched_at_ = now;
    }
    return std::max(least, latched_.value_or(least));
}

ChargeVoltage ChargeVoltageRule::step(std::span<const Member> members,
                                      const ChargeVoltageInput& input, Instant now) {
    Lowest target = lowest(members, input);
    if (input.hold == VoltageHold::off) latched_.reset();
    if (input.hold == VoltageHold::on) {
        const Volts resting = resting_voltage(input, now);
        if (resting < target.value) target = {resting, {.rule = LimitRule::resting_voltage}};
    }
    const RisingLimit<Volts>::Plan plan{
        kVoltageHold, kRisePerSecondAndCell * static_cast<double>(input.cells_in_series)};
    const Volts value = shown(rising_.step(target.value, plan, now));
    target.cause.rising = value < shown(target.value);
    return {value, target.cause};
}

}  // namespace aggregator
