#pragma once

#include <string>

#include "sim/report/results.hpp"

namespace aggregator::sim {

/// One scenario's score as a table for people, a rule in each line.
[[nodiscard]] std::string table_of(const ScenarioResult& result);

/// What matters most of one run, in sentences.
[[nodiscard]] std::string summary_of(const Scenario& scenario, const Figures& figures);

/// What the columns mean.
[[nodiscard]] std::string table_legend();

}  // namespace aggregator::sim
