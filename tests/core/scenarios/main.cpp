/// Runs the tests of this folder; with --table prints what every rule does in every scenario.

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string_view>

#include "core/scenarios/charge_run.hpp"

namespace aggregator::scenarios {

namespace {

struct Rule {
    const char* name;
    LimitMode mode;
};
constexpr std::array kRules{Rule{"adaptive", LimitMode::adaptive}, Rule{"min_n", LimitMode::min_n},
                            Rule{"capacity", LimitMode::capacity},
                            Rule{"single", LimitMode::single}, Rule{"sum", LimitMode::sum}};

void print_row(const Scenario& scenario, const char* rule, const Settings& settings,
               const RunOptions& options) {
    const Figures f = charge(scenario, settings, options);
    std::printf("%-22s %-9s %8.3f %6d %7.2f%s %9d %7d %7d %6d\n", scenario.name.c_str(), rule,
                f.over_limit_ah, f.trips, f.hours_to_full, f.full ? " " : "*", f.reversals,
                f.alarm_edges, f.imbalance_edges, f.tier_changes);
    std::fflush(stdout);
}

void print_table(const RunOptions& options) {
    std::printf("\n%s curve, reports every %.0f s\n",
                options.curve == LimitCurve::steep ? "steep" : "gentle", options.report_period_s);
    std::printf("%-22s %-9s %8s %6s %8s %9s %7s %7s %6s\n", "scenario", "rule", "over Ah", "trips",
                "hours", "reversals", "alarms", "spread", "tiers");
    for (const Scenario& scenario : all_scenarios()) {
        for (const Rule& rule : kRules)
            print_row(scenario, rule.name, comparison_settings(scenario, rule.mode), options);
        Settings tiers = comparison_settings(scenario, LimitMode::sum);
        tiers.imbalance.action = ImbalanceAction::limit;
        print_row(scenario, "tiers+sum", tiers, options);
    }
}

}  // namespace

}  // namespace aggregator::scenarios

int main(int argc, char** argv) {
    using namespace aggregator::scenarios;
    if (argc > 1 && std::string_view{argv[1]} == "--table") {
        for (const double period_s : {1.0, 5.0}) {
            for (const LimitCurve curve : {LimitCurve::steep, LimitCurve::gentle})
                print_table({.report_period_s = period_s, .curve = curve});
        }
        return 0;
    }
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
