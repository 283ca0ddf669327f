#pragma once

/// Rounding of limits for display: down, but not off a number that is meant.

#include <cmath>

namespace aggregator {

/// `value` >= 0 rounded down to the next of `steps` steps per unit. A number that is a step but for
/// its binary form stays: 20.1 is a little less than 201 tenths, and 27.4 from a BMS that counts in
/// float32 arrives as 27.39999962.
[[nodiscard]] inline double round_down(double value, double steps) {
    constexpr double kOnStep = 1e-6;
    const double nearest = std::round(value * steps) / steps;
    const bool from_float32 = static_cast<double>(static_cast<float>(value)) == value;
    const bool means_nearest =
        from_float32 && static_cast<double>(static_cast<float>(nearest)) == value;
    if (means_nearest) return nearest;
    return std::floor(value * steps + kOnStep) / steps;
}

}  // namespace aggregator
