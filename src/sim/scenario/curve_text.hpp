#pragma once

/// The text form of a curve: `6:0, 12:4000, 18:0`, each point X:Y.

#include <string>
#include <string_view>

#include "config/complaint.hpp"
#include "sim/model/curve.hpp"

namespace aggregator::sim {

/// 1 to 100 points, X rising.
[[nodiscard]] config::Complaint read_curve(std::string_view text, model::Curve& curve);

[[nodiscard]] std::string curve_text(const model::Curve& curve);

}  // namespace aggregator::sim
