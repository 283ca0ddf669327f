#include <gtest/gtest.h>

#include "aggregator/core/charge_voltage.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::pack;

/// A bank of 16 cells with a ceiling of 57.6 V.
class ChargeVoltageOverTime : public ::testing::Test {
protected:
    double step(const std::vector<Member>& members, double seconds = 0.0) {
        last_ = rule_.step(members, input_, at(seconds));
        return last_.value.value();
    }
    double hold(double volts, double seconds) {
        input_.hold = VoltageHold::on;
        input_.voltage = Volts{volts};
        return step(bank_of({pack("A")}), seconds);
    }
    ChargeVoltageInput input_{.ceiling = Volts{57.6}, .cells_in_series = 16};
    ChargeVoltageRule rule_;
    ChargeVoltage last_;
};

TEST_F(ChargeVoltageOverTime, IsTheLowestOfThePacks) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(56.0), pack("B").cvl(54.0), pack("C").cvl(55.2)})),
                     54.0);
    EXPECT_EQ(last_.cause.rule, LimitRule::pack_voltage);
    EXPECT_EQ(last_.cause.pack, 1U);
}

TEST_F(ChargeVoltageOverTime, IsTheCeilingOfTheUserAtMost) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(58.4)})), 57.6);
    EXPECT_EQ(last_.cause.rule, LimitRule::ceiling);
}

TEST_F(ChargeVoltageOverTime, IsTheCeilingWhereNoPackSays) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").without_limits()})), 57.6);
    rule_ = {};
    EXPECT_DOUBLE_EQ(step({}), 57.6);
}

TEST_F(ChargeVoltageOverTime, KeepsTheLastWordOfAPackThatNoLongerPublishes) {
    step(bank_of({pack("A").cvl(54.0), pack("B")}), 0.0);
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").without_limits(), pack("B")}), 1000.0), 54.0);
}

TEST_F(ChargeVoltageOverTime, HoldsALostPackAtAVoltageThatCannotHarmIt) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A"), pack("B").silent(59.0)}), 0.0), 56.0);
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A"), pack("B").silent(60.0)}), 1.0), 54.4);
    EXPECT_EQ(last_.cause.rule, LimitRule::pack_out_of_sight);
    EXPECT_EQ(last_.cause.pack, 1U);
}

TEST_F(ChargeVoltageOverTime, HoldsAPackThatWasNeverSeenLikewise) {
    EXPECT_DOUBLE_EQ(
        step(bank_of({pack("A"), pack("B").without_limits().state(PackState::waiting)})), 54.4);
}

TEST_F(ChargeVoltageOverTime, KeepsALowerLimitOfALostPack) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A"), pack("B").cvl(53.0).silent(100.0)})), 53.0);
}

TEST_F(ChargeVoltageOverTime, LeavesAnExcludedPackOut) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A"), pack("B").cvl(53.0).state(PackState::excluded)})),
                     56.0);
}

TEST_F(ChargeVoltageOverTime, FallsAtOnceAndRisesLateAndSlowly) {
    step(bank_of({pack("A").cvl(56.0)}), 0.0);
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(54.0)}), 1.0), 54.0);
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(56.0)}), 30.0), 54.0);
    EXPECT_TRUE(last_.cause.rising);
    EXPECT_NEAR(step(bank_of({pack("A").cvl(56.0)}), 40.0), 54.51, 0.011);
}

TEST_F(ChargeVoltageOverTime, IsRoundedDownToACentivolt) {
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(55.999)})), 55.99);
    EXPECT_FALSE(last_.cause.rising);
    rule_ = {};
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A").cvl(55.2)})), 55.2);
}

TEST_F(ChargeVoltageOverTime, IsHeldAtTheRestingVoltageOfTheMoment) {
    EXPECT_DOUBLE_EQ(hold(53.6, 0.0), 53.6);
    EXPECT_EQ(last_.cause.rule, LimitRule::resting_voltage);
    EXPECT_DOUBLE_EQ(hold(53.2, 599.0), 53.6);
    EXPECT_DOUBLE_EQ(hold(53.2, 600.0), 53.2);
}

TEST_F(ChargeVoltageOverTime, IsNotHeldBelowTheRestingVoltageOfACell) {
    EXPECT_DOUBLE_EQ(hold(50.0, 0.0), 52.8);
}

TEST_F(ChargeVoltageOverTime, IsHeldAtTheRestingVoltageOfACellWhereTheBankIsNotSeen) {
    input_.hold = VoltageHold::on;
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A")})), 52.8);
}

TEST_F(ChargeVoltageOverTime, IsNotHeldAboveTheUsualLimit) {
    EXPECT_DOUBLE_EQ(hold(57.0, 0.0), 56.0);
    EXPECT_EQ(last_.cause.rule, LimitRule::pack_voltage);
}

TEST_F(ChargeVoltageOverTime, TakesTheVoltageAnewForEveryHold) {
    hold(53.6, 0.0);
    input_.hold = VoltageHold::off;
    step(bank_of({pack("A")}), 10.0);
    EXPECT_DOUBLE_EQ(hold(53.1, 20.0), 53.1);
}

TEST_F(ChargeVoltageOverTime, BeginsNoHigherThanBeforeARestart) {
    rule_.start_below(Volts{54.0}, at(0.0));
    EXPECT_DOUBLE_EQ(step(bank_of({pack("A")}), 1.0), 54.0);
    EXPECT_GT(step(bank_of({pack("A")}), 40.0), 54.0);
}

TEST(ChargeVoltage, OfAPackThatCountsInSinglesIsTheOneItMeans) {
    for (int hundredths = 1200; hundredths <= 5760; ++hundredths) {
        const double meant = hundredths / 100.0;
        const Volts single{static_cast<double>(static_cast<float>(meant))};
        ChargeVoltageRule rule;
        const std::vector<Member> members{testing::pack("A").cvl(single.value())};
        ASSERT_DOUBLE_EQ(rule.step(members, {Volts{60.0}, 16}, testing::at(0.0)).value.value(),
                         meant);
    }
}

TEST(ChargeVoltage, IsStillRoundedDown) {
    ChargeVoltageRule rule;
    const std::vector<Member> members{testing::pack("A").cvl(27.3999)};
    EXPECT_DOUBLE_EQ(rule.step(members, {Volts{60.0}, 8}, testing::at(0.0)).value.value(), 27.39);
}

}  // namespace
}  // namespace aggregator
