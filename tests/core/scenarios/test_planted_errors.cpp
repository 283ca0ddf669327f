/// The gate is worth something only if it catches what it is there for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/scenarios/charge_run.hpp"

namespace aggregator::scenarios {

namespace {

constexpr double kAnyTime_h = 100.0;

/// Time does not count here, so that only safety can fail.
std::vector<std::string> missed_by(const Scenario& scenario, const Settings& settings) {
    const RunOptions options;
    return missed_figures(charge(scenario, settings, options), options, kAnyTime_h);
}

Settings without_ramp(const Scenario& scenario) {
    Settings settings = comparison_settings(scenario, LimitMode::adaptive);
    settings.charge.raise_hold = Seconds{0.0};
    settings.charge.raise_rate = Percent{100.0};
    return settings;
}

}  // namespace

class PlantedError : public testing::TestWithParam<std::string> {};

TEST_P(PlantedError, IsCaughtWhenLimitsAreSummedInsteadOfShared) {
    const Scenario scenario = scenario_named(GetParam());
    EXPECT_THAT(missed_by(scenario, comparison_settings(scenario, LimitMode::sum)),
                testing::Not(testing::IsEmpty()));
}

TEST_P(PlantedError, IsCaughtWhenLimitsRiseAtOnce) {
    const Scenario scenario = scenario_named(GetParam());
    EXPECT_THAT(missed_by(scenario, without_ramp(scenario)), testing::Not(testing::IsEmpty()));
}

TEST_P(PlantedError, LeavesNothingToCatchWhenThereIsNone) {
    const Scenario scenario = scenario_named(GetParam());
    EXPECT_THAT(missed_by(scenario, comparison_settings(scenario, LimitMode::adaptive)),
                testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Scenarios, PlantedError,
                         testing::Values("WeakPack", "DoubleSizeEqualCables", "SwitchOpens"),
                         [](const auto& c) { return c.param; });

}  // namespace aggregator::scenarios
