#include "aggregator/core/overcurrent_guard.hpp"

#include <algorithm>

#include "aggregator/core/rising_limit.hpp"
#include "aggregator/core/sensor_noise.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Error of a BMS's current, beside its noise; less is no overload.
constexpr double kTolerance = 1.02;
constexpr double kSafety = 0.98;

constexpr Seconds kHold = 10s;

constexpr double kFarAbove = 1.2;
constexpr double kVeryFarAbove = 1.5;
constexpr Seconds kWarnAfter = 10s;
constexpr Seconds kAlarmAfter = 30s;
constexpr Seconds kLatch = 5min;

}  // namespace

bool above_limit(const Member& pack, Direction direction, const std::optional<PackLimit>& limit) {
    if (!pack.fresh() || !limit || !pack.battery.current) return false;
    return along(direction, *pack.battery.current) >
           limit->value * kTolerance + sensor_noise(pack.capacity);
}

void OvercurrentGuard::release(Amps nominal, Amps rise_per_second, Instant now) {
    const Seconds dt = last_step_ ? std::min(age(*last_step_, now), kLongestStep) : Seconds::zero();
    if (!cap_ || age(last_hit_, now) < kHold) return;
    cap_->value += rise_per_second * dt.count();
    if (cap_->value >= nominal) cap_.reset();
}

void OvercurrentGuard::watch_alarm(double worst_ratio, Instant now) {
    const Seconds far = far_above_.observe(worst_ratio > kFarAbove, now);
    const Seconds very_far = very_far_above_.observe(worst_ratio > kVeryFarAbove, now);
    Severity severity = Severity::ok;
    if (far >= kWarnAfter) severity = Severity::warning;
    if (far >= kAlarmAfter || very_far >= kWarnAfter) severity = Severity::alarm;
    if (severity >= alarm_ && severity != Severity::ok) alarm_since_ = now;
    if (severity > alarm_ || age(alarm_since_, now) >= kLatch) alarm_ = severity;
}

std::optional<OvercurrentGuard::Cap> OvercurrentGuard::step(
    std::span<const Member> members, std::span<const std::optional<PackLimit>> limits, Amps nominal,
    Amps rise_per_second, Instant now) {
    Amps bank{};
    for (const Member& member : members) {
        if (member.fresh() && member.battery.current)
            bank += along(direction_, *member.battery.current);
    }
    release(nominal, rise_per_second, now);
    double worst_ratio = 0.0;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!above_limit(members[i], direction_, limits[i])) continue;
        const Amps current = along(direction_, *members[i].battery.current);
        const Amps limit = limits[i]->value;
        // Near a limit of zero any noise is a multiple of it.
        const Amps yardstick = std::max(limit, sensor_noise(members[i].capacity));
        worst_ratio = std::max(worst_ratio, current / yardstick);
        // Packs that charge one another while the bank rests are beyond what a charger can mend.
        if (bank <= Amps{}) continue;
        const Amps cap = bank * (limit / current * kSafety);
        last_hit_ = now;
        if (!cap_ || cap < cap_->value) cap_ = Cap{cap, i};
    }
    watch_alarm(worst_ratio, now);
    last_step_ = now;
    return cap_;
}

}  // namespace aggregator
