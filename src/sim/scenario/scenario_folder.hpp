#pragma once

/// Where scenarios are: files that the user names, and those that come with the program.

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

/// The folder of the scenarios that come with the program: as the environment variable
/// BMS_SIM_SCENARIOS says, else as installed or as in the source tree, seen from the program. No
/// value when there is none.
[[nodiscard]] std::optional<std::string> scenario_folder();

/// Names of all scenarios in a folder, sorted.
[[nodiscard]] std::vector<std::string> scenarios_in(const std::string& folder);

/// The scenario of a file, or of a name that comes with the program. Throws UsageError with every
/// error of the file.
[[nodiscard]] Scenario open_scenario(const std::string& name_or_file);

}  // namespace aggregator::sim
