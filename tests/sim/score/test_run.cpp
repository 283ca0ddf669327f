#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sim/score/banks.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

/// Ten minutes in the middle of a charge.
Scenario short_run() {
    Scenario scenario;
    scenario.name = "short";
    scenario.ending = Ending::time;
    scenario.hours = 600.0 / 3600.0;
    scenario.packs.resize(3);
    for (model::PackSpec& pack : scenario.packs) pack.soc_pct = 40.0;
    return scenario;
}

Outcome outcome_of(const Scenario& scenario, const RunOptions& options = {.sample_s = 1.0}) {
    return run(scenario, with_rule(settings_for(scenario, "", options.speed), Rule::adaptive),
               options);
}

TEST(RunTest, IsTheSameForTheSameSeed) {
    Scenario scenario = short_run();
    for (model::PackSpec& pack : scenario.packs)
        pack.bms = {.jitter_s = 0.4, .lost_reports_pct = 5.0, .current_gain_pct = 1.0};
    const auto trace = [&](int seed) {
        scenario.seed = seed;
        std::vector<double> values;
        for (const Sample& sample : outcome_of(scenario).series.samples)
            values.insert(values.end(), {sample.bus_v, sample.bank_a, sample.ccl_a});
        return values;
    };
    EXPECT_EQ(trace(1), trace(1));
    EXPECT_NE(trace(1), trace(2));
}

TEST(RunTest, PackCurrentsAddUpToTheBanksWithinAMilliamp) {
    Scenario scenario = short_run();
    scenario.packs[1].soc_pct = 80.0;
    scenario.system.load_w = {{0.0, 3000.0}};
    scenario.faults = {{.kind = FaultKind::charge_switch_open, .pack = 2, .at_s = 200.0},
                       {.kind = FaultKind::discharge_switch_open, .pack = 1, .at_s = 400.0}};
    for (const Sample& sample : outcome_of(scenario).series.samples) {
        double sum_a = 0.0;
        for (const PackSample& pack : sample.packs) sum_a += pack.current_a;
        ASSERT_NEAR(sum_a, sample.bank_a, 0.001) << sample.time_s;
    }
}

TEST(RunTest, MayHearThePacksOneByOneAsOnABus) {
    Scenario scenario = shipped("discharge-mirror");
    scenario.hours = 0.5;
    const auto turns = [&](Hearing hearing) {
        return outcome_of(scenario, {.speed = 10.0, .hearing = hearing, .after_s = 0.0})
            .figures.reversals;
    };
    // Who has heard one pack of three takes its part of the load for a contact that went bad.
    EXPECT_EQ(turns(Hearing::together), 1);
    EXPECT_EQ(turns(Hearing::one_by_one), 2);
}

TEST(RunTest, FollowsTheLimitOfTheBank) {
    const Outcome outcome = outcome_of(short_run());
    const Sample& last = outcome.series.samples.back();
    EXPECT_TRUE(last.on_bus);
    EXPECT_EQ(last.state, "run");
    EXPECT_NEAR(last.ccl_a, 147.0, 1.0);
    EXPECT_NEAR(last.bank_a, last.ccl_a, 1.0);
    EXPECT_THAT(last.charge_reason, testing::HasSubstr("pack limit"));
    EXPECT_NEAR(outcome.figures.charged_ah, 24.0, 1.0);
    EXPECT_GT(outcome.figures.publications_per_hour, 0.0);
}

TEST(RunTest, EndsWhenAllAreFull) {
    Scenario scenario = short_run();
    scenario.ending = Ending::full;
    for (model::PackSpec& pack : scenario.packs) pack.soc_pct = 96.0;
    scenario.hours = 5.0;
    const Outcome outcome = outcome_of(scenario);
    EXPECT_TRUE(outcome.figures.all_full);
    EXPECT_LT(outcome.figures.hours, 0.2);
    EXPECT_NEAR(outcome.series.samples.back().time_s, outcome.figures.hours * 3600.0 + 900.0, 2.0);
}

TEST(RunTest, EndsWhenTheBatteryIsEmptyAndTellsWhatIsLeft) {
    Scenario scenario = short_run();
    scenario.ending = Ending::empty;
    scenario.hours = 5.0;
    scenario.system = {.sun_w = {{0.0, 0.0}}, .load_w = {{0.0, 6000.0}}, .reserve_pct = 10.0};
    for (model::PackSpec& pack : scenario.packs) pack.soc_pct = 15.0;
    scenario.packs[2].soc_pct = 30.0;
    const Outcome outcome = outcome_of(scenario);
    EXPECT_LT(outcome.series.samples.back().time_s, 3600.0);
    const Sample& last = outcome.series.samples.back();
    EXPECT_NEAR(last.bank_a, 0.0, 0.1);
    double left_ah = 0.0;
    for (const PackSample& pack : last.packs) left_ah += std::max(0.0, pack.soc_pct - 10.0);
    EXPECT_NEAR(outcome.figures.withheld_wh, left_ah * last.bus_v, 5.0);
    EXPECT_GT(outcome.figures.withheld_wh, 200.0);
}

