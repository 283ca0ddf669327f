#include "sim/model/curve.hpp"

namespace aggregator::sim::model {

double interpolate(std::span<const Corner> corners, double x) {
    if (x <= corners.front().x) return corners.front().y;
    for (std::size_t i = 1; i < corners.size(); ++i) {
        if (x > corners[i].x) continue;
        const Corner& left = corners[i - 1];
        const Corner& right = corners[i];
        return left.y + (right.y - left.y) * (x - left.x) / (right.x - left.x);
    }
    return corners.back().y;
}

}  // namespace aggregator::sim::model
