#pragma once

/// Scenarios and runs for tests.

#include <string>

#include "sim/scenario/scenario_folder.hpp"
#include "sim/score/bank_config.hpp"
#include "sim/score/rule.hpp"
#include "sim/score/run.hpp"

namespace aggregator::sim {

inline const std::string kFolder = std::string{PROJECT_DIR} + "/src/sim/scenarios";

inline Scenario shipped(const std::string& name) {
    return open_scenario(kFolder + "/" + name + ".ini");
}

inline Figures figures_of(const Scenario& scenario, Rule rule) {
    return run(scenario, with_rule(settings_for(scenario, scenario.config, 1.0), rule), {}).figures;
}

}  // namespace aggregator::sim
