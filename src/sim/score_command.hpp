#pragma once

/// `bms-sim score`: scenarios in virtual time, their figures, and pictures of them.

#include <optional>
#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/score/rule.hpp"

namespace aggregator::sim {

struct ScoreOptions {
    enum class Task { score, list, print_config };

    Task task = Task::score;
    std::vector<std::string> scenarios{};  ///< Names or files; empty: all that there are.
    std::string config{};                  ///< The aggregator's; empty: one made for the bank.
    std::vector<Rule> rules{};             ///< Empty: all; with `config` as it says.
    double speed = 1.0;
    std::optional<double> report_period_s{};
    std::optional<model::LimitCurve> curve{};
    std::optional<int> seed{};
    bool json = false;
    bool gate = false;
    std::string csv{};   ///< File; empty for none.
    std::string plot{};  ///< As above.
};

/// Returns the exit code of the program: failure when a gate is asked for and missed. Throws
/// UsageError for bad files and std::runtime_error when a file cannot be written.
[[nodiscard]] int run_score(const ScoreOptions& options);

}  // namespace aggregator::sim
