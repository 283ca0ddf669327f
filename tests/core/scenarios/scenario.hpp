#pragma once

/// The banks that the charge rules are compared on.

#include <string>
#include <vector>

#include "core/scenarios/pack_model.hpp"

namespace aggregator::scenarios {

struct Scenario {
    std::string name;
    std::vector<PackSpec> packs;
};

/// The eight of them, each with one difficulty.
[[nodiscard]] std::vector<Scenario> all_scenarios();

}  // namespace aggregator::scenarios
