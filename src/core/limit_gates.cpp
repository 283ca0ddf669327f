#include "aggregator/core/limit_gates.hpp"

#include <algorithm>

#include "core/round_down.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// dbus-serialbattery returns from zero at the same 1.5 %.
constexpr double kZeroBelow = 0.005;
constexpr double kBackAbove = 0.015;
constexpr double kStepsPerAmp = 10.0;

constexpr Seconds kWait = 30s;
constexpr Seconds kFirstGateBackOff = 1min;
constexpr Seconds kLongestGateBackOff = 15min;
constexpr Seconds kFellBackSoon = 5min;

}  // namespace

Amps ZeroBand::step(Amps limit, Amps nominal) {
    zero_ = limit < nominal * (zero_ ? kBackAbove : kZeroBelow);
    if (zero_) return Amps{};
    return Amps{round_down(limit.value(), kStepsPerAmp)};
}

void RestartGate::close(Instant now) {
    open_ = false;
    allowed_.reset();
    const bool soon = opened_at_ && age(*opened_at_, now) < kFellBackSoon;
    if (!soon) back_off_.reset();
    if (soon)
        back_off_ = back_off_ ? std::min(*back_off_ * 2.0, kLongestGateBackOff) : kFirstGateBackOff;
    wait_ = back_off_.value_or(kWait);
}

bool RestartGate::step(bool allowed, Instant now) {
    if (open_ && !allowed) close(now);
    if (open_) return true;
    if (allowed_.observe(allowed, now) < wait_ || !allowed) return false;
    open_ = true;
    opened_at_ = now;
    return true;
}

}  // namespace aggregator
