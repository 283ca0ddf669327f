#include "aggregator/core/freeze_watch.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kFrozenUnderLoad = 60s;
constexpr Seconds kFrozenAtRest = 120s;
constexpr Seconds kPlausibleAtRest = 120s;
/// Packs report one after the other: what made this one move, the others tell within the time
/// after which they would count as silent.
constexpr Seconds kAllHaveReported = 15s;
/// Below 2 % of 1 C the resolution of a BMS alone keeps its current constant.
constexpr double kRestCRate = 0.02;
/// All packs hang on one bus bar: when the others' voltage moves by so much, this one's must.
constexpr double kVoltageMove = 0.004;
constexpr double kCurrentMoveCRate = 0.10;

bool at_rest(const Battery& pack, AmpHours capacity) {
    return std::abs(pack.current.value_or(Amps{}).value()) < kRestCRate * capacity.value();
}

bool rests_with_the_others(const Battery& pack, const Others& others, bool resting) {
    return resting && std::abs(others.c_rate) < kRestCRate && pack.voltage && others.voltage &&
           std::abs((*pack.voltage - *others.voltage) / *others.voltage) <= kVoltageMove;
}

}  // namespace

void FreezeWatch::widen(const Others& others) {
    if (!others.voltage) return;
    if (!there_) there_ = Range{others, others};
    there_->lowest.voltage = std::min(*there_->lowest.voltage, *others.voltage);
    there_->highest.voltage = std::max(*there_->highest.voltage, *others.voltage);
    there_->lowest.c_rate = std::min(there_->lowest.c_rate, others.c_rate);
    there_->highest.c_rate = std::max(there_->highest.c_rate, others.c_rate);
}

/// A full pack stands still at the charge voltage while the others take less and less: the current
/// speaks against a pack under load only.
bool FreezeWatch::elsewhere(const Others& others, bool resting) const {
    if (!there_ || !others.voltage) return false;
    if (*others.voltage < *there_->lowest.voltage * (1.0 - kVoltageMove)) return true;
    if (*others.voltage > *there_->highest.voltage * (1.0 + kVoltageMove)) return true;
    return !resting && (others.c_rate < there_->lowest.c_rate - kCurrentMoveCRate ||
                        others.c_rate > there_->highest.c_rate + kCurrentMoveCRate);
}

bool FreezeWatch::step(const Battery& pack, const Others& others, AmpHours capacity, Instant now) {
    const Fingerprint fingerprint{pack.voltage, pack.current, pack.cells.min_voltage,
                                  pack.cells.max_voltage};
    const Seconds dt = last_ ? std::min(age(*last_, now), kLongestStep) : Seconds::zero();
    last_ = now;
    const bool moved = fingerprint_ != fingerprint;
    fingerprint_ = fingerprint;
    if (moved) {
        elsewhere_ = {};
        at_rest_.reset();
    }
    if (moved || who_ != others.who) {
        who_ = others.who;
        settles_from_ = now;
        there_.reset();
    }
    const bool resting = at_rest(pack, capacity);
    if (age(settles_from_, now) < kAllHaveReported) {
        widen(others);
    } else if (elsewhere(others, resting)) {
        elsewhere_ += dt;
    }
    if (at_rest_.observe(rests_with_the_others(pack, others, resting), now) >= kPlausibleAtRest)
        elsewhere_ = {};
    return elsewhere_ >= (resting ? kFrozenAtRest : kFrozenUnderLoad);
}

}  // namespace aggregator
