#pragma once

/// The part of the command line that `bms-sim score` takes.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "sim/score_command.hpp"

namespace aggregator::sim {

/// As written; what it means is worked out when all of it is known.
struct RawScore {
    ScoreOptions options{};
    std::vector<std::string> rules{};
    std::string curve{};
    double report_period_s = 0.0;
    int seed = -1;
    bool list = false;
    bool print_config = false;
};

CLI::App* add_score(CLI::App& app, RawScore& raw);

/// Throws UsageError where options do not fit together.
[[nodiscard]] ScoreOptions finished(const RawScore& raw);

}  // namespace aggregator::sim
