/// What a simulated BMS allows, does and says.

#include <gtest/gtest.h>

#include <cmath>

#include "sim/model/packs.hpp"
#include "sim/model/reporter.hpp"

namespace aggregator::sim::model {
namespace {

constexpr double kUnlimited = 1e9;
constexpr double kStep_s = 0.5;

/// A pack at rest with this much charge.
Pack pack_at(double soc_pct, double temperature_c = 25.0) {
    PackSpec spec = ideal_pack();
    spec.soc_pct = soc_pct;
    spec.top_cell_pct = 0.0;
    spec.bottom_cell_pct = 0.0;
    spec.temperature_c = temperature_c;
    return Pack{spec, kCells};
}

double charge_limit_at(double soc_pct, LimitCurve curve, double temperature_c = 25.0) {
    PackLimits limits{{.curve = curve}};
    limits.step(pack_at(soc_pct, temperature_c), kUnlimited, kStep_s);
    return limits.charge_a();
}

TEST(BmsLimits, AreWholeFarFromTheEnds) {
    for (const LimitCurve curve : {LimitCurve::steep, LimitCurve::gentle})
        EXPECT_DOUBLE_EQ(charge_limit_at(60.0, curve), 50.0);
}

TEST(BmsLimits, FallBySteepAndGentleCurves) {
    EXPECT_NEAR(charge_limit_at(99.0, LimitCurve::steep), 50.0 * 0.40, 0.1) << "3.395 V";
    EXPECT_DOUBLE_EQ(charge_limit_at(99.0, LimitCurve::gentle), 50.0);
    EXPECT_NEAR(charge_limit_at(100.0, LimitCurve::steep), 0.0, 1e-9) << "3.500 V";
    EXPECT_NEAR(charge_limit_at(100.0, LimitCurve::gentle), 50.0 * (1.0 - 0.92 * 5.0 / 9.0), 0.1);
}

TEST(BmsLimits, FallInTheColdAndStopAtFreezing) {
    EXPECT_NEAR(charge_limit_at(60.0, LimitCurve::steep, 5.0), 25.0, 1e-9);
    EXPECT_EQ(charge_limit_at(60.0, LimitCurve::steep, 0.0), 0.0);
    EXPECT_EQ(charge_limit_at(60.0, LimitCurve::steep, -5.0), 0.0);
}

TEST(BmsLimits, EndDischargingOfAnEmptyPack) {
    PackLimits limits{BmsSpec{}};
    limits.step(pack_at(2.0), kUnlimited, kStep_s);
    EXPECT_NEAR(limits.discharge_a(), 100.0 * 0.3, 0.5) << "2.850 V";
    limits.step(pack_at(0.0), kUnlimited, kStep_s);
    EXPECT_EQ(limits.discharge_a(), 0.0);
}

TEST(BmsLimits, AreZeroWithTheSwitchOpen) {
    Pack pack = pack_at(60.0);
    pack.set_switches({.charge = false, .discharge = true});
    PackLimits limits{BmsSpec{}};
    limits.step(pack, kUnlimited, kStep_s);
    EXPECT_EQ(limits.charge_a(), 0.0);
    EXPECT_EQ(limits.discharge_a(), 100.0);
}

TEST(BmsLimits, FallAtOnceAndRiseOnTheirRamp) {
    PackLimits limits{{.limit_ramp = true}};
    limits.step(pack_at(60.0), kUnlimited, kStep_s);
    limits.step(pack_at(60.0), 10.0, kStep_s);
    EXPECT_EQ(limits.charge_a(), 10.0);
    for (double s = 0.0; s < 29.0; s += kStep_s) limits.step(pack_at(60.0), kUnlimited, kStep_s);
    EXPECT_EQ(limits.charge_a(), 10.0) << "30 s have not passed";
    for (double s = 0.0; s < 4.0; s += kStep_s) limits.step(pack_at(60.0), kUnlimited, kStep_s);
    EXPECT_NEAR(limits.charge_a(), 10.0 + 5.0 * 3.5, 2.6);
}

class Protected : public testing::Test {
protected:
    void watch(const Pack& pack, double duration_s) {
        for (double s = 0.0; s < duration_s; s += kStep_s) protection_.step(pack, {}, kStep_s);
    }

    /// A pack that carries current, its charge unchanged.
    static Pack loaded(double current_a) {
        Pack pack = pack_at(50.0);
        pack.step(current_a, pack.branch().source_v, 25.0, 1e-6);
        return pack;
    }

