#include <gtest/gtest.h>

#include "sim/simple_pack.hpp"

namespace aggregator::sim {
namespace {

using namespace aggregator::literals;

constexpr double kTolerance = 1e-9;
constexpr Seconds kHour{3600.0};

double soc(const SimplePack& pack) {
    return pack.report().soc.value().value();
}

TEST(SimplePack, ReportsWhatIsSet) {
    const SimplePack pack{{.soc_pct = 60.0,
                           .current_a = -5.0,
                           .voltage_v = 13.0,
                           .temperature_c = 18.0,
                           .capacity_ah = 200.0,
                           .cvl_v = 14.0,
                           .ccl_a = 30.0,
                           .dcl_a = 90.0,
                           .low_voltage_v = 11.0}};
    const Battery battery = pack.report();
    EXPECT_EQ(battery.soc, 60.0_pct);
    EXPECT_EQ(battery.current, -5.0_A);
    EXPECT_EQ(battery.voltage, 13.0_V);
    EXPECT_EQ(battery.power, -65.0_W);
    EXPECT_EQ(battery.temperature, 18.0_C);
    EXPECT_EQ(battery.installed_capacity, 200.0_Ah);
    EXPECT_NEAR(battery.available_capacity.value().value(), 120.0, kTolerance);
    EXPECT_NEAR(battery.consumed.value().value(), -80.0, kTolerance);
    EXPECT_EQ(battery.limits.charge_voltage, 14.0_V);
    EXPECT_EQ(battery.limits.charge_current, 30.0_A);
    EXPECT_EQ(battery.limits.discharge_current, 90.0_A);
    EXPECT_EQ(battery.limits.low_voltage, 11.0_V);
    EXPECT_FALSE(battery.time_to_go.has_value());
}

TEST(SimplePack, DerivesLimitsFromCellsAndCapacity) {
    const Battery battery = SimplePack{{.capacity_ah = 100.0, .cells = 16.0}}.report();
    EXPECT_NEAR(battery.limits.charge_voltage.value().value(), 56.8, kTolerance);
    EXPECT_NEAR(battery.limits.low_voltage.value().value(), 46.0, kTolerance);
    EXPECT_EQ(battery.limits.charge_current, 50.0_A);
    EXPECT_EQ(battery.limits.discharge_current, 100.0_A);
    EXPECT_EQ(battery.cells.in_series, 16);
    EXPECT_EQ(battery.cells.max_voltage_id, "C16");
}

TEST(SimplePack, CountsCharge) {
    SimplePack pack{{.soc_pct = 50.0, .current_a = 10.0, .capacity_ah = 100.0}};
    pack.step(kHour);
    EXPECT_NEAR(soc(pack), 60.0, kTolerance);
    pack.set(*find_input("current"), -20.0);
    pack.step(kHour / 2);
    EXPECT_NEAR(soc(pack), 50.0, kTolerance);
}

TEST(SimplePack, StaysBetweenEmptyAndFull) {
    SimplePack pack{{.soc_pct = 95.0, .current_a = 10.0, .capacity_ah = 100.0}};
    pack.step(kHour);
    EXPECT_EQ(soc(pack), 100.0);
    EXPECT_EQ(pack.report().balancing, true);
    pack.set(*find_input("current"), -300.0);
    pack.step(kHour);
    EXPECT_EQ(soc(pack), 0.0);
}

TEST(SimplePack, HasMoreVoltageTheFullerItIsAndTheMoreItIsCharged) {
    double before = 0.0;
    for (const double charge : {0.0, 3.0, 10.0, 35.0, 60.0, 85.0, 97.0, 100.0}) {
        const double volts = SimplePack{{.soc_pct = charge}}.report().voltage.value().value();
        EXPECT_GT(volts, before) << charge;
        before = volts;
    }
    const auto resting = SimplePack{{.current_a = 0.0}}.report().voltage;
    EXPECT_GT((SimplePack{{.current_a = 50.0}}.report().voltage), resting);
    EXPECT_LT((SimplePack{{.current_a = -50.0}}.report().voltage), resting);
    EXPECT_NEAR(SimplePack{{.soc_pct = 100.0}}.report().voltage.value().value(), 14.0, kTolerance);
}

TEST(SimplePack, AllowsCurrentWhereItsLimitAllowsAny) {
    const Battery battery = SimplePack{{.ccl_a = 0.0, .dcl_a = 1.0}}.report();
    EXPECT_EQ(battery.permissions.charge, false);
    EXPECT_EQ(battery.permissions.discharge, true);
    EXPECT_EQ(battery.modules.blocking_charge, 1);
    EXPECT_EQ(battery.modules.blocking_discharge, 0);
}

TEST(SimplePack, HasItsCellsAroundTheMean) {
    const Battery battery = SimplePack{{.voltage_v = 13.2, .cells = 4.0}}.report();
    EXPECT_LT(battery.cells.min_voltage, 3.3_V);
    EXPECT_GT(battery.cells.max_voltage, 3.3_V);
    EXPECT_LT(battery.cells.min_temperature, battery.temperature);
    EXPECT_GT(battery.cells.max_temperature, battery.temperature);
}

TEST(SimplePack, IsQuietByDefault) {
    SimplePack pack{{.current_a = 0.0}};
    const auto before = pack.report().voltage;
    pack.step(Seconds{1.0});
    EXPECT_EQ(pack.report().voltage, before);
}

TEST(SimplePack, RepeatsItsNoiseForTheSameSeed) {
    SimplePack one{{}, {.scale = 1.0, .seed = 7}};
    SimplePack same{{}, {.scale = 1.0, .seed = 7}};
    SimplePack other{{}, {.scale = 1.0, .seed = 8}};
    for (SimplePack* pack : {&one, &same, &other}) {
        pack->step(Seconds{1.0});
    }
    EXPECT_EQ(one.report().voltage, same.report().voltage);
    EXPECT_NE(one.report().voltage, other.report().voltage);
    EXPECT_NE(one.report().current, 0.0_A);
    EXPECT_EQ(one.report().soc, same.report().soc);
}

}  // namespace
}  // namespace aggregator::sim