TEST(RunTest, MissesAPackWhoseDriverDies) {
    Scenario scenario = short_run();
    scenario.faults = {{.kind = FaultKind::away, .pack = 2, .at_s = 100.0, .duration_s = 120.0}};
    const Outcome outcome = outcome_of(scenario);
    EXPECT_EQ(outcome.series.samples[150].packs[1].state, "stale");
    EXPECT_EQ(outcome.series.samples[200].packs[1].state, "lost");
    EXPECT_LT(outcome.series.samples[200].ccl_a, outcome.series.samples[90].ccl_a);
    EXPECT_EQ(outcome.series.samples[300].packs[1].state, "online");
    EXPECT_GT(outcome.figures.alarm_edges, 0);
    EXPECT_EQ(outcome.figures.wrong_s, 0.0);
}

/// The first data of each pack are believed when they agreed for so long (domain.md 3.1).
constexpr double kProof_s = 3.0;

/// What was kept is minutes old when it is killed: nothing is published before the packs' first
/// data are believed, as at the first start.
TEST(RunTest, IsOffTheBusWhileTheAggregatorIsDeadAndUntilThePacksAreBelieved) {
    Scenario scenario = short_run();
    scenario.faults = {{.kind = FaultKind::kill, .at_s = 300.0, .duration_s = 5.0}};
    const Outcome outcome = outcome_of(scenario);
    EXPECT_NEAR(outcome.figures.absent_s, kProof_s + 5.0 + kProof_s, 1.0);
    EXPECT_FALSE(outcome.series.samples[302].on_bus);
    EXPECT_TRUE(outcome.series.samples[320].on_bus);
}

/// What was kept is less than a minute old: it is on the bus at once, and holds (domain.md 3.3).
TEST(RunTest, IsBackOnTheBusAtOnceWhereItKnowsThePacksFromJustBefore) {
    Scenario scenario = short_run();
    scenario.faults = {{.kind = FaultKind::kill, .at_s = 30.0, .duration_s = 5.0}};
    const Outcome outcome = outcome_of(scenario);
    EXPECT_NEAR(outcome.figures.absent_s, kProof_s + 5.0, 1.0);
    EXPECT_EQ(outcome.series.samples[36].state, "hold");
    EXPECT_EQ(outcome.series.samples[36].ccl_a, 0.0);
    EXPECT_GT(outcome.series.samples[36].dcl_a, 0.0);
    EXPECT_EQ(outcome.series.samples[120].state, "run");
}

TEST(RunTest, ReactsToAFallingLimitWithinSeconds) {
    Scenario scenario = short_run();
    scenario.faults = {{.kind = FaultKind::limit, .pack = 1, .at_s = 300.3, .value = 10.0}};
    const Figures figures = outcome_of(scenario).figures;
    EXPECT_GT(figures.limit_reaction_s, 0.0);
    EXPECT_LE(figures.limit_reaction_s, 2.0) << "one report";
    EXPECT_LE(figures.current_reaction_s, 8.0) << "and DVCC, and the charger";
}

TEST(RunTest, RecognisesPacksThatSwapTheirNames) {
    Scenario scenario = short_run();
    scenario.packs[0].capacity_ah = 50.0;
    scenario.faults = {{.kind = FaultKind::swap, .pack = 1, .at_s = 100.0}};
    const Outcome outcome = outcome_of(scenario);
    const Sample& last = outcome.series.samples.back();
    for (const PackSample& pack : last.packs) EXPECT_EQ(pack.state, "online");
    EXPECT_EQ(last.state, "run");
}

TEST(RunTest, RunsTheWorldFasterThanTheAggregator) {
    Scenario scenario = short_run();
    const RunOptions slow{.sample_s = 1.0};
    const RunOptions fast{.speed = 10.0, .sample_s = 1.0};
    scenario.faults = {{.kind = FaultKind::silent, .pack = 1, .at_s = 60.0}};
    const auto stale_at = [&](const RunOptions& options) {
        const Settings settings = with_rule(settings_for(scenario, "", 1.0), Rule::adaptive);
        const auto series = run(scenario, settings, options).series;
        const auto found = std::ranges::find_if(
            series.samples, [](const Sample& sample) { return sample.packs[0].state == "stale"; });
        return found->time_s - 60.0;
    };
    EXPECT_NEAR(stale_at(slow), 15.0, 2.0);
    EXPECT_NEAR(stale_at(fast), 150.0, 11.0);
}

/// On a bus the world waits for the bank; a run that is compared with one there does too.
TEST(RunTest, BeginsWhenTheBankIsThereWhereItIsToBeCompared) {
    const Scenario scenario = short_run();
    const Settings settings = with_rule(settings_for(scenario, "", 10.0), Rule::adaptive);
    EXPECT_EQ(run(scenario, settings, at_speed(10.0)).figures.absent_s, 0.0);
    EXPECT_GT(run(scenario, settings, {.speed = 10.0}).figures.absent_s, 20.0);
    EXPECT_EQ(at_speed(1.0).after_s, std::nullopt);
}

TEST(RunTest, MarksWhatHappened) {
    Scenario scenario = short_run();
    scenario.faults = {{.kind = FaultKind::away, .pack = 2, .at_s = 100.0, .duration_s = 300.0}};
    const auto marks = outcome_of(scenario).series.marks;
    const auto has = [&](const std::string& text) {
        return std::ranges::any_of(
            marks, [&](const Mark& mark) { return mark.text.find(text) != std::string::npos; });
    };
    EXPECT_TRUE(has("Pack 2: away for 5 min"));
    EXPECT_TRUE(has("Pack 2: stale -> lost"));
    EXPECT_TRUE(has("BmsCable"));
}

}  // namespace
}  // namespace aggregator::sim
