#include "config/charge_curve.hpp"

#include <cstddef>
#include <optional>

#include "config/number.hpp"
#include "config/text.hpp"

namespace aggregator::config {

namespace {

constexpr std::size_t kFewest = 2;
constexpr std::size_t kMost = 16;

std::optional<CurvePoint> parse_point(std::string_view text) {
    const auto parts = split(text, ':');
    if (parts.size() != 2) return {};
    const auto temperature = parse_number(trim(parts[0]));
    const auto rate = parse_number(trim(parts[1]));
    if (!temperature || !rate) return {};
    return CurvePoint{Celsius{*temperature}, *rate};
}

bool in_range(const CurvePoint& point) {
    const double temperature = point.temperature.value();
    return temperature >= -40.0 && temperature <= 90.0 && point.c_rate >= 0.0 &&
           point.c_rate <= 5.0;
}

Complaint check_point(std::string_view text, std::optional<Celsius> before) {
    const auto point = parse_point(text);
    if (!point)
        return quote(text) +
               " is not a point; write temperature:rate, with commas between points, as in "
               "0:0, 10:0.3, 50:0";
    if (!in_range(*point))
        return quote(text) +
               " is out of range; allowed is -40 to 90 degrees and 0 to 5 times the capacity";
    if (before && point->temperature <= *before)
        return quote(text) + " stands behind a point of " + number_text(before->value()) +
               " degrees; sort the points by temperature, each once";
    return {};
}

}  // namespace

Complaint check_curve(std::string_view text) {
    const auto points = split(text, ',');
    std::optional<Celsius> before;
    for (const auto point : points) {
        if (auto complaint = check_point(trim(point), before)) return complaint;
        before = parse_point(point)->temperature;
    }
    if (points.size() >= kFewest && points.size() <= kMost) return {};
    return "has " + std::to_string(points.size()) + " points; allowed is " +
           std::to_string(kFewest) + " to " + std::to_string(kMost);
}

std::vector<CurvePoint> parse_curve(std::string_view text) {
    std::vector<CurvePoint> curve;
    for (const auto point : split(text, ','))
        if (const auto parsed = parse_point(point)) curve.push_back(*parsed);
    return curve;
}

std::string curve_text(const std::vector<CurvePoint>& curve) {
    std::vector<std::string> points;
    points.reserve(curve.size());
    for (const auto& point : curve)
        points.push_back(number_text(point.temperature.value()) + ":" + number_text(point.c_rate));
    return join(points, ", ");
}

}  // namespace aggregator::config
