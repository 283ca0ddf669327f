#include <gtest/gtest.h>

#include "aggregator/core/block_watch.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

const AmpHours kBlockedCapacity{200.0};

class BlockWatchOverTime : public ::testing::Test {
protected:
    bool step(std::optional<double> amps, double seconds) {
        const auto current = amps ? std::optional{Amps{*amps}} : std::nullopt;
        return watch_.step(true, current, kBlockedCapacity, at(seconds));
    }
    bool release(double seconds) {
        return watch_.step(false, Amps{0.0}, kBlockedCapacity, at(seconds));
    }
    BlockWatch watch_;
};

TEST_F(BlockWatchOverTime, ProvesAnOpenSwitchAfterTenSecondsWithoutCurrent) {
    step(0.0, 0.0);
    EXPECT_FALSE(step(0.0, 9.0));
    EXPECT_TRUE(step(0.0, 10.0));
    EXPECT_TRUE(watch_.isolated());
}

TEST_F(BlockWatchOverTime, TakesHalfAPercentOfTheCapacityForNoCurrent) {
    step(1.0, 0.0);
    EXPECT_TRUE(step(1.0, 10.0));
    EXPECT_FALSE(step(1.1, 11.0));
}

TEST(BlockWatch, TakesHalfAnAmpereForNoCurrentInASmallPack) {
    BlockWatch watch;
    watch.step(true, Amps{0.5}, AmpHours{20.0}, at(0.0));
    EXPECT_TRUE(watch.step(true, Amps{0.5}, AmpHours{20.0}, at(10.0)));
    EXPECT_FALSE(watch.step(true, Amps{0.6}, AmpHours{20.0}, at(11.0)));
}

TEST_F(BlockWatchOverTime, ProvesNothingWithoutACurrent) {
    step(std::nullopt, 0.0);
    EXPECT_FALSE(step(std::nullopt, 100.0));
}

TEST_F(BlockWatchOverTime, ProvesNothingWithoutAReport) {
    release(0.0);
    EXPECT_FALSE(release(100.0));
}

TEST_F(BlockWatchOverTime, EndsWithTheReport) {
    step(0.0, 0.0);
    step(0.0, 10.0);
    EXPECT_FALSE(release(11.0));
    EXPECT_FALSE(step(0.0, 12.0));
}

TEST_F(BlockWatchOverTime, IsRevokedAtOnceWhenCurrentFlows) {
    step(0.0, 0.0);
    step(0.0, 10.0);
    EXPECT_FALSE(step(5.0, 11.0));
}

TEST_F(BlockWatchOverTime, IsRevokedAtOnceWhenTheCurrentIsNoLongerKnown) {
    step(0.0, 0.0);
    step(0.0, 10.0);
    EXPECT_FALSE(step(std::nullopt, 11.0));
}

TEST_F(BlockWatchOverTime, WaitsTenMinutesAfterARevocation) {
    step(0.0, 0.0);
    step(0.0, 10.0);
    step(5.0, 11.0);
    step(0.0, 12.0);
    EXPECT_FALSE(step(0.0, 610.0));
    EXPECT_TRUE(step(0.0, 611.0));
}

TEST_F(BlockWatchOverTime, WaitsTwiceAsLongEachTimeUpToTwoHours) {
    double now = 0.0;
    for (const double minutes : {10.0, 20.0, 40.0, 80.0, 120.0, 120.0}) {
        step(0.0, now);
        ASSERT_TRUE(step(0.0, now + 10.0)) << minutes;
        step(5.0, now + 11.0);
        step(0.0, now + 12.0);
        now += 11.0 + minutes * 60.0;
        EXPECT_FALSE(step(0.0, now - 1.0)) << minutes;
    }
}

}  // namespace
}  // namespace aggregator
