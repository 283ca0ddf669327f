#include <gtest/gtest.h>

#include "aggregator/core/pack_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;

/// The limit of a pack of 100 Ah that published 50 A and is silent since.
class SilentPackLimit : public ::testing::TestWithParam<Direction> {
protected:
    double after(double seconds) { return limit(pack("A").silent(seconds)); }
    double limit(const Member& silent) {
        PackLimiter limiter{GetParam()};
        (void)limiter.step(pack("A").ccl(published_).dcl(published_), {}, settings_, at(0.0));
        return limiter.step(silent, {}, settings_, at(silent.silence->count()))->value.value();
    }
    double published_ = 50.0;
    Settings settings_{};
};

INSTANTIATE_TEST_SUITE_P(BothWays, SilentPackLimit,
                         ::testing::Values(Direction::charge, Direction::discharge));

TEST_P(SilentPackLimit, IsTheLastOneForFifteenSeconds) {
    EXPECT_DOUBLE_EQ(after(0.0), 50.0);
    EXPECT_DOUBLE_EQ(after(14.9), 50.0);
}

TEST_P(SilentPackLimit, IsAFifthOfTheCapacityWhileStale) {
    EXPECT_DOUBLE_EQ(after(15.0), 20.0);
    EXPECT_DOUBLE_EQ(after(59.9), 20.0);
}

TEST_P(SilentPackLimit, IsATenthOfTheCapacityWhenLostWithoutAnEnd) {
    EXPECT_DOUBLE_EQ(after(60.0), 10.0);
    EXPECT_DOUBLE_EQ(after(1000000.0), 10.0);
}

TEST_P(SilentPackLimit, IsNeverMoreThanTheLastOne) {
    published_ = 3.0;
    EXPECT_DOUBLE_EQ(after(30.0), 3.0);
    EXPECT_DOUBLE_EQ(after(100.0), 3.0);
}

TEST_P(SilentPackLimit, EndsWithTheRideThroughWhenTheUserWantsAStop) {
    settings_.failsafe.on_lost = LossRule::stop;
    EXPECT_DOUBLE_EQ(after(1800.0), 10.0);
    EXPECT_DOUBLE_EQ(after(1800.1), 0.0);
}

TEST(SilentPack, AllowsNoChargeWhenItsLastDataWereNotGood) {
    PackLimiter charge{Direction::charge};
    PackLimiter discharge{Direction::discharge};
    const Member lost = pack("A").silent(100.0).last_data_bad();
    EXPECT_EQ(charge.step(lost, {}, {}, at(0.0))->value, Amps{0.0});
    EXPECT_EQ(discharge.step(lost, {}, {}, at(0.0))->value, Amps{10.0});
}

TEST(SilentPack, MayStillBeHeldToAFifthWhileStaleWhateverItsLastData) {
    PackLimiter charge{Direction::charge};
    EXPECT_EQ(charge.step(pack("A").silent(30.0).last_data_bad(), {}, {}, at(0.0))->value,
              Amps{20.0});
}

TEST(SilentPack, ThatWasNeverSeenEndsTheBankWithOnLostStop) {
    Settings settings;
    settings.failsafe.on_lost = LossRule::stop;
    const Member unseen = pack("A").state(PackState::waiting);
    PackLimiter limiter{Direction::charge};
    EXPECT_DOUBLE_EQ(limiter.step(unseen, {}, settings, at(0.0))->value.value(), 10.0);
    EXPECT_DOUBLE_EQ(limiter.step(unseen, {}, settings, at(1800.0))->value.value(), 10.0);
    EXPECT_DOUBLE_EQ(limiter.step(unseen, {}, settings, at(1801.0))->value.value(), 0.0);
}

TEST(SilentPack, ThatWasNeverSeenIsAssumedToAllowATenth) {
    PackLimiter charge{Direction::charge};
    const auto limit = charge.step(pack("A").state(PackState::waiting), {}, {}, at(0.0));
    EXPECT_EQ(limit->value, Amps{10.0});
    EXPECT_EQ(limit->source, LimitSource::assumed);
}

TEST(SilentPack, ThatSentNonsenseCountsAsSilent) {
    PackLimiter charge{Direction::charge};
    Member invalid = pack("A").state(PackState::invalid);
    invalid.silence = Seconds{20.0};
    EXPECT_EQ(charge.step(invalid, {}, {}, at(0.0))->value, Amps{20.0});
}

}  // namespace
}  // namespace aggregator
