#pragma once

#include <string>

#include "sim/report/results.hpp"

namespace aggregator::sim {

/// One scenario's score as a table for people, a rule in each line.
[[nodiscard]] std::string table_of(const ScenarioResult& result);

/// What the columns mean.
[[nodiscard]] std::string table_legend();

}  // namespace aggregator::sim
