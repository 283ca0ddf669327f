#pragma once

/// A curve as corner points: of a cell, of a BMS, of a day.

#include <span>
#include <vector>

namespace aggregator::sim::model {

struct Corner {
    double x;
    double y;

    bool operator==(const Corner&) const = default;
};

using Curve = std::vector<Corner>;

/// Linear between the corners (sorted by x, at least one), constant beyond the ends.
[[nodiscard]] double interpolate(std::span<const Corner> corners, double x);

}  // namespace aggregator::sim::model
