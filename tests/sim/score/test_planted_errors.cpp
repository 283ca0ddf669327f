/// The gate is worth something only if it catches what it is there for.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/score/banks.hpp"

namespace aggregator::sim {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> missed_by(const Scenario& scenario, const Settings& settings,
                                   Planted planted = Planted::nothing) {
    return missed_figures(run(scenario, settings, {.planted = planted}).figures, scenario, {});
}

Settings usual(const Scenario& scenario) {
    return with_rule(settings_for(scenario, "", 1.0), Rule::adaptive);
}

}  // namespace

class PlantedError : public testing::TestWithParam<std::string> {
protected:
    Scenario scenario_ = shipped(GetParam());
};

TEST_P(PlantedError, IsCaughtWhenLimitsAreSummedInsteadOfShared) {
    EXPECT_THAT(missed_by(scenario_, with_rule(usual(scenario_), Rule::sum)),
                Contains(HasSubstr("charged over a pack's limit")));
}

INSTANTIATE_TEST_SUITE_P(Scenarios, PlantedError, testing::Values("b-weak-pack", "f-equal-cables"),
                         [](const auto& c) { return std::string{c.param[0] == 'b' ? "B" : "F"}; });

/// In most banks the guard alone keeps the swinging down; not where a switch closes.
TEST(PlantedErrors, AreCaughtWhenLimitsRiseAtOnce) {
    const Scenario scenario = shipped("g-switch-opens");
    Settings settings = usual(scenario);
    settings.charge.raise_hold = Seconds{0.0};
    settings.charge.raise_rate = Percent{100.0};
    EXPECT_THAT(missed_by(scenario, settings), Contains(HasSubstr("reversals of the CCL")));
    EXPECT_THAT(missed_by(scenario, usual(scenario)), IsEmpty());
}

TEST(PlantedErrors, AreCaughtWhenALostPackIsForgotten) {
    const Scenario scenario = shipped("driver-dies");
    EXPECT_THAT(missed_by(scenario, usual(scenario), Planted::forgotten_pack),
                Contains(HasSubstr("in a state that cannot be")));
    EXPECT_THAT(missed_by(scenario, usual(scenario)), IsEmpty());
}

TEST(PlantedErrors, AreCaughtWhenNoBmsIsHeard) {
    const Scenario scenario = shipped("c-one-limited");
    const auto missed =
        missed_by(scenario, with_rule(usual(scenario), Rule::tiers), Planted::hidden_limits);
    EXPECT_THAT(missed, Contains(HasSubstr("charged over a pack's limit")));
    EXPECT_THAT(missed, Contains(HasSubstr("trips of a BMS")));
}

}  // namespace aggregator::sim
