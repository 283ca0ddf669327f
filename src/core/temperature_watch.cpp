#include "aggregator/core/temperature_watch.hpp"

#include <cmath>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr double kJump_k = 10.0;
constexpr Seconds kJumpWithin = 1min;
/// A pack may well rest at zero degrees for a while; beside a warm one, and to the last digit, not
/// for so long.
constexpr Seconds kStuckFor = 30min;
constexpr Celsius kWarm{10.0};

}  // namespace

std::optional<Celsius> coldest_of(const Battery& battery) {
    return tighter(battery.cells.min_temperature, battery.temperature);
}

void TemperatureWatch::step(const Member& pack, std::optional<Celsius> warmest, Instant now) {
    const auto coldest = pack.fresh() ? coldest_of(pack.battery) : std::nullopt;
    const bool zero_beside_warm = coldest == Celsius{0.0} && warmest && *warmest >= kWarm;
    stuck_ = zero_.observe(zero_beside_warm, now) >= kStuckFor;
    jumped_ = coldest && reference_ && std::abs((*coldest - *reference_).value()) > kJump_k;
    // A pack that comes back may have changed while nobody looked.
    if (!coldest) reference_.reset();
    if (!coldest || (reference_ && !jumped_ && age(reference_at_, now) < kJumpWithin)) return;
    reference_ = coldest;
    reference_at_ = now;
}

}  // namespace aggregator
