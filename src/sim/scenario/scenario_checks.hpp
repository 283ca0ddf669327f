#pragma once

/// What no single line of a scenario file can have wrong.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aggregator/config/config.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/section_name.hpp"

namespace aggregator::sim {

/// A file that has been read line by line.
struct ScenarioDraft {
    Scenario scenario{};
    std::map<SectionName, int> sections{};                       ///< With their lines.
    std::map<std::pair<std::string, std::string>, int> lines{};  ///< Of each key given.
    std::vector<std::pair<int, model::Fault>> faults{};          ///< By number.
    std::vector<config::ConfigError> errors{};
};

/// Adds what is wrong, and moves the faults into the scenario in the order of their times.
void check_scenario(ScenarioDraft& draft);

}  // namespace aggregator::sim
