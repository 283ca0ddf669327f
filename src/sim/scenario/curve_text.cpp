#include "sim/scenario/curve_text.hpp"

#include <vector>

#include "config/number.hpp"
#include "config/text.hpp"

namespace aggregator::sim {
namespace {

constexpr std::size_t kMostCorners = 100;

std::optional<model::Corner> read_corner(std::string_view text) {
    const auto parts = config::split(text, ':');
    if (parts.size() != 2) return {};
    const auto x = config::parse_number(config::trim(parts[0]));
    const auto y = config::parse_number(config::trim(parts[1]));
    if (!x || !y) return {};
    return model::Corner{*x, *y};
}

/// What is wrong with a point by itself.
config::Complaint check_corner(const model::Corner& corner, const std::string& point,
                               const config::Range& range, std::string_view unit) {
    if (corner.x < 0.0) return point + " lies before the start; hours count from it";
    if (corner.y >= range.low && corner.y <= range.high) return {};
    return point + " is out of range; allowed is " + config::number_text(range.low) + " to " +
           config::number_text(range.high) + " " + std::string{unit};
}

}  // namespace

config::Complaint read_curve(std::string_view text, const config::Range& range,
                             std::string_view unit, model::Curve& curve) {
    model::Curve read;
    for (const auto part : config::split(text, ',')) {
        const std::string point = config::quote(config::trim(part));
        const auto corner = read_corner(part);
        if (!corner) return point + " is no point; write HOURS:VALUE, ...";
        if (auto complaint = check_corner(*corner, point, range, unit)) return complaint;
        if (!read.empty() && corner->x <= read.back().x)
            return "the point " + point + " does not come after the one before it";
        read.push_back(*corner);
    }
    if (read.size() > kMostCorners) return "has more than 100 points";
    curve = std::move(read);
    return {};
}

std::string curve_text(const model::Curve& curve) {
    std::vector<std::string> parts;
    for (const auto& corner : curve)
        parts.push_back(config::number_text(corner.x) + ":" + config::number_text(corner.y));
    return config::join(parts, ", ");
}

}  // namespace aggregator::sim
