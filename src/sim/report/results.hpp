#pragma once

/// What every rule made of one scenario.

#include <optional>
#include <vector>

#include "sim/score/figures.hpp"
#include "sim/score/rule.hpp"

namespace aggregator::sim {

struct RuleResult {
    Rule rule = Rule::adaptive;
    Figures figures{};
    double points = 0.0;
    std::vector<std::string> missed{};  ///< Of the scenario's gate.
};

struct ScenarioResult {
    Scenario scenario{};
    std::optional<double> best_hours{};  ///< Of the fastest safe rule; only where full is the end.
    std::vector<RuleResult> rules{};
};

}  // namespace aggregator::sim
