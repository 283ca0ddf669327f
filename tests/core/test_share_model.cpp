#include <gtest/gtest.h>

#include <cmath>

#include "aggregator/core/share_model.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::pack;

const Amps kLargestLimit{50.0};

/// Two packs whose currents follow I_i = a_i * I + c_i.
class TwoPacks : public ::testing::Test {
protected:
    void step(const std::vector<Member>& members, double seconds) {
        model_.step(members, wiring_, kLargestLimit, at(seconds));
    }
    /// A bank current that moves up and down, divided in the ratio given.
    void swing(double share_of_a, double offset_of_a, int seconds) {
        for (int i = 0; i < seconds; ++i) {
            const double bank = i / 10 % 2 == 0 ? 80.0 : 20.0;
            const double a = share_of_a * bank + offset_of_a;
            step(bank_of({pack("A").amps(a), pack("B").amps(bank - a)}), now_);
            now_ += 1.0;
        }
    }
    double share(std::size_t i) { return model_.shares()[i].share; }
    double offset(std::size_t i) { return model_.shares()[i].offset.value(); }

    ShareModel model_;
    std::vector<Wiring> wiring_{2};
    double now_ = 0.0;
};

TEST_F(TwoPacks, BeginWithTheSharesOfTheirCapacities) {
    step(bank_of({pack("A").amp_hours(100.0), pack("B").amp_hours(300.0)}), 0.0);
    EXPECT_DOUBLE_EQ(share(0), 0.25);
    EXPECT_DOUBLE_EQ(share(1), 0.75);
}

TEST_F(TwoPacks, LearnTheirSharesFromChanges) {
    swing(0.7, 0.0, 300);
    EXPECT_NEAR(share(0), 0.7, 0.02);
    EXPECT_NEAR(share(0) + share(1), 1.0, 1e-12);
    EXPECT_TRUE(model_.usable());
}

TEST_F(TwoPacks, DoNotTakeAnOffsetForAShare) {
    swing(0.5, 15.0, 300);
    EXPECT_NEAR(share(0), 0.5, 0.02);
    EXPECT_NEAR(offset(0), 15.0, 1.5);
    EXPECT_NEAR(offset(1), -15.0, 1.5);
}

TEST_F(TwoPacks, TrustWhatTheyLearnAsMuchAsTheirCapacitiesAfterOneLargeStep) {
    step(bank_of({pack("A"), pack("B")}), 0.0);
    // The filtered bank moves by 20 A: as much evidence as that of the capacities.
    const double bank = 20.0 / (1.0 - std::exp(-5.0));
    step(bank_of({pack("A").amps(0.8 * bank), pack("B").amps(0.2 * bank)}), 10.0);
    EXPECT_NEAR(share(0), 0.5 * 0.5 + 0.5 * 0.8, 1e-9);
}

TEST_F(TwoPacks, LearnNothingFromAConstantCurrent) {
    for (double second = 0.0; second < 300.0; second += 1.0)
        step(bank_of({pack("A").amps(45.0), pack("B").amps(5.0)}), second);
    EXPECT_DOUBLE_EQ(share(0), 0.5);
}

TEST_F(TwoPacks, NeverGoFarFromTheSharesOfTheirCapacities) {
    swing(1.4, 0.0, 300);
    EXPECT_LE(share(0) / share(1), 2.5 / 0.4 + 1e-9);
    EXPECT_GE(share(1), 0.0);
}

TEST_F(TwoPacks, ShowAnOffsetAtOnceWhenAPackIsOverItsLimit) {
    step(bank_of({pack("A"), pack("B")}), 0.0);
    wiring_[0].over_limit = true;
    step(bank_of({pack("A").amps(60.0), pack("B").amps(20.0)}), 0.1);
    EXPECT_DOUBLE_EQ(offset(0), 20.0);
    EXPECT_DOUBLE_EQ(offset(1), 0.0);
}

TEST_F(TwoPacks, BoundTheirOffsetsByTheLargestLimit) {
    wiring_[0].over_limit = wiring_[1].over_limit = true;
    step(bank_of({pack("A").amps(400.0), pack("B").amps(-400.0)}), 0.0);
    EXPECT_DOUBLE_EQ(offset(0), 50.0);
    EXPECT_DOUBLE_EQ(offset(1), -50.0);
}

TEST_F(TwoPacks, FollowAnOffsetWithinHalfAMinute) {
    step(bank_of({pack("A"), pack("B")}), 0.0);
    for (double second = 1.0; second <= 30.0; second += 1.0)
        step(bank_of({pack("A").amps(10.0), pack("B").amps(-10.0)}), second);
    EXPECT_NEAR(offset(0), 6.4, 0.2);
}

TEST_F(TwoPacks, AreSeenAsTheyAreAtFirstSight) {
    step(bank_of({pack("A").amps(10.0), pack("B").amps(-10.0)}), 0.0);
    EXPECT_DOUBLE_EQ(offset(0), 10.0);
}

TEST_F(TwoPacks, ForgetWhatTheyLearnedOfAPackThatLeft) {
    swing(0.7, 0.0, 300);
    wiring_[0].connected = false;
    step(bank_of({pack("A"), pack("B").amps(50.0)}), now_);
    EXPECT_DOUBLE_EQ(offset(0), 0.0);
    wiring_[0].connected = true;
    step(bank_of({pack("A"), pack("B").amps(50.0)}), now_ + 1.0);
    EXPECT_LT(share(0), 0.65);
}

TEST_F(TwoPacks, AreOfNoUseWhenAFreshPackShowsNoCurrent) {
    step(bank_of({pack("A"), pack("B").without(&Battery::current)}), 0.0);
    EXPECT_FALSE(model_.usable());
}

TEST_F(TwoPacks, AreStillOfUseWhenOneIsSilent) {
    step(bank_of({pack("A"), pack("B").silent(20.0)}), 0.0);
    EXPECT_TRUE(model_.usable());
}

TEST_F(TwoPacks, LearnNoSharesFromStepsOfTheSameMoment) {
    step(bank_of({pack("A"), pack("B")}), 0.0);
    for (int i = 0; i < 1000; ++i) step(bank_of({pack("A").amps(i % 2 * 50.0), pack("B")}), 0.0);
    EXPECT_DOUBLE_EQ(share(0), 0.5);
    EXPECT_DOUBLE_EQ(offset(0), 0.0);
}

TEST(ShareModel, GrowsWithTheBank) {
    ShareModel model;
    model.step({}, {}, kLargestLimit, at(0.0));
    EXPECT_TRUE(model.shares().empty());
    for (std::size_t packs = 1; packs <= 5; ++packs) {
        const std::vector<Member> members(packs, pack("A"));
        const std::vector<Wiring> wiring(packs);
        model.step(members, wiring, kLargestLimit, at(static_cast<double>(packs)));
        ASSERT_EQ(model.shares().size(), packs);
        EXPECT_DOUBLE_EQ(model.shares()[0].share, 1.0 / static_cast<double>(packs));
    }
}

}  // namespace
}  // namespace aggregator
