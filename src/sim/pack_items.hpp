#pragma once

/// The paths a BMS driver publishes for one pack. Written independently of the paths the aggregator
/// reads, so that a mistake in one of the two shows.

#include <string>
#include <vector>

#include "aggregator/core/battery.hpp"
#include "aggregator/venus/value.hpp"

namespace aggregator::sim {

struct PackItem {
    std::string path;
    venus::Shown shown;
};

/// Every path of the pack. What the battery has no value for is published as invalid.
[[nodiscard]] std::vector<PackItem> pack_items(const Battery& battery);

}  // namespace aggregator::sim
