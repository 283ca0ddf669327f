#include <gtest/gtest.h>

#include "aggregator/core/temperature_watch.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;
using testing::PackOf;

class TemperatureWatchOfAPack : public ::testing::Test {
protected:
    bool jumps(const PackOf& pack, double seconds) {
        watch_.step(pack, {}, at(seconds));
        return watch_.jumped();
    }
    bool sticks(double celsius, double seconds, std::optional<double> beside = 15.0) {
        const auto other = beside ? std::optional{Celsius{*beside}} : std::nullopt;
        watch_.step(pack("A").celsius(celsius), other, at(seconds));
        return watch_.stuck();
    }
    TemperatureWatch watch_;
};

TEST_F(TemperatureWatchOfAPack, SeesAJumpToEitherSideOnce) {
    EXPECT_FALSE(jumps(pack("A").celsius(20.0), 0.0));
    EXPECT_FALSE(jumps(pack("A").celsius(30.0), 1.0));
    EXPECT_TRUE(jumps(pack("A").celsius(9.9), 2.0));
    EXPECT_FALSE(jumps(pack("A").celsius(9.9), 3.0));
    EXPECT_TRUE(jumps(pack("A").celsius(20.0), 4.0));
}

TEST_F(TemperatureWatchOfAPack, SeesNoJumpInAFastWarming) {
    for (int second = 0; second < 600; ++second)
        EXPECT_FALSE(jumps(pack("A").celsius(0.16 * second), second));
}

TEST_F(TemperatureWatchOfAPack, SeesTheJumpOfTheColdestCell) {
    jumps(pack("A").celsius(20.0).cell_celsius(19.0, 21.0), 0.0);
    EXPECT_TRUE(jumps(pack("A").celsius(20.0).cell_celsius(0.0, 21.0), 1.0));
}

TEST_F(TemperatureWatchOfAPack, AsksNothingOfAPackThatWasNotLookedAt) {
    jumps(pack("A").celsius(20.0), 0.0);
    EXPECT_FALSE(jumps(pack("A").celsius(0.0).silent(20.0), 1.0));
    EXPECT_FALSE(jumps(pack("A").celsius(0.0), 2.0));
    EXPECT_FALSE(jumps(pack("A").without(&Battery::temperature), 3.0));
    EXPECT_FALSE(jumps(pack("A").celsius(40.0), 4.0));
}

TEST_F(TemperatureWatchOfAPack, FindsASensorStuckAtZeroBesideAWarmPack) {
    EXPECT_FALSE(sticks(0.0, 0.0));
    EXPECT_FALSE(sticks(0.0, 1799.0));
    EXPECT_TRUE(sticks(0.0, 1800.0));
    EXPECT_FALSE(sticks(0.1, 1801.0));
}

TEST_F(TemperatureWatchOfAPack, BelievesAZeroThatMayBeTrue) {
    sticks(0.0, 0.0, 9.0);
    EXPECT_FALSE(sticks(0.0, 10000.0, 9.0));
    EXPECT_FALSE(sticks(0.0, 20000.0, {}));
}

}  // namespace
}  // namespace aggregator
