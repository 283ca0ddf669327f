#pragma once

/// The command line of bms-sim.

#include <variant>

#include "sim/bank.hpp"
#include "sim/replay.hpp"
#include "sim/scenario_bank.hpp"
#include "sim/score_command.hpp"

namespace aggregator::sim {

/// An argument that only prints something leaves the exit code of the program.
using Command = std::variant<ReplayOptions, BankOptions, ScenarioBankOptions, ScoreOptions, int>;

/// What is asked for. Prints help, version and complaints itself. Throws UsageError where the
/// values of options do not fit together.
[[nodiscard]] Command parse_arguments(int argc, const char* const* argv);

}  // namespace aggregator::sim
