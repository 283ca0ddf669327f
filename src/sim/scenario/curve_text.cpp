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

}  // namespace

config::Complaint read_curve(std::string_view text, model::Curve& curve) {
    model::Curve read;
    for (const auto part : config::split(text, ',')) {
        const auto corner = read_corner(part);
        if (!corner)
            return config::quote(config::trim(part)) + " is no point; write HOURS:VALUE, ...";
        if (!read.empty() && corner->x <= read.back().x)
            return "the point " + config::quote(config::trim(part)) +
                   " does not come after the one before it";
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