    Protection protection_{BmsSpec{}};
};

TEST_F(Protected, OpensAnOverfullPackAfterTwoSecondsUntilItHasSettled) {
    watch(pack_at(101.5), 1.5);
    EXPECT_TRUE(protection_.switches().charge);
    watch(pack_at(101.5), 0.5);
    EXPECT_FALSE(protection_.switches().charge);
    EXPECT_TRUE(protection_.switches().discharge);
    watch(pack_at(100.2), 60.0);
    EXPECT_FALSE(protection_.switches().charge) << "3.53 V";
    watch(pack_at(99.9), 1.0);
    EXPECT_TRUE(protection_.switches().charge);
    EXPECT_EQ(protection_.trips().overvoltage, 1);
}

TEST_F(Protected, OpensAnEmptyPack) {
    watch(pack_at(-0.5), 2.0);
    EXPECT_FALSE(protection_.switches().discharge);
    EXPECT_TRUE(protection_.switches().charge);
    watch(pack_at(4.0), 1.0);
    EXPECT_TRUE(protection_.switches().discharge);
    EXPECT_EQ(protection_.trips().undervoltage, 1);
}

TEST_F(Protected, OpensForAMinuteAfterTenSecondsOfTooMuchCurrent) {
    watch(loaded(62.0), 60.0);
    EXPECT_EQ(protection_.trips().total(), 0) << "1.24 times the limit";
    watch(loaded(63.0), 10.0);
    EXPECT_FALSE(protection_.switches().charge);
    watch(loaded(0.0), 59.0);
    EXPECT_FALSE(protection_.switches().charge);
    watch(loaded(0.0), 1.5);
    EXPECT_TRUE(protection_.switches().charge);
    watch(loaded(-130.0), 10.0);
    EXPECT_FALSE(protection_.switches().discharge);
    EXPECT_EQ(protection_.trips().charge_overcurrent, 1);
    EXPECT_EQ(protection_.trips().discharge_overcurrent, 1);
}

TEST_F(Protected, DoesNotChargeAFrozenPackAndCountsNoTripForIt) {
    watch(pack_at(50.0, -0.5), 1.0);
    EXPECT_FALSE(protection_.switches().charge);
    watch(pack_at(50.0, 1.5), 10.0);
    EXPECT_FALSE(protection_.switches().charge);
    watch(pack_at(50.0, 2.5), 1.0);
    EXPECT_TRUE(protection_.switches().charge);
    EXPECT_EQ(protection_.trips().total(), 0);
}

TEST_F(Protected, KeepsOpenWhatAScriptHoldsOpen) {
    protection_.step(pack_at(50.0), {.charge = true, .discharge = false}, kStep_s);
    EXPECT_FALSE(protection_.switches().discharge);
    EXPECT_EQ(protection_.trips().total(), 0);
}

class Reporting : public testing::Test {
protected:
    [[nodiscard]] Battery report(const Pack& pack) {
        PackLimits limits{spec_.bms};
        limits.step(pack, kUnlimited, kStep_s);
        return Reporter{spec_, kCells, 0.0, 1}.report(pack, limits, Protection{spec_.bms});
    }

    [[nodiscard]] int reports_in(double duration_s, double phase = 0.0) {
        Reporter reporter{spec_, kCells, phase, 1};
        int count = 0;
        for (double s = 0.0; s < duration_s; s += kStep_s) count += reporter.step(kStep_s) ? 1 : 0;
        return count;
    }

    static Pack carrying(double current_a) {
        Pack pack = pack_at(56.6);
        pack.step(current_a, 53.1234, 25.0, 1e-6);
        return pack;
    }

    PackSpec spec_ = ideal_pack();
};

TEST_F(Reporting, RoundsAsABmsDoes) {
    const Battery battery = report(carrying(12.3456));
    EXPECT_NEAR(battery.voltage->value(), 53.12, 1e-9);
    EXPECT_NEAR(battery.current->value(), 12.3, 1e-9);
    EXPECT_EQ(battery.soc->value(), 57.0);
    EXPECT_EQ(battery.temperature->value(), 25.0);
    EXPECT_NEAR(battery.limits.charge_voltage->value(), 56.0, 1e-9);
    EXPECT_TRUE(*battery.permissions.charge);
}

TEST_F(Reporting, MeasuresWithItsErrors) {
    spec_.bms.current_gain_pct = 3.0;
    spec_.bms.current_offset_a = 0.5;
    spec_.bms.dead_zone_a = 0.8;
    spec_.bms.soc_error_pct = -10.0;
    EXPECT_NEAR(report(carrying(100.0)).current->value(), 103.5, 1e-9);
    EXPECT_EQ(report(carrying(0.2)).current->value(), 0.0) << "0.7 A";
    EXPECT_EQ(report(carrying(0.2)).soc->value(), 47.0);
}

TEST_F(Reporting, DerivesThePermissionFromSwitchOrLimit) {
    Pack pack = pack_at(100.5);
    EXPECT_TRUE(*report(pack).permissions.charge) << "closed, though the limit is zero";
    spec_.bms.permission = Permission::limit;
    EXPECT_FALSE(*report(pack).permissions.charge);
}

TEST_F(Reporting, KeepsItsRhythm) {
    EXPECT_EQ(reports_in(100.0), 100);
    spec_.bms.report_period_s = 5.0;
    EXPECT_EQ(reports_in(100.0), 20);
    EXPECT_EQ(reports_in(100.0, 0.5), 20);
}

TEST_F(Reporting, LosesReports) {
    spec_.bms.lost_reports_pct = 30.0;
    const int count = reports_in(2000.0);
    EXPECT_GT(count, 1300);
    EXPECT_LT(count, 1500);
}

}  // namespace
}  // namespace aggregator::sim::model
