#include <gtest/gtest.h>

#include "aggregator/core/run_time.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

const AmpHours kInstalled{560.0};

std::optional<Seconds> at_rest_with(std::optional<Amps> current,
                                    std::optional<AmpHours> available) {
    RunTime run_time;
    return run_time.step(current, available, kInstalled, at(0.0));
}

TEST(RunTime, IsTheChargeLeftOverTheCurrent) {
    EXPECT_EQ(at_rest_with(Amps{-20.0}, AmpHours{99.6}), Seconds{17928.0});
}

TEST(RunTime, IsWholeSecondsRoundedDown) {
    EXPECT_EQ(at_rest_with(Amps{-7.0}, AmpHours{100.0}), Seconds{51428.0});
}

TEST(RunTime, IsAtMostTenDays) {
    EXPECT_EQ(at_rest_with(Amps{-3.0}, AmpHours{5000.0}), Seconds{864000.0});
}

TEST(RunTime, HasNoValueWhileChargingOrResting) {
    EXPECT_FALSE(at_rest_with(Amps{20.0}, AmpHours{100.0}));
    EXPECT_FALSE(at_rest_with(Amps{0.0}, AmpHours{100.0}));
    EXPECT_FALSE(at_rest_with(Amps{-2.7}, AmpHours{100.0}));
    EXPECT_TRUE(at_rest_with(Amps{-2.9}, AmpHours{100.0}));
}

TEST(RunTime, HasNoValueAsSoonAsTheBankCharges) {
    RunTime run_time;
    run_time.step(Amps{-20.0}, AmpHours{100.0}, kInstalled, at(0.0));
    EXPECT_FALSE(run_time.step(Amps{0.1}, AmpHours{100.0}, kInstalled, at(1.0)));
    EXPECT_TRUE(run_time.step(Amps{-20.0}, AmpHours{100.0}, kInstalled, at(2.0)));
}

TEST(RunTime, HasNoValueInABankWithoutCapacity) {
    RunTime run_time;
    EXPECT_FALSE(run_time.step(Amps{0.0}, AmpHours{0.0}, AmpHours{0.0}, at(0.0)));
}

TEST(RunTime, HasNoValueWhenSomethingIsUnknown) {
    EXPECT_FALSE(at_rest_with(std::nullopt, AmpHours{100.0}));
    EXPECT_FALSE(at_rest_with(Amps{-20.0}, std::nullopt));
}

TEST(RunTime, FollowsTheCurrentOverFiveMinutes) {
    RunTime run_time;
    run_time.step(Amps{-20.0}, AmpHours{100.0}, kInstalled, at(0.0));
    std::optional<Seconds> result;
    for (double second = 1.0; second <= 300.0; second += 1.0)
        result = run_time.step(Amps{-40.0}, AmpHours{100.0}, kInstalled, at(second));
    const double smoothed = 40.0 - 20.0 * 0.36788;
    EXPECT_NEAR(result->count(), 3600.0 * 100.0 / smoothed, 2.0);
}

TEST(RunTime, ForgetsTheCurrentWhenItIsNotKnown) {
    RunTime run_time;
    run_time.step(Amps{-20.0}, AmpHours{100.0}, kInstalled, at(0.0));
    run_time.step(std::nullopt, AmpHours{100.0}, kInstalled, at(1.0));
    EXPECT_EQ(run_time.step(Amps{-40.0}, AmpHours{100.0}, kInstalled, at(2.0)), Seconds{9000.0});
}

}  // namespace
}  // namespace aggregator
