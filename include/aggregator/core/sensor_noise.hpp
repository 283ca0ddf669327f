#pragma once

/// What a BMS's current sensor shows where no current flows.

#include <algorithm>

#include "aggregator/core/units.hpp"

namespace aggregator {

/// A current up to this counts as none (domain.md 2.5): 0.5 A, in large packs 0.5 % of 1 C.
/// `capacity` > 0. The proof of an open switch and the watch over limits share it, or a pack that
/// is proven isolated could count as overloaded by its sensor's error.
[[nodiscard]] constexpr Amps sensor_noise(AmpHours capacity) {
    return Amps{std::max(0.5, 0.005 * capacity.value())};
}

}  // namespace aggregator
