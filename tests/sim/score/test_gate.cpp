/// The gate of domain.md 5: what the default rule must keep to in every scenario that comes with
/// the program.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

#include "sim/score/banks.hpp"

namespace aggregator::sim {
namespace {

using testing::IsEmpty;

std::string test_name(std::string name) {
    name[0] = static_cast<char>(std::toupper(name[0]));
    for (std::size_t i = 0; i + 1 < name.size(); ++i) {
        if (name[i] == '-') name[i + 1] = static_cast<char>(std::toupper(name[i + 1]));
    }
    std::erase(name, '-');
    return "In" + name;
}

/// `single` is always safe and far slower. A coarser step finds the hours of the others.
double fastest_safe_hours(Scenario scenario, const Figures& adaptive) {
    double best = adaptive.hours;
    scenario.step_s = 1.0;
    for (const Rule rule : {Rule::capacity, Rule::min_n}) {
        const Figures other = figures_of(scenario, rule);
        if (is_safe(other, scenario)) best = std::min(best, other.hours);
    }
    return best;
}

}  // namespace

class EveryScenario : public testing::TestWithParam<std::string> {};

TEST_P(EveryScenario, KeepsToItsGateByDefault) {
    const Scenario scenario = shipped(GetParam());
    const Figures figures = figures_of(scenario, Rule::adaptive);
    EXPECT_THAT(missed_figures(figures, scenario, {}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Gate, EveryScenario, testing::ValuesIn(scenarios_in(kFolder)),
                         [](const auto& c) { return test_name(c.param); });

/// The eight banks that the rules are compared on.
class ComparedScenario : public testing::TestWithParam<std::string> {};

TEST_P(ComparedScenario, IsFullAsSoonAsByTheFastestSafeRule) {
    Scenario scenario = shipped(GetParam());
    scenario.step_s = 1.0;
    const Figures figures = figures_of(scenario, Rule::adaptive);
    ASSERT_TRUE(is_safe(figures, scenario));
    EXPECT_THAT(missed_figures(figures, scenario, fastest_safe_hours(scenario, figures)),
                IsEmpty());
}

TEST_P(ComparedScenario, StaysSafeWithSlowReportsAndGentleCurves) {
    Scenario scenario = shipped(GetParam());
    scenario.step_s = 1.0;
    scenario.gate.over_limit_ah = 0.5;
    for (model::PackSpec& pack : scenario.packs) {
        pack.bms.report_period_s = 5.0;
        pack.bms.curve = model::LimitCurve::gentle;
    }
    const Figures figures = figures_of(scenario, Rule::adaptive);
    EXPECT_THAT(missed_figures(figures, scenario, {}), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Gate, ComparedScenario,
                         testing::Values("a-equal", "b-weak-pack", "c-one-limited", "d-one-fuller",
                                         "e-double-size", "f-equal-cables", "g-switch-opens",
                                         "h-high-cell"),
                         [](const auto& c) { return test_name(c.param); });

}  // namespace aggregator::sim
