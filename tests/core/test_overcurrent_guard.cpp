#include <gtest/gtest.h>

#include "aggregator/core/overcurrent_guard.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

const Amps kBankNominal{200.0};

/// Three packs with a limit of 50 A each.
class GuardOverTime : public ::testing::Test {
protected:
    std::optional<OvercurrentGuard::Cap> step(std::array<double, 3> amps, double seconds) {
        std::vector<Member> members;
        for (const double current : amps) members.push_back(testing::pack("A").amps(current));
        return guard_.step(members, limits_, kBankNominal, kBankNominal * 0.005, at(seconds));
    }
    std::vector<std::optional<PackLimit>> limits_{3, PackLimit{Amps{50.0}}};
    OvercurrentGuard guard_{Direction::charge};
};

TEST_F(GuardOverTime, SetsNoCapWhileEveryPackKeepsItsLimit) {
    EXPECT_FALSE(step({50.0, 50.0, 50.0}, 0.0));
}

TEST_F(GuardOverTime, ToleratesTheErrorOfASensor) {
    EXPECT_FALSE(step({51.5, 50.0, 50.0}, 0.0));
    EXPECT_TRUE(step({51.6, 50.0, 50.0}, 1.0));
}

TEST_F(GuardOverTime, BringsTheBankDownInProportionAtOnce) {
    const auto cap = step({108.0, 6.0, 6.0}, 0.0);
    EXPECT_NEAR(cap->value.value(), 120.0 * 50.0 / 108.0 * 0.98, 1e-9);
    EXPECT_EQ(cap->pack, 0U);
}

TEST_F(GuardOverTime, GoesByThePackThatNeedsTheMost) {
    EXPECT_EQ(step({60.0, 6.0, 90.0}, 0.0)->pack, 2U);
}

TEST_F(GuardOverTime, HoldsTheCapForTenSecondsThenReleasesItSlowly) {
    const double cap = step({108.0, 6.0, 6.0}, 0.0)->value.value();
    EXPECT_NEAR(step({40.0, 6.0, 6.0}, 9.0)->value.value(), cap, 1e-9);
    EXPECT_NEAR(step({40.0, 6.0, 6.0}, 10.0)->value.value(), cap + 1.0, 1e-9);
    EXPECT_NEAR(step({40.0, 6.0, 6.0}, 12.0)->value.value(), cap + 3.0, 1e-9);
}

TEST_F(GuardOverTime, DropsTheCapOnceItReachesTheFullCurrent) {
    step({108.0, 6.0, 6.0}, 0.0);
    std::optional<OvercurrentGuard::Cap> cap;
    for (double second = 1.0; second < 200.0; second += 1.0) cap = step({40.0, 6.0, 6.0}, second);
    EXPECT_FALSE(cap);
}

TEST_F(GuardOverTime, FollowsThePackThatCausedTheCapToItsNewSeat) {
    const double cap = step({6.0, 108.0, 6.0}, 0.0)->value.value();
    guard_.reseat_packs({2U, 1U, 0U});
    EXPECT_EQ(step({6.0, 40.0, 6.0}, 1.0)->pack, 1U);
    guard_.reseat_packs({1U, 0U, 2U});
    EXPECT_EQ(step({40.0, 6.0, 6.0}, 2.0)->pack, 0U);
    guard_.reseat_packs({2U, 1U});
    limits_.resize(3);
    const auto orphan = step({6.0, 6.0, 6.0}, 3.0);
    ASSERT_TRUE(orphan) << "the current that was too much did not leave with the pack";
    EXPECT_FALSE(orphan->pack);
    EXPECT_NEAR(orphan->value.value(), cap, 1e-9);
}

TEST_F(GuardOverTime, IsMoreCarefulEachTimeAPackIsAboveItsLimitAgainSoon) {
    const auto risen_after_hit = [&](double seconds) {
        const double cap = step({60.0, 10.0, 10.0}, seconds)->value.value();
        step({10.0, 10.0, 10.0}, seconds + 10.0);
        const double least = step({10.0, 10.0, 10.0}, seconds + 10.0)->value.value();
        EXPECT_GE(least, cap);
        return step({10.0, 10.0, 10.0}, seconds + 14.0)->value.value() - least;
    };
    EXPECT_NEAR(risen_after_hit(0.0), 4.0, 1e-9);
    EXPECT_NEAR(risen_after_hit(20.0), 2.0, 1e-9);
    EXPECT_NEAR(risen_after_hit(40.0), 1.0, 1e-9);
    EXPECT_NEAR(risen_after_hit(400.0), 4.0, 1e-9) << "it is forgotten";
}

TEST_F(GuardOverTime, CanNotMendPacksThatChargeOneAnother) {
    EXPECT_FALSE(step({60.0, -55.0, -5.0}, 0.0));
}

