#pragma once

/// The text form of the charge curve: `0:0, 2.5:0.1, ...`, temperature in degrees Celsius, then the
/// current as a multiple of the capacity per hour.

#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/settings.hpp"
#include "config/complaint.hpp"

namespace aggregator::config {

/// 2 to 16 points, rising in temperature, -40 to 90 degrees and 0 to 5 times the capacity.
[[nodiscard]] Complaint check_curve(std::string_view text);

/// The points of a text without complaint.
[[nodiscard]] std::vector<CurvePoint> parse_curve(std::string_view text);

[[nodiscard]] std::string curve_text(const std::vector<CurvePoint>& curve);

}  // namespace aggregator::config
