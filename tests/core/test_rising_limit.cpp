#include <gtest/gtest.h>

#include "aggregator/core/rising_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

class RisingLimitOverTime : public ::testing::Test {
protected:
    double step(double target, double seconds) {
        return limit_.step(Amps{target}, {Seconds{30.0}, Amps{2.0}}, at(seconds)).value();
    }
    RisingLimit<Amps> limit_;
};

TEST_F(RisingLimitOverTime, BeginsWithTheTarget) {
    EXPECT_FALSE(limit_.value());
    EXPECT_DOUBLE_EQ(step(100.0, 0.0), 100.0);
    EXPECT_EQ(limit_.value(), Amps{100.0});
}

TEST_F(RisingLimitOverTime, FallsAtOnce) {
    step(100.0, 0.0);
    EXPECT_DOUBLE_EQ(step(10.0, 0.0), 10.0);
}

TEST_F(RisingLimitOverTime, DoesNotRiseForTheHoldTime) {
    step(100.0, 0.0);
    step(10.0, 1.0);
    EXPECT_DOUBLE_EQ(step(100.0, 30.9), 10.0);
    EXPECT_GT(step(100.0, 31.0), 10.0);
}

TEST_F(RisingLimitOverTime, CountsTheHoldTimeFromTheLastFall) {
    step(100.0, 0.0);
    step(50.0, 1.0);
    step(40.0, 25.0);
    EXPECT_DOUBLE_EQ(step(100.0, 54.0), 40.0);
}

TEST_F(RisingLimitOverTime, RisesByItsRate) {
    step(100.0, 0.0);
    step(10.0, 1.0);
    step(100.0, 30.0);
    EXPECT_DOUBLE_EQ(step(100.0, 32.0), 14.0);
    EXPECT_DOUBLE_EQ(step(100.0, 33.5), 17.0);
}

TEST_F(RisingLimitOverTime, NeverRisesAboveTheTarget) {
    step(10.0, 0.0);
    EXPECT_DOUBLE_EQ(step(11.0, 5.0), 11.0);
}

TEST_F(RisingLimitOverTime, DoesNotRiseWithinOneMoment) {
    step(10.0, 0.0);
    EXPECT_DOUBLE_EQ(step(100.0, 0.0), 10.0);
    EXPECT_DOUBLE_EQ(step(100.0, 0.0), 10.0);
}

TEST_F(RisingLimitOverTime, RisesByNoMoreThanTenSecondsOverALongGap) {
    step(10.0, 0.0);
    EXPECT_DOUBLE_EQ(step(100.0, 5000.0), 30.0);
}

TEST_F(RisingLimitOverTime, DoesNotRiseWhenTheClockStepsBack) {
    step(10.0, 100.0);
    EXPECT_DOUBLE_EQ(step(100.0, 50.0), 10.0);
}

TEST_F(RisingLimitOverTime, BeginsBelowTheCeilingAfterARestart) {
    limit_.start_below(Amps{20.0}, at(0.0));
    EXPECT_DOUBLE_EQ(step(100.0, 0.0), 20.0);
    EXPECT_DOUBLE_EQ(step(100.0, 29.0), 20.0);
    EXPECT_GT(step(100.0, 31.0), 20.0);
}

TEST_F(RisingLimitOverTime, BeginsBelowTheTargetToo) {
    limit_.start_below(Amps{20.0}, at(0.0));
    EXPECT_DOUBLE_EQ(step(5.0, 0.0), 5.0);
}

TEST_F(RisingLimitOverTime, IsNotRaisedByARestart) {
    step(10.0, 0.0);
    limit_.start_below(Amps{20.0}, at(1.0));
    EXPECT_EQ(limit_.value(), Amps{10.0});
}

}  // namespace
}  // namespace aggregator
