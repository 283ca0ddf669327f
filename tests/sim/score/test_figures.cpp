#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/score/figures.hpp"
#include "sim/score/rule.hpp"
#include "sim/score/turn_counter.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FiguresTest : public testing::Test {
protected:
    FiguresTest() {
        scenario_.packs.resize(3);
        good_.all_full = true;
        good_.hours = 2.0;
    }

    [[nodiscard]] std::vector<std::string> missed(const Figures& figures) const {
        return missed_figures(figures, scenario_, 2.0);
    }

    Scenario scenario_{};
    Figures good_{};
};

TEST_F(FiguresTest, OfAGoodRunMissNothing) {
    EXPECT_THAT(missed(good_), IsEmpty());
    EXPECT_TRUE(is_safe(good_, scenario_));
    EXPECT_EQ(points(good_, scenario_, 2.0), 0.0);
}

struct Worse {
    const char* name;
    void (*spoil)(Figures& figures);
    const char* words;
};

class WorseFigure : public FiguresTest, public testing::WithParamInterface<Worse> {};

TEST_P(WorseFigure, IsMissedAndCosts) {
    Figures figures = good_;
    GetParam().spoil(figures);
    EXPECT_THAT(missed(figures), ElementsAre(GetParam().words));
    if (std::string{GetParam().name} == "spread") return;  // Follows from the bank, costs nothing.
    EXPECT_GT(points(figures, scenario_, 2.0), 0.0);
}

INSTANTIATE_TEST_SUITE_P(
    All, WorseFigure,
    testing::Values(Worse{"charge", [](Figures& f) { f.over_charge_ah = 0.11; },
                          "charged over a pack's limit: 0.11 Ah, allowed 0.10 Ah"},
                    Worse{"discharge", [](Figures& f) { f.over_discharge_ah = 0.2; },
                          "discharged over a pack's limit: 0.20 Ah, allowed 0.10 Ah"},
                    Worse{"trips", [](Figures& f) { f.trips = 1; },
                          "trips of a BMS: 1.00, allowed 0.00"},
                    Worse{"cold", [](Figures& f) { f.cold_ah = 0.5; },
                          "charged below 0 C: 0.50 Ah, allowed 0.00 Ah"},
                    Worse{"slow", [](Figures& f) { f.hours = 2.2; },
                          "slower than the fastest safe rule: 10.00 %, allowed 5.00 %"},
                    Worse{"turns", [](Figures& f) { f.reversals = 81; },
                          "reversals of the CCL: 81.00, allowed 80.00"},
                    Worse{"alarms", [](Figures& f) { f.alarm_edges = 2; },
                          "changes of alarms of its own: 2.00, allowed 0.00"},
                    Worse{"spread", [](Figures& f) { f.spread_edges = 5; },
                          "changes of the spread's alarm: 5.00, allowed 4.00"},
                    Worse{"dark", [](Figures& f) { f.blackouts = 1; },
                          "needless blackouts: 1.00, allowed 0.00"},
                    Worse{"wrong", [](Figures& f) { f.wrong_s = 3.0; },
                          "in a state that cannot be: 3.00 s, allowed 0.00 s"}),
    [](const auto& c) { return std::string{c.param.name}; });

TEST_F(FiguresTest, OfABankThatIsNeverFullMissTheEnd) {
    good_.all_full = false;
    EXPECT_THAT(missed(good_), ElementsAre("never all full"));
    EXPECT_FALSE(is_safe(good_, scenario_));
    scenario_.ending = Ending::time;
    EXPECT_THAT(missed(good_), IsEmpty());
}

TEST_F(FiguresTest, CostByTheirWeight) {
    Figures trips = good_;
    trips.trips = 1;
    Figures turns = good_;
    turns.reversals = 80;
    Figures held = good_;
    held.withheld_wh = 0.05 * 3 * 100.0 * 16 * 3.2;
    EXPECT_DOUBLE_EQ(points(trips, scenario_, 2.0), 10.0);
    EXPECT_DOUBLE_EQ(points(turns, scenario_, 2.0), 2.0);
    EXPECT_NEAR(points(held, scenario_, 2.0), 3.0, 1e-9);
}

TEST(TurnCounterTest, CountsOnlyTurnsBeyondTheThreshold) {
    TurnCounter turns{10.0};
    for (const double value : {50.0, 45.0, 50.0, 100.0, 91.0, 95.0}) turns.see(value);
    EXPECT_EQ(turns.turns(), 0);
    for (const double value : {80.0, 60.0, 69.0, 71.0, 120.0, 109.0}) turns.see(value);
    EXPECT_EQ(turns.turns(), 3);
}

TEST(RuleTest, HasNamesThatReadBack) {
    for (const Rule rule : all_rules()) EXPECT_EQ(parse_rule(name_of(rule)), rule);
    EXPECT_EQ(parse_rule("fastest"), std::nullopt);
}

TEST(RuleTest, LeavesSettingsAsConfigured) {
    Settings settings;
    settings.charge.limit_mode = LimitMode::min_n;
    EXPECT_EQ(with_rule(settings, Rule::as_configured), settings);
    EXPECT_EQ(with_rule(settings, Rule::sum).charge.limit_mode, LimitMode::sum);
    EXPECT_EQ(with_rule(settings, Rule::sum).imbalance.action, ImbalanceAction::alarm_only);
    EXPECT_EQ(with_rule(settings, Rule::tiers).imbalance.action, ImbalanceAction::limit);
}

}  // namespace
}  // namespace aggregator::sim
