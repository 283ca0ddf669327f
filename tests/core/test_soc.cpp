#include <gtest/gtest.h>

#include "aggregator/core/soc.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

SocFigures figures(std::initializer_list<std::pair<double, double>> soc_and_capacity) {
    std::vector<SocShare> packs;
    for (const auto& [soc, capacity] : soc_and_capacity)
        packs.push_back({Percent{soc}, AmpHours{capacity}});
    return *soc_figures(packs);
}

TEST(SocFigures, AreTheLowestTheWeightedAndTheHighest) {
    const SocFigures result = figures({{50.0, 300.0}, {25.0, 100.0}});
    EXPECT_EQ(result.min, Percent{25.0});
    EXPECT_EQ(result.weighted, Percent{43.75});
    EXPECT_EQ(result.max, Percent{50.0});
}

TEST(SocFigures, AreAllTheSameInABankOfOne) {
    const SocFigures result = figures({{37.3, 99.9}});
    EXPECT_EQ(result.min, Percent{37.3});
    EXPECT_EQ(result.weighted, Percent{37.3});
    EXPECT_EQ(result.max, Percent{37.3});
}

TEST(SocFigures, HaveNoValueForAnEmptyBank) {
    EXPECT_FALSE(soc_figures({}));
}

TEST(SocRule, MinAndWeightedAreTheFiguresOfThatName) {
    const SocFigures bank = figures({{93.0, 100.0}, {84.0, 100.0}, {82.0, 200.0}});
    EXPECT_EQ(soc_by_rule(SocRule::min, bank), Percent{82.0});
    EXPECT_EQ(soc_by_rule(SocRule::weighted, bank), Percent{85.25});
}

TEST(SocRule, BlendIsWeightedWhileEveryPackIsWellFilled) {
    const SocFigures bank = figures({{90.0, 100.0}, {30.0, 100.0}});
    EXPECT_EQ(soc_by_rule(SocRule::blend, bank), Percent{60.0});
}

TEST(SocRule, BlendIsTheLowestOnceAPackIsNearlyEmpty) {
    EXPECT_EQ(soc_by_rule(SocRule::blend, figures({{90.0, 100.0}, {10.0, 100.0}})), Percent{10.0});
    EXPECT_EQ(soc_by_rule(SocRule::blend, figures({{90.0, 100.0}, {2.0, 100.0}})), Percent{2.0});
}

TEST(SocRule, BlendIsHalfWayBetweenAtTwenty) {
    EXPECT_EQ(soc_by_rule(SocRule::blend, figures({{80.0, 100.0}, {20.0, 100.0}})), Percent{35.0});
}

TEST(SocRule, BlendNeverFallsWhenAPackRises) {
    double last = -1.0;
    for (double soc = 0.0; soc <= 100.0; soc += 0.5) {
        const double blend =
            soc_by_rule(SocRule::blend, figures({{soc, 100.0}, {60.0, 300.0}})).value();
        EXPECT_GE(blend, last) << soc;
        last = blend;
    }
}

class SocTrackerOverTime : public ::testing::Test {
protected:
    double step(double target, const std::vector<bool>& contributors, double seconds) {
        return tracker_.step(Percent{target}, contributors, at(seconds)).value();
    }
    SocTracker tracker_;
};

TEST_F(SocTrackerOverTime, BeginsWithTheTarget) {
    EXPECT_DOUBLE_EQ(step(60.0, {true, true}, 0.0), 60.0);
}

TEST_F(SocTrackerOverTime, FollowsTheTargetWhileThePacksStay) {
    step(60.0, {true, true}, 0.0);
    EXPECT_DOUBLE_EQ(step(55.0, {true, true}, 1.0), 55.0);
}

TEST_F(SocTrackerOverTime, DoesNotJumpWhenAPackIsLost) {
    step(60.0, {true, true}, 0.0);
    EXPECT_NEAR(step(88.0, {true, false}, 1.0), 60.0, 0.05);
}

TEST_F(SocTrackerOverTime, FadesTheStepByOnePointAMinute) {
    step(60.0, {true, true}, 0.0);
    double soc = 0.0;
    for (double second = 1.0; second <= 600.0; second += 1.0)
        soc = step(88.0, {true, false}, second);
    EXPECT_NEAR(soc, 70.0, 0.1);
    for (double second = 601.0; second <= 3000.0; second += 1.0)
        soc = step(88.0, {true, false}, second);
    EXPECT_DOUBLE_EQ(soc, 88.0);
}

TEST_F(SocTrackerOverTime, CountsTheLowSocOfANewcomerAtOnce) {
    step(90.0, {true, false}, 0.0);
    EXPECT_DOUBLE_EQ(step(40.0, {true, true}, 1.0), 40.0);
}

TEST_F(SocTrackerOverTime, LetsTheHighSocOfANewcomerInSlowly) {
    step(40.0, {true}, 0.0);
    EXPECT_NEAR(step(60.0, {true, true}, 1.0), 40.0, 0.05);
}

TEST_F(SocTrackerOverTime, FadesNoFasterOverALongGap) {
    step(60.0, {true, true}, 0.0);
    step(88.0, {true, false}, 1.0);
    EXPECT_NEAR(step(88.0, {true, false}, 100000.0), 60.0, 0.25);
}

TEST_F(SocTrackerOverTime, StaysWithinZeroAndHundred) {
    step(5.0, {true, true}, 0.0);
    step(50.0, {true, false}, 1.0);
    EXPECT_DOUBLE_EQ(step(0.0, {true, false}, 2.0), 0.0);
}

}  // namespace
}  // namespace aggregator
