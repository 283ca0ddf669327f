#pragma once

#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/score/series.hpp"

namespace aggregator::sim {

/// The series as a table for other programs: one line for each sample, units in the head.
[[nodiscard]] std::string csv_of(const Series& series, const Scenario& scenario);

}  // namespace aggregator::sim
