#include <gtest/gtest.h>

#include "aggregator/core/current_limiter.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::pack;

/// The charge limit of a bank under a ceiling of 300 A.
class CurrentLimiterOfABank : public ::testing::Test {
protected:
    CurrentLimit target(const std::vector<Member>& members) {
        contexts_.resize(members.size());
        limiter_.observe(members, contexts_, 16, settings_, at(0.0));
        const std::vector<Wiring> wiring(members.size());
        shares_.step(members, wiring, Amps{100.0}, at(0.0));
        return limiter_.target(members, shares_, cap_, settings_, at(0.0));
    }
    Settings settings_ = testing::settings_48v();
    CurrentLimit cap_{Amps{300.0}, {.rule = LimitRule::ceiling}};
    std::vector<PackContext> contexts_{};
    ShareModel shares_;
    CurrentLimiter limiter_{Direction::charge};
};

TEST_F(CurrentLimiterOfABank, NamesThePackThatSetsIt) {
    const CurrentLimit limit = target(bank_of({pack("A"), pack("B").ccl(20.0)}));
    EXPECT_NEAR(limit.value.value(), 39.2, 1e-9);
    EXPECT_EQ(limit.cause.rule, LimitRule::pack_limit);
    EXPECT_EQ(limit.cause.pack, 1U);
    EXPECT_EQ(limit.cause.source, LimitSource::published);
}

TEST_F(CurrentLimiterOfABank, IsTheCapWhereThePacksAllowMore) {
    cap_.value = Amps{30.0};
    EXPECT_EQ(target(bank_of({pack("A"), pack("B")})).cause.rule, LimitRule::ceiling);
}

TEST_F(CurrentLimiterOfABank, IsTheCapInABankWithoutPacks) {
    EXPECT_EQ(target({}).value, Amps{300.0});
}

TEST_F(CurrentLimiterOfABank, TakesTheLessOfBothBlindRulesWithoutCurrents) {
    const auto blind = pack("A").without(&Battery::current).amp_hours(100.0).ccl(40.0);
    EXPECT_NEAR(target(bank_of({blind, pack("B").amp_hours(200.0).ccl(40.0)})).value.value(), 60.0,
                1e-9);
    EXPECT_NEAR(target(bank_of({blind, pack("B").amp_hours(200.0).ccl(100.0)})).value.value(), 80.0,
                1e-9);
}

TEST_F(CurrentLimiterOfABank, IsTheCapWithoutCurrentsAndLimits) {
    const auto mute = pack("A").without(&Battery::current).without_limits();
    EXPECT_EQ(target(bank_of({mute})).value, Amps{300.0});
}

TEST_F(CurrentLimiterOfABank, PublishesNothingBelowZero) {
    EXPECT_EQ(limiter_.publish({Amps{-5.0}, {}}, settings_, at(0.0)).value, Amps{0.0});
}

/// A bank of 40 Ah publishes 0.4 A, and none of it while another pack of 100 Ah is in use.
TEST_F(CurrentLimiterOfABank, WaitsTheHoldTimeAfterTheZeroBandTookIt) {
    const auto publish = [&](std::initializer_list<testing::PackOf> packs, double seconds) {
        target(bank_of(packs));
        return limiter_.publish({Amps{0.4}, {}}, settings_, at(seconds)).value;
    };
    const auto small = pack("A").amp_hours(40.0);
    EXPECT_EQ(publish({small}, 0.0), Amps{0.4});
    EXPECT_EQ(publish({small, pack("B")}, 10.0), Amps{0.0});
    target(bank_of({pack("A").amp_hours(20.0)}));
    const auto later = [&](double seconds) {
        return limiter_.publish({Amps{5.0}, {}}, settings_, at(seconds)).value;
    };
    EXPECT_LE(later(11.0), Amps{0.4});
    EXPECT_LE(later(39.0), Amps{0.4});
    EXPECT_GT(later(45.0), Amps{0.4});
}

TEST_F(CurrentLimiterOfABank, RemembersWhoFellSilentAboveItsLimitWhenThePacksMove) {
    const auto quiet = pack("B").ccl(50.0).amps(-60.0);
    const auto above = pack("A").ccl(20.0).amps(60.0);
    const CurrentLimit before = target(bank_of({above, quiet}));
    limiter_.reseat_packs({1U, 0U});
    shares_.reseat_packs({1U, 0U});
    Member stale = above;
    stale.state = PackState::stale;
    const CurrentLimit moved = target({quiet, stale});
    EXPECT_LE(moved.value, before.value) << "no floor for a bank with a pack above its limit";
    EXPECT_LT(moved.value, Amps{20.0});
}

TEST_F(CurrentLimiterOfABank, KeepsSmallLimitsUnderACeilingThatNobodyMeans) {
    settings_.charge.nominal_charge_current = Amps{10000.0};
    cap_.value = Amps{10000.0};
    const auto full = bank_of({pack("A").ccl(0.0), pack("B").ccl(0.0)});
    EXPECT_EQ(limiter_.publish(target(full), settings_, at(0.0)).value, Amps{});
    const auto small = bank_of({pack("A").ccl(20.0), pack("B").ccl(20.0)});
    double last = 0.0;
    for (double second = 1.0; second < 100.0; second += 1.0) {
        last = limiter_.publish(target(small), settings_, at(second)).value.value();
        EXPECT_LE(last, second + 1e-9) << "rises by 0.5 % of 1 C, 200 A";
    }
    EXPECT_DOUBLE_EQ(last, 39.2);
}

TEST_F(CurrentLimiterOfABank, CountsNoExcludedPackInItsScale) {
    settings_.charge.nominal_charge_current = Amps{10000.0};
    cap_.value = Amps{10000.0};
    const auto bank = bank_of({pack("A").ccl(1.0).amp_hours(100.0),
                               pack("B").amp_hours(5000.0).state(PackState::excluded)});
    EXPECT_EQ(limiter_.publish(target(bank), settings_, at(0.0)).value, Amps{1.0});
}

TEST(LowerOf, TakesTheFirstOfEquals) {
    const CurrentLimit a{Amps{5.0}, {.rule = LimitRule::ceiling}};
    const CurrentLimit b{Amps{5.0}, {.rule = LimitRule::imbalance}};
    EXPECT_EQ(lower_of(a, b).cause.rule, LimitRule::ceiling);
    EXPECT_EQ(lower_of(a, {Amps{4.0}, {}}).value, Amps{4.0});
}

}  // namespace
}  // namespace aggregator
