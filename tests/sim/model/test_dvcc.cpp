#include <gtest/gtest.h>

#include "sim/model/dvcc.hpp"

namespace aggregator::sim::model {
namespace {

constexpr double kDvccStep_s = 0.5;
constexpr double kEfficiency = 0.94;

class DvccTest : public testing::Test {
protected:
    /// The demand after so long of the same.
    Demand after(double duration_s, const std::optional<Published>& bms) {
        Demand demand;
        for (double s = 0.0; s < duration_s; s += kDvccStep_s)
            demand = dvcc().step(bms, world_, kDvccStep_s);
        return demand;
    }
    Dvcc& dvcc() {
        if (!dvcc_) dvcc_.emplace(spec_);
        return *dvcc_;
    }

    SystemSpec spec_{};
    Published bms_{.cvl_v = 56.0, .ccl_a = 80.0, .dcl_a = 100.0, .soc_pct = 50.0};
    Dvcc::World world_{.bus_v = 50.0, .load_w = 0.0, .sun_w = 0.0};
    std::optional<Dvcc> dvcc_{};
};

TEST_F(DvccTest, ChargesWithWhatTheBmsAllows) {
    const Demand demand = after(20.0, bms_);
    EXPECT_NEAR(demand.charge_a, 80.0, 0.01);
    EXPECT_EQ(demand.ceiling_v, 56.0);
    bms_.ccl_a = 500.0;
    EXPECT_NEAR(after(20.0, bms_).charge_a, 200.0, 0.01) << "its own rating";
}

TEST_F(DvccTest, TakesNoticeEveryThreeSeconds) {
    after(kDvccStep_s, bms_);
    bms_.ccl_a = 0.0;
    EXPECT_GT(after(2.5, bms_).charge_a, 70.0) << "it has not looked yet";
    EXPECT_LT(after(5.0, bms_).charge_a, 1.0);
}

TEST_F(DvccTest, ChargersLagByTheirTimeConstant) {
    EXPECT_NEAR(after(1.0, bms_).charge_a, 80.0 * (1.0 - 0.3679), 0.1);
}

TEST_F(DvccTest, SolarChargersGetTheDrawOfTheInverterOnTop) {
    world_.load_w = 20.0 * 50.0 * kEfficiency;
    const Demand demand = after(20.0, bms_);
    EXPECT_NEAR(demand.draw_a, 20.0, 1e-6);
    EXPECT_NEAR(demand.charge_a - demand.draw_a, 80.0, 0.01);
    // The load ends: until the next tick a residue flows into the battery.
    world_.load_w = 0.0;
    const Demand residue = dvcc().step(bms_, world_, kDvccStep_s);
    EXPECT_NEAR(residue.charge_a - residue.draw_a, 100.0, 0.1);
}

TEST_F(DvccTest, IgnoresTheChargeLimitWhenSolarPowerIsFedIn) {
    spec_.feed_in = true;
    bms_.ccl_a = 0.0;
    EXPECT_NEAR(after(20.0, bms_).charge_a, 200.0, 0.01);
}

TEST_F(DvccTest, GivesNoMoreThanTheSun) {
    spec_.sun_w = {{0.0, 1000.0}};
    world_.sun_w = 1000.0;
    EXPECT_NEAR(after(20.0, bms_).charge_a, 20.0, 0.01);
}

TEST_F(DvccTest, KeepsToTheDischargeLimitWithAGrid) {
    spec_.sun_w = {{0.0, 0.0}};
    world_.load_w = 10'000.0;
    EXPECT_NEAR(after(20.0, bms_).draw_a, 100.0, 0.01);
    bms_.dcl_a = 0.0;
    EXPECT_EQ(after(20.0, bms_).draw_a, 0.0);
    EXPECT_FALSE(dvcc().dark()) << "the grid feeds the loads";
}

TEST_F(DvccTest, OnAnIslandZeroIsABlackoutAndAnythingElseIsNone) {
    spec_.sun_w = {{0.0, 0.0}};
    spec_.supply = Supply::island;
    world_.load_w = 9'400.0;
    bms_.dcl_a = 5.0;
    EXPECT_NEAR(after(20.0, bms_).draw_a, 200.0, 0.01) << "the limit is only a switch";
    EXPECT_FALSE(dvcc().dark());
    bms_.dcl_a = 0.0;
    EXPECT_EQ(after(3.0, bms_).draw_a, 0.0);
    EXPECT_TRUE(dvcc().dark());
    EXPECT_TRUE(dvcc().stopped_by_bms());
    bms_.dcl_a = 1.0;
    EXPECT_GT(after(3.0, bms_).draw_a, 0.0);
}

TEST_F(DvccTest, KeepsTheReserveForTheGridsAbsence) {
    spec_.sun_w = {{0.0, 0.0}};
    spec_.reserve_pct = 30.0;
    world_.load_w = 1'000.0;
    EXPECT_GT(after(6.0, bms_).draw_a, 0.0);
    bms_.soc_pct = 30.0;
    EXPECT_EQ(after(6.0, bms_).draw_a, 0.0);
    bms_.soc_pct = 32.0;
    EXPECT_EQ(after(6.0, bms_).draw_a, 0.0) << "not at once again";
    bms_.soc_pct = 34.0;
    EXPECT_GT(after(6.0, bms_).draw_a, 0.0);
}

TEST_F(DvccTest, StopsWithoutABms) {
    world_.load_w = 1'000.0;
    after(20.0, bms_);
    EXPECT_GT(after(50.0, std::nullopt).charge_a, 79.0) << "DVCC holds what it had";
    EXPECT_LT(after(20.0, std::nullopt).charge_a, 1.0);
    EXPECT_TRUE(dvcc().inverter_on());
    after(240.0, std::nullopt);
    EXPECT_FALSE(dvcc().inverter_on());
}

TEST_F(DvccTest, WaitsAfterABreakdown) {
    world_.load_w = 1'000.0;
    after(6.0, bms_);
    dvcc().collapse();
    EXPECT_EQ(after(50.0, bms_).draw_a, 0.0);
    EXPECT_FALSE(dvcc().stopped_by_bms());
    EXPECT_GT(after(15.0, bms_).draw_a, 0.0);
}

}  // namespace
}  // namespace aggregator::sim::model
