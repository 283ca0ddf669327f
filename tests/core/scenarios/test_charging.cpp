#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/scenarios/charge_run.hpp"

namespace aggregator::scenarios {

namespace {

struct Case {
    Scenario scenario;
    RunOptions options;
};

void PrintTo(const Case& c, std::ostream* out) {
    *out << c.scenario.name;
}

std::vector<Case> all_cases() {
    std::vector<Case> cases;
    for (const Scenario& scenario : all_scenarios()) {
        for (const double period_s : {1.0, 5.0}) {
            for (const LimitCurve curve : {LimitCurve::steep, LimitCurve::gentle})
                cases.push_back({scenario, {.report_period_s = period_s, .curve = curve}});
        }
    }
    return cases;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
    const RunOptions& options = info.param.options;
    return info.param.scenario.name + (options.curve == LimitCurve::steep ? "Steep" : "Gentle") +
           (options.report_period_s > 1.0 ? "SlowReports" : "FastReports");
}

Figures charge_by(LimitMode mode, const Case& c) {
    return charge(c.scenario, comparison_settings(c.scenario, mode), c.options);
}

/// `single` is always safe and far slower than each of these.
double hours_of_best_safe_rule(const Case& c, const Figures& adaptive) {
    double best = is_safe(adaptive, c.options) ? adaptive.hours_to_full : 14.0;
    for (const LimitMode mode : {LimitMode::min_n, LimitMode::capacity}) {
        const Figures other = charge_by(mode, c);
        if (is_safe(other, c.options)) best = std::min(best, other.hours_to_full);
    }
    return best;
}

}  // namespace

class Charging : public testing::TestWithParam<Case> {};

TEST_P(Charging, MeetsEveryFigureOfTheGate) {
    const Figures adaptive = charge_by(LimitMode::adaptive, GetParam());
    const double best = hours_of_best_safe_rule(GetParam(), adaptive);
    EXPECT_THAT(missed_figures(adaptive, GetParam().options, best), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(EveryScenario, Charging, testing::ValuesIn(all_cases()), name_of);

TEST(Charging, IsAlwaysFasterThanTheSmallestLimitAlone) {
    for (const Scenario& scenario : all_scenarios()) {
        // A pack limited to 15 A takes the whole longest run.
        if (scenario.name == "OneLimited") continue;
        const Case c{scenario, {.report_period_s = 5.0, .curve = LimitCurve::gentle}};
        const Figures single = charge_by(LimitMode::single, c);
        EXPECT_LE(single.over_limit_ah, 0.01) << scenario.name;
        EXPECT_GT(single.hours_to_full, charge_by(LimitMode::adaptive, c).hours_to_full);
    }
}

}  // namespace aggregator::scenarios
