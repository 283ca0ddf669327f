#pragma once

/// Curves of the battery model, as corner points.

#include <span>

namespace aggregator::scenarios {

struct Corner {
    double x;
    double y;
};

/// Linear between the corners (sorted by x, at least two), constant beyond the ends.
[[nodiscard]] double interpolate(std::span<const Corner> corners, double x);

}  // namespace aggregator::scenarios
