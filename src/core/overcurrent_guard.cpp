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

constexpr Seconds kOvercurrentHold = 10s;
constexpr Seconds kForgotten = 120s;
constexpr double kMostCaution = 16.0;

constexpr double kFarAbove = 1.2;
constexpr double kVeryFarAbove = 1.5;
/// What a full pack may be held at its voltage with (domain.md 2.5, full_trickle).
constexpr double kSmallCRate = 0.02;

}  // namespace

bool above_limit(const Member& pack, Direction direction, const std::optional<PackLimit>& limit) {
    if (!pack.fresh() || !limit || !pack.battery.current) return false;
    return along(direction, *pack.battery.current) >
           limit->value * kTolerance + sensor_noise(pack.capacity);
}

void OvercurrentGuard::release(Amps nominal, Amps rise_per_second, Instant now) {
    const Seconds dt = last_step_ ? std::min(age(*last_step_, now), kLongestStep) : Seconds::zero();
    if (!cap_ || age(*last_hit_, now) < kOvercurrentHold) return;
    cap_->value += rise_per_second * (dt.count() / caution_);
    if (cap_->value >= nominal) cap_.reset();
}

/// Hits of one overload follow one another; a hit after the hold time is a new one.
void OvercurrentGuard::note_hit(Instant now) {
    const Seconds since = last_hit_ ? age(*last_hit_, now) : kForgotten;
    last_hit_ = now;
    if (since >= kForgotten) {
        caution_ = 1.0;
    } else if (since >= kOvercurrentHold) {
        caution_ = std::min(caution_ * 2.0, kMostCaution);
    }
}

void OvercurrentGuard::note_overload(const Member& pack, Amps current, Amps limit,
                                     std::size_t index) {
    // Near a limit of zero a sensor's error, or what flows into a full pack at the charge voltage,
    // is many times the limit. The guard acts on it; nobody is to be woken for it.
    const Amps worth_an_alarm{kSmallCRate * pack.capacity.value()};
    const double ratio = current / std::max(limit, worth_an_alarm);
    const Overload overload = ratio > kVeryFarAbove ? Overload::very_far
                              : ratio > kFarAbove   ? Overload::far
                                                    : Overload::none;
    if (overload <= overload_) return;
    overload_ = overload;
    overloaded_pack_ = index;
}

void OvercurrentGuard::reseat_packs(const Seats& seats) {
    reseat(above_, seats, false);
    if (!cap_ || !cap_->pack) return;
    const auto seat = std::ranges::find(seats, cap_->pack);
    if (seat == seats.end()) return cap_->pack.reset();
    cap_->pack = static_cast<std::size_t>(seat - seats.begin());
}

std::optional<OvercurrentGuard::Cap> OvercurrentGuard::step(
    std::span<const Member> members, std::span<const std::optional<PackLimit>> limits, Amps nominal,
    Amps rise_per_second, Instant now) {
    Amps bank{};
    for (const Member& member : members) {
        if (member.fresh() && member.battery.current)
            bank += along(direction_, *member.battery.current);
    }
    overload_ = Overload::none;
    above_.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].silent()) above_[i] = above_limit(members[i], direction_, limits[i]);
        if (!above_[i]) continue;
        note_hit(now);
        if (members[i].silent()) continue;
        const Amps current = along(direction_, *members[i].battery.current);
        const Amps limit = limits[i]->value;
        note_overload(members[i], current, limit, i);
        // Packs that charge one another while the bank rests are beyond what a charger can mend.
        if (bank <= Amps{}) continue;
        const Amps cap = bank * (limit / current * kSafety);
        if (!cap_ || cap < cap_->value) cap_ = Cap{cap, i};
    }
    release(nominal, rise_per_second, now);
    last_step_ = now;
    return cap_;
}

}  // namespace aggregator
