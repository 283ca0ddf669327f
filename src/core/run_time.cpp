#include "aggregator/core/run_time.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kSmoothing = 5min;
/// Venus's own battery monitors show no more.
constexpr double kLongest_s = 864000.0;
/// Below 0.5 % of 1 C the answer would be weeks, and wrong.
constexpr double kNoFlowCRate = 0.005;

}  // namespace

std::optional<Seconds> RunTime::step(std::optional<Amps> current, std::optional<AmpHours> available,
                                     AmpHours installed, Instant now) {
    if (!current) {
        smoothed_.reset();
        return std::nullopt;
    }
    const Seconds dt = smoothed_ ? std::min(age(last_, now), kLongestStep) : Seconds::zero();
    last_ = now;
    const Amps before = smoothed_.value_or(*current);
    smoothed_ = before + (*current - before) * (1.0 - std::exp(-dt / kSmoothing));

    const Amps rest{-kNoFlowCRate * installed.value()};
    if (*current > Amps{} || *smoothed_ >= rest || !available) return std::nullopt;
    const double seconds = 3600.0 * available->value() / -smoothed_->value();
    return Seconds{std::floor(std::clamp(seconds, 0.0, kLongest_s))};
}

}  // namespace aggregator
