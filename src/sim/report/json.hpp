#pragma once

#include <string>
#include <vector>

#include "sim/report/results.hpp"

namespace aggregator::sim {

/// The score of all scenarios for programs: an array, one object for each scenario.
[[nodiscard]] std::string json_of(const std::vector<ScenarioResult>& results);

}  // namespace aggregator::sim