TEST_F(GuardOverTime, TellsByHowMuchThePackWorstOffIsAbove) {
    step({60.0, 0.0, 0.0}, 0.0);
    EXPECT_EQ(guard_.overload(), Overload::none);
    step({61.0, 0.0, 0.0}, 1.0);
    EXPECT_EQ(guard_.overload(), Overload::far);
    step({61.0, 0.0, 76.0}, 2.0);
    EXPECT_EQ(guard_.overload(), Overload::very_far);
    EXPECT_EQ(guard_.overloaded_pack(), 2U);
    step({50.0, 50.0, 50.0}, 3.0);
    EXPECT_EQ(guard_.overload(), Overload::none);
}

TEST_F(GuardOverTime, TellsAlsoWhenPacksChargeOneAnother) {
    step({80.0, -75.0, -5.0}, 0.0);
    EXPECT_EQ(guard_.overload(), Overload::very_far);
}

TEST_F(GuardOverTime, StopsTheBankForAPackThatMayCarryNothing) {
    limits_[0] = PackLimit{Amps{0.0}};
    EXPECT_EQ(step({5.0, 40.0, 40.0}, 0.0)->value, Amps{0.0});
    EXPECT_EQ(guard_.overload(), Overload::very_far);
}

TEST(Guard, KeepsTheCapWhileThePackThatCausedItIsSilent) {
    OvercurrentGuard guard{Direction::charge};
    const std::vector<std::optional<PackLimit>> limits(2, PackLimit{Amps{50.0}});
    const auto step = [&](const Member& a, double seconds) {
        return guard.step(std::vector<Member>{a, testing::pack("B").amps(20.0)}, limits,
                          kBankNominal, kBankNominal * 0.005, at(seconds));
    };
    const double cap = step(testing::pack("A").amps(80.0), 0.0)->value.value();
    for (const double silence : {1.0, 15.0, 100.0, 5000.0})
        EXPECT_DOUBLE_EQ(
            step(testing::pack("A").amps(80.0).silent(silence), silence)->value.value(), cap);
    EXPECT_GT(step(testing::pack("A").amps(20.0), 5010.0)->value.value(), cap);
}

TEST(Guard, ForgetsAnExcludedPack) {
    OvercurrentGuard guard{Direction::charge};
    const std::vector<std::optional<PackLimit>> limits(1, PackLimit{Amps{50.0}});
    const auto step = [&](const Member& a, double seconds) {
        return guard.step(std::vector<Member>{a}, limits, kBankNominal, kBankNominal, at(seconds));
    };
    EXPECT_TRUE(step(testing::pack("A").amps(80.0), 0.0));
    EXPECT_FALSE(step(testing::pack("A").amps(80.0).state(PackState::excluded), 15.0));
}

/// A pack of 280 Ah that may carry nothing.
class GuardOfALargePack : public ::testing::Test {
protected:
    std::optional<OvercurrentGuard::Cap> step(double amps, double seconds) {
        const auto members = testing::bank_of(
            {testing::pack("A").amp_hours(280.0).amps(amps), testing::pack("B").amps(40.0)});
        const std::vector<std::optional<PackLimit>> limits{PackLimit{Amps{0.0}},
                                                           PackLimit{Amps{50.0}}};
        return guard_.step(members, limits, kBankNominal, kBankNominal * 0.005, at(seconds));
    }
    OvercurrentGuard guard_{Direction::charge};
};

TEST_F(GuardOfALargePack, TakesTheNoiseOfItsSensorForNoCurrent) {
    EXPECT_FALSE(step(1.4, 0.0));
    EXPECT_EQ(step(1.41, 100.0)->value, Amps{0.0});
}

/// Two percent of its 1 C are 5.6 A.
TEST_F(GuardOfALargePack, CallsNoSmallCurrentAnOverloadThatIsManyTimesALimitOfZero) {
    EXPECT_TRUE(step(6.72, 0.0)) << "the guard acts all the same";
    EXPECT_EQ(guard_.overload(), Overload::none);
    step(6.73, 1.0);
    EXPECT_EQ(guard_.overload(), Overload::far);
    step(8.41, 2.0);
    EXPECT_EQ(guard_.overload(), Overload::very_far);
}

TEST(Guard, WatchesTheOtherDirectionLikewise) {
    OvercurrentGuard guard{Direction::discharge};
    const auto members = testing::bank_of({testing::pack("A").amps(-70.0), testing::pack("B")});
    const std::vector<std::optional<PackLimit>> limits(2, PackLimit{Amps{50.0}});
    EXPECT_NEAR(
        guard.step(members, limits, kBankNominal, kBankNominal * 0.005, at(0.0))->value.value(),
        49.0, 1e-9);
}

TEST(AboveLimit, NeedsAFreshPackWithALimitAndACurrent) {
    const PackLimit limit{Amps{50.0}};
    const auto charge = Direction::charge;
    EXPECT_TRUE(above_limit(testing::pack("A").amps(60.0), charge, limit));
    EXPECT_FALSE(above_limit(testing::pack("A").amps(-60.0), charge, limit));
    EXPECT_FALSE(above_limit(testing::pack("A").amps(60.0), charge, std::nullopt));
    EXPECT_FALSE(above_limit(testing::pack("A").without(&Battery::current), charge, limit));
    EXPECT_FALSE(above_limit(testing::pack("A").amps(60.0).silent(20.0), charge, limit));
}

}  // namespace
}  // namespace aggregator
