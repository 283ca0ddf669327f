#include <gtest/gtest.h>

#include "sim/model/cell.hpp"
#include "sim/model/packs.hpp"

namespace aggregator::sim::model {
namespace {

TEST(Cell, FollowsTheCurveOfItsChemistry) {
    EXPECT_DOUBLE_EQ(rest_voltage_v(0.0), 2.50);
    EXPECT_DOUBLE_EQ(rest_voltage_v(0.5), 3.293);
    EXPECT_DOUBLE_EQ(rest_voltage_v(1.0), 3.50);
    EXPECT_GT(rest_voltage_v(1.05), 4.0) << "overcharged";
    EXPECT_LT(rest_voltage_v(-0.01), 2.2) << "overdischarged";
    for (double charge = -0.05; charge < 1.1; charge += 0.001)
        EXPECT_GE(rest_voltage_v(charge + 0.001), rest_voltage_v(charge));
}

TEST(Cell, ResistsMoreInTheCold) {
    EXPECT_DOUBLE_EQ(resistance_factor(25.0), 1.0);
    EXPECT_DOUBLE_EQ(resistance_factor(0.0), 1.5);
    EXPECT_DOUBLE_EQ(resistance_factor(-10.0), 2.5);
}

TEST(Pack, CountsCharge) {
    SideBySide one{{ideal_pack()}};
    one.run(-36.0, 600.0);
    EXPECT_NEAR(one[0].charge(), 0.20 - 0.06, 1e-9);
}

TEST(Pack, RestsHigherAfterChargingThanAfterDischarging) {
    PackSpec spec = ideal_pack();
    spec.hysteresis_mv = 8.0;
    spec.soc_pct = 50.0;
    SideBySide one{{spec}};
    const auto rest_v = [&one] {
        one.run(0.0, 1800.0);
        return one.bus_v();
    };
    one.run(50.0, 720.0);
    one.run(-50.0, 3.6);
    const double after_charge_v = rest_v() - kCells * rest_voltage_v(one[0].charge());
    one.run(-50.0, 720.0);
    const double after_discharge_v = rest_v() - kCells * rest_voltage_v(one[0].charge());
    EXPECT_NEAR(after_charge_v - after_discharge_v, 2 * 0.008 * kCells, 0.02);
}

TEST(Pack, ShowsCellsAheadAndBehind) {
    PackSpec spec = ideal_pack();
    spec.soc_pct = 98.0;
    spec.top_cell_pct = 2.0;
    spec.bottom_cell_pct = 3.0;
    const Pack pack{spec, kCells};
    EXPECT_NEAR(pack.top_cell_v(), 3.50, 1e-9);
    EXPECT_NEAR(pack.bottom_cell_v(), 3.342, 1e-9);
}

TEST(Pack, WarmsByItsLossesAndCoolsToWhatIsAroundIt) {
    PackSpec spec = ideal_pack();
    spec.cooling_k_w = 0.5;
    Pack pack{spec, kCells};
    const double before_c = pack.temperature();
    for (int i = 0; i < 3600; ++i)
        pack.step(100.0, 1.0 / pack.branch().conductance_s * 100.0 + pack.branch().source_v, 25.0,
                  1.0);
    // 200 W over the ohmic and 100 W over the relaxation resistance, into some 41 kJ/K.
    EXPECT_NEAR(pack.temperature() - before_c, 300.0 * 3600.0 / 41.5e3, 4.0);
    for (int i = 0; i < 48 * 3600; ++i) pack.step(0.0, pack.branch().source_v, 5.0, 1.0);
    EXPECT_NEAR(pack.temperature(), 5.0, 0.5);
}

}  // namespace
}  // namespace aggregator::sim::model
