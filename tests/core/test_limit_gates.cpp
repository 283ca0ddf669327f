#include <gtest/gtest.h>

#include "aggregator/core/limit_gates.hpp"
#include "aggregator/core/rising_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

const Amps kNominal{200.0};

TEST(ZeroBand, RoundsDownToATenthOfAnAmpere) {
    ZeroBand band;
    EXPECT_EQ(band.step(Amps{49.99}, kNominal), Amps{49.9});
    EXPECT_EQ(band.step(Amps{50.0}, kNominal), Amps{50.0});
}

TEST(ZeroBand, RoundsNoStepAwayForItsBinaryForm) {
    ZeroBand band;
    for (int tenths = 10; tenths <= 2000; ++tenths) {
        const double amps = tenths * 0.1;
        EXPECT_NEAR(band.step(Amps{amps}, kNominal).value(), amps, 1e-9);
    }
}

TEST(ZeroBand, RoundsNoStepAwayForAPackThatCountsInSingles) {
    ZeroBand band;
    for (int tenths = 10; tenths <= 20000; ++tenths) {
        const double amps = tenths / 10.0;
        const Amps single{static_cast<double>(static_cast<float>(amps))};
        ASSERT_DOUBLE_EQ(band.step(single, kNominal).value(), amps);
    }
}

TEST(ZeroBand, CountsLessThanHalfAPercentAsZero) {
    ZeroBand band;
    EXPECT_EQ(band.step(Amps{1.0}, kNominal), Amps{1.0});
    EXPECT_EQ(band.step(Amps{0.99}, kNominal), Amps{0.0});
}

TEST(ZeroBand, LeavesZeroOnlyAtThreeTimesThat) {
    ZeroBand band;
    band.step(Amps{0.0}, kNominal);
    EXPECT_EQ(band.step(Amps{2.99}, kNominal), Amps{0.0});
    EXPECT_EQ(band.step(Amps{3.0}, kNominal), Amps{3.0});
    EXPECT_EQ(band.step(Amps{1.0}, kNominal), Amps{1.0});
}

TEST(RestartGate, IsOpenAtTheFirstStep) {
    RestartGate gate;
    EXPECT_TRUE(gate.step(true, at(0.0)));
}

TEST(RestartGate, ClosesAtOnce) {
    RestartGate gate;
    gate.step(true, at(0.0));
    EXPECT_FALSE(gate.step(false, at(1.0)));
    EXPECT_FALSE(gate.step(false, at(1000.0)));
}

TEST(RestartGate, OpensAfterThirtySecondsOfPermission) {
    RestartGate gate;
    gate.step(false, at(0.0));
    gate.step(true, at(10.0));
    EXPECT_FALSE(gate.step(true, at(39.0)));
    EXPECT_TRUE(gate.step(true, at(40.0)));
}

TEST(RestartGate, CountsThePermissionAnewAfterEveryBreak) {
    RestartGate gate;
    gate.step(false, at(0.0));
    gate.step(true, at(10.0));
    gate.step(false, at(30.0));
    gate.step(true, at(31.0));
    EXPECT_FALSE(gate.step(true, at(60.0)));
    EXPECT_TRUE(gate.step(true, at(61.0)));
}

/// Seconds of permission until the gate opens again after it closed at `now`.
double wait_after_closing(RestartGate& gate, double now) {
    gate.step(false, at(now));
    gate.step(true, at(now));
    double waited = 0.0;
    while (!gate.step(true, at(now + waited))) waited += 1.0;
    return waited;
}

TEST(RestartGate, WaitsLongerEachTimeItFallsBackSoon) {
    RestartGate gate;
    double now = 0.0;
    for (const double wait : {30.0, 60.0, 120.0, 240.0, 480.0, 900.0, 900.0}) {
        EXPECT_DOUBLE_EQ(wait_after_closing(gate, now), wait);
        now += wait + 299.0;
    }
}

TEST(RestartGate, ForgetsTheWaitAfterFiveGoodMinutes) {
    RestartGate gate;
    wait_after_closing(gate, 0.0);
    wait_after_closing(gate, 100.0);
    EXPECT_DOUBLE_EQ(wait_after_closing(gate, 100.0 + 60.0 + 300.0), 30.0);
}

}  // namespace
}  // namespace aggregator
