#include <gtest/gtest.h>

#include "aggregator/core/pack_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;

/// One pack of 100 Ah over time, in the direction of charging.
class PackLimitOverTime : public ::testing::Test {
protected:
    std::optional<PackLimit> limit(const Member& pack, double seconds = 0.0) {
        return limiter_.step(pack, frame_, settings_, at(seconds));
    }
    void expect(const std::optional<PackLimit>& limit, double amps, LimitSource source) {
        ASSERT_TRUE(limit);
        EXPECT_DOUBLE_EQ(limit->value.value(), amps);
        EXPECT_STREQ(name_of(limit->source), name_of(source));
    }

    Settings settings_{};
    LimitFrame frame_{};
    PackLimiter limiter_{Direction::charge};
};

TEST_F(PackLimitOverTime, IsWhatTheBmsPublishes) {
    expect(limit(pack("A").ccl(42.0)), 42.0, LimitSource::published);
}

TEST_F(PackLimitOverTime, IsTheDischargeLimitInTheOtherDirection) {
    PackLimiter discharge{Direction::discharge};
    expect(discharge.step(pack("A").dcl(61.0), {}, settings_, at(0.0)), 61.0,
           LimitSource::published);
}

TEST_F(PackLimitOverTime, IsCappedByTheConfiguredOne) {
    PackSettings configured;
    configured.max_charge_current = Amps{30.0};
    configured.max_discharge_current = Amps{10.0};
    expect(limit(pack("A").configured(configured)), 30.0, LimitSource::configured);
    expect(limit(pack("A").ccl(20.0).configured(configured)), 20.0, LimitSource::published);
}

TEST_F(PackLimitOverTime, IsTheConfiguredOneWhereTheBmsPublishesNone) {
    PackSettings configured;
    configured.max_charge_current = Amps{30.0};
    frame_.rating_share = Amps{99.0};
    expect(limit(pack("A").without_limits().configured(configured)), 30.0, LimitSource::configured);
}

TEST_F(PackLimitOverTime, IsItsPartOfTheRatingWhereNobodySays) {
    frame_.rating_share = Amps{75.0};
    expect(limit(pack("A").without_limits()), 75.0, LimitSource::rating);
}

TEST_F(PackLimitOverTime, IsNoneWhereNoPackOfTheBankSays) {
    EXPECT_FALSE(limit(pack("A").without_limits()));
}

TEST_F(PackLimitOverTime, IsHeldForFifteenSecondsWhenItIsNoLongerPublished) {
    limit(pack("A").ccl(42.0), 0.0);
    expect(limit(pack("A").without_limits(), 14.9), 42.0, LimitSource::held);
}

TEST_F(PackLimitOverTime, IsAFifthOfTheCapacityAtMostAfterThat) {
    limit(pack("A").ccl(42.0), 0.0);
    expect(limit(pack("A").without_limits(), 15.0), 20.0, LimitSource::held);
    expect(limit(pack("A").without_limits(), 59.9), 20.0, LimitSource::held);
}

TEST_F(PackLimitOverTime, IsZeroAMinuteAfterItWasLastPublished) {
    limit(pack("A").ccl(42.0), 0.0);
    expect(limit(pack("A").without_limits(), 60.0), 0.0, LimitSource::held);
}

TEST_F(PackLimitOverTime, IsNotRaisedByHolding) {
    limit(pack("A").ccl(5.0), 0.0);
    expect(limit(pack("A").without_limits(), 20.0), 5.0, LimitSource::held);
}

TEST_F(PackLimitOverTime, IsZeroWhenThePackBlocks) {
    expect(limit(pack("A").ccl(42.0).blocks_charge()), 0.0, LimitSource::blocked);
    expect(limit(pack("A").without_limits().blocks_charge()), 0.0, LimitSource::blocked);
}

TEST_F(PackLimitOverTime, IsCappedByTemperature) {
    frame_.temperature_cap = Amps{10.0};
    expect(limit(pack("A").ccl(42.0)), 10.0, LimitSource::temperature);
}

TEST_F(PackLimitOverTime, OfTemperatureAppliesWhereThereIsNoOther) {
    frame_.temperature_cap = Amps{10.0};
    expect(limit(pack("A").without_limits()), 10.0, LimitSource::temperature);
}

TEST(Along, IsPositiveInTheDirectionAskedFor) {
    EXPECT_EQ(along(Direction::charge, Amps{5.0}), Amps{5.0});
    EXPECT_EQ(along(Direction::discharge, Amps{-5.0}), Amps{5.0});
}

TEST(BlockReport, IsAPermissionThatIsRefused) {
    EXPECT_TRUE(reports_block(pack("A").blocks_charge(), Direction::charge));
    EXPECT_FALSE(reports_block(pack("A").blocks_charge(), Direction::discharge));
    EXPECT_TRUE(reports_block(pack("A").blocks_discharge(), Direction::discharge));
}

TEST(BlockReport, IsNotACurrentLimitOfZero) {
    EXPECT_FALSE(reports_block(pack("A").ccl(0.0).dcl(0.0), Direction::charge));
    EXPECT_FALSE(reports_block(pack("A").ccl(0.0).dcl(0.0), Direction::discharge));
}

TEST(BlockReport, NeedsEveryModuleToBlock) {
    const auto blocking = [](int modules) {
        return [modules](Battery& b) { b.modules.blocking_charge = modules; };
    };
    EXPECT_FALSE(reports_block(pack("A").modules(2, 0).with(blocking(0)), Direction::charge));
    EXPECT_FALSE(reports_block(pack("A").modules(2, 0).with(blocking(1)), Direction::charge));
    EXPECT_TRUE(reports_block(pack("A").modules(2, 0).with(blocking(2)), Direction::charge));
    EXPECT_TRUE(reports_block(pack("A").with(blocking(1)), Direction::charge));
}

TEST(LimitSource, HasANameForPeople) {
    for (int source = 0; source <= static_cast<int>(LimitSource::trickle); ++source) {
        EXPECT_STRNE(name_of(static_cast<LimitSource>(source)), "unknown");
    }
}

}  // namespace
}  // namespace aggregator
