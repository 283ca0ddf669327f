/// bms-sim: battery services without batteries.

#include <exception>
#include <iostream>
#include <variant>

#include "sim/arguments.hpp"
#include "sim/exit_codes.hpp"
#include "sim/usage_error.hpp"

namespace {

using namespace aggregator::sim;

struct Run {
    int operator()(const ReplayOptions& options) const {
        run_replay(options);
        return kSuccess;
    }
    int operator()(const BankOptions& options) const {
        run_bank(options);
        return kSuccess;
    }
    int operator()(const ScenarioBankOptions& options) const { return run_scenario_bank(options); }
    int operator()(const ScoreOptions& options) const { return run_score(options); }
    int operator()(int exit_code) const { return exit_code; }
};

}  // namespace

int main(int argc, char** argv) {
    try {
        return std::visit(Run{}, parse_arguments(argc, argv));
    } catch (const UsageError& error) {
        std::cerr << error.what() << std::endl;
        return kBadUsage;
    } catch (const std::exception& error) {
        std::cerr << "bms-sim: " << error.what() << std::endl;
        return kFailure;
    }
}
