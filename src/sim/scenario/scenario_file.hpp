#pragma once

/// Scenario files: INI text to a Scenario, as strict as the configuration of the aggregator. Every
/// error is found, with its line.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/config/config.hpp"
#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

struct LoadedScenario {
    Scenario scenario{};                        ///< To be used only when `errors` is empty.
    std::vector<config::ConfigError> errors{};  ///< In the order of their lines.
    std::optional<int> config_line{};           ///< Where the scenario names its configuration.
};

[[nodiscard]] LoadedScenario load_scenario(std::string_view text);

}  // namespace aggregator::sim
