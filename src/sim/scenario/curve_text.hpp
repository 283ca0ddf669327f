#pragma once

/// The text form of a curve: `6:0, 12:4000, 18:0`, each point X:Y.

#include <string>
#include <string_view>

#include "config/spec.hpp"
#include "sim/model/curve.hpp"

namespace aggregator::sim {

/// 1 to 100 points, X from 0 and rising, Y in the range; the unit of Y is for complaints.
[[nodiscard]] config::Complaint read_curve(std::string_view text, const config::Range& range,
                                           std::string_view unit, model::Curve& curve);

[[nodiscard]] std::string curve_text(const model::Curve& curve);

}  // namespace aggregator::sim
