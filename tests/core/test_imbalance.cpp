#include <gtest/gtest.h>

#include "aggregator/core/imbalance.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::pack;

/// The current that the default settings allow at once for three packs of these SOCs.
double current_for(double a, double b, double c) {
    const auto members = bank_of({pack("A").soc(a), pack("B").soc(b), pack("C").soc(c)});
    Imbalance imbalance;
    const Tier tier = imbalance.step(soc_spread(members), false, {}, at(0.0));
    return tier_current(tier, {}).value();
}

TEST(ImbalanceTier, AllowsTheNominalCurrentBelowTheFirstThreshold) {
    EXPECT_DOUBLE_EQ(current_for(64.99, 62.0, 60.0), 150.0);
}

TEST(ImbalanceTier, IsEnteredExactlyOnItsThreshold) {
    EXPECT_DOUBLE_EQ(current_for(65.0, 62.0, 60.0), 127.5);
    EXPECT_DOUBLE_EQ(current_for(75.0, 62.0, 60.0), 99.0);
    EXPECT_DOUBLE_EQ(current_for(80.0, 70.0, 60.0), 50.0);
}

TEST(ImbalanceTier, StaysTheMilderOneJustBelowTheThreshold) {
    EXPECT_DOUBLE_EQ(current_for(93.0, 84.0, 82.0), 127.5);
    EXPECT_DOUBLE_EQ(current_for(74.99, 62.0, 60.0), 127.5);
    EXPECT_DOUBLE_EQ(current_for(79.9, 62.0, 60.0), 99.0);
}

TEST(ImbalanceTier, CountsABinaryFractionBelowTheThresholdAsOnIt) {
    ASSERT_LT(65.1 - 50.1, 15.0);
    EXPECT_DOUBLE_EQ(current_for(65.1, 55.0, 50.1), 99.0);
}

TEST(ImbalanceTier, SevereIsNeverMilderThanTheWarning) {
    ChargeSettings settings;
    settings.reduced_charge_current = Amps{140.0};
    EXPECT_EQ(tier_current(Tier::severe, settings), Amps{99.0});
}

TEST(SocSpread, NeedsTwoKnownSocs) {
    EXPECT_FALSE(soc_spread({}));
    EXPECT_FALSE(soc_spread(bank_of({pack("A"), pack("B").without(&Battery::soc)})));
    EXPECT_EQ(soc_spread(bank_of({pack("A").soc(70.0), pack("B").soc(60.0)})), Percent{10.0});
}

TEST(SocSpread, CountsNeitherASilentPackNorAnExcludedOne) {
    EXPECT_EQ(soc_spread(bank_of({pack("A"), pack("B"), pack("C").soc(20.0).silent(100.0)})),
              Percent{0.0});
    EXPECT_EQ(
        soc_spread(bank_of({pack("A"), pack("B"), pack("C").soc(20.0).state(PackState::excluded)})),
        Percent{0.0});
}

class ImbalanceOverTime : public ::testing::Test {
protected:
    Tier step(double spread, double seconds, bool blind = false) {
        return imbalance_.step(Percent{spread}, blind, {}, at(seconds));
    }
    Imbalance imbalance_;
};

TEST_F(ImbalanceOverTime, EntersTheWorstTierAtOnce) {
    EXPECT_EQ(step(20.0, 0.0), Tier::severe);
}

TEST_F(ImbalanceOverTime, StaysWithinTheHysteresisForEver) {
    step(15.0, 0.0);
    EXPECT_EQ(step(13.1, 1.0), Tier::warning);
    EXPECT_EQ(step(13.1, 10000.0), Tier::warning);
}

TEST_F(ImbalanceOverTime, IsLeftAfterAMinuteBelowTheHysteresis) {
    step(15.0, 0.0);
    step(12.9, 10.0);
    EXPECT_EQ(step(12.9, 69.0), Tier::warning);
    EXPECT_EQ(step(12.9, 70.0), Tier::minor);
}

