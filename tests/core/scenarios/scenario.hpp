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

/// One of them. Throws std::invalid_argument for any other name.
[[nodiscard]] Scenario scenario_named(const std::string& name);

/// The same with current sensors that are wrong by up to 3 % and 1 A, each in its own way.
[[nodiscard]] Scenario with_sensor_errors(Scenario scenario, unsigned seed);

/// The same with 4 or 8 cells in series, the resistances in proportion.
[[nodiscard]] Scenario with_cells(Scenario scenario, int cells);

}  // namespace aggregator::scenarios