TEST_F(ImbalanceOverTime, IsLeftOneTierAtATime) {
    step(25.0, 0.0);
    step(0.0, 1.0);
    EXPECT_EQ(step(0.0, 61.0), Tier::warning);
    step(0.0, 62.0);
    EXPECT_EQ(step(0.0, 122.0), Tier::minor);
    step(0.0, 123.0);
    EXPECT_EQ(step(0.0, 183.0), Tier::full);
}

TEST_F(ImbalanceOverTime, CountsTheMinuteAnewAfterEveryRelapse) {
    step(15.0, 0.0);
    step(12.0, 1.0);
    step(13.5, 50.0);
    step(12.0, 51.0);
    EXPECT_EQ(step(12.0, 100.0), Tier::warning);
    EXPECT_EQ(step(12.0, 111.0), Tier::minor);
}

TEST_F(ImbalanceOverTime, ChattersNotWithNoiseOnAThreshold) {
    int changes = 0;
    Tier last = step(15.0, 0.0);
    for (int second = 1; second <= 3600; ++second) {
        const Tier tier = step(second % 2 == 0 ? 14.3 : 15.7, second);
        changes += tier == last ? 0 : 1;
        last = tier;
    }
    EXPECT_EQ(changes, 0);
}

TEST_F(ImbalanceOverTime, IsNotLeftWhileAPackIsNotSeen) {
    step(25.0, 0.0);
    EXPECT_EQ(step(0.0, 1000.0, true), Tier::severe);
    EXPECT_EQ(imbalance_.step(std::nullopt, true, {}, at(2000.0)), Tier::severe);
}

TEST_F(ImbalanceOverTime, IsEnteredAlsoWhileAPackIsNotSeen) {
    EXPECT_EQ(step(16.0, 0.0, true), Tier::warning);
}

TEST_F(ImbalanceOverTime, ResumesNoMilderThanBefore) {
    imbalance_.resume(Tier::severe);
    EXPECT_EQ(step(0.0, 0.0), Tier::severe);
    EXPECT_EQ(imbalance_.tier(), Tier::severe);
}

TEST(CellAlarm, IsTheWorstOfTheThreeThatConcernCells) {
    for (const AlarmKind kind :
         {AlarmKind::cell_imbalance, AlarmKind::high_cell_voltage, AlarmKind::low_cell_voltage}) {
        EXPECT_EQ(worst_cell_alarm(bank_of({pack("A"), pack("B").alarm(kind, Severity::alarm)})),
                  Severity::alarm);
    }
    EXPECT_EQ(worst_cell_alarm(bank_of({pack("A").alarm(AlarmKind::low_soc, Severity::alarm)})),
              Severity::ok);
}

TEST(CellAlarm, DoesNotCountAnExcludedPack) {
    EXPECT_EQ(worst_cell_alarm(bank_of({pack("A")
                                            .alarm(AlarmKind::cell_imbalance, Severity::alarm)
                                            .state(PackState::excluded)})),
              Severity::ok);
}

TEST(CellAlarmTier, IsSevereForAnAlarmAndWarningForAWarning) {
    CellAlarmTier tier;
    EXPECT_EQ(tier.step(Severity::ok, at(0.0)), Tier::full);
    EXPECT_EQ(tier.step(Severity::warning, at(1.0)), Tier::warning);
    EXPECT_EQ(tier.step(Severity::alarm, at(2.0)), Tier::severe);
}

TEST(CellAlarmTier, IsReleasedAfterAMinuteWithout) {
    CellAlarmTier tier;
    tier.step(Severity::alarm, at(0.0));
    tier.step(Severity::warning, at(10.0));
    EXPECT_EQ(tier.step(Severity::warning, at(69.0)), Tier::severe);
    EXPECT_EQ(tier.step(Severity::warning, at(70.0)), Tier::warning);
}

TEST(CellAlarmTier, CountsTheMinuteAnewAfterEveryAlarm) {
    CellAlarmTier tier;
    tier.step(Severity::alarm, at(0.0));
    tier.step(Severity::ok, at(10.0));
    tier.step(Severity::alarm, at(60.0));
    EXPECT_EQ(tier.step(Severity::ok, at(71.0)), Tier::severe);
}

}  // namespace
}  // namespace aggregator
