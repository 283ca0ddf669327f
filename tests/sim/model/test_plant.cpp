#include <gtest/gtest.h>

#include <cmath>

#include "sim/model/plant.hpp"

namespace aggregator::sim::model {
namespace {

constexpr double kPlantStep_s = 0.5;
constexpr double kLittle_a = 0.001;

BankSpec bank_of(std::vector<PackSpec> packs) {
    return {.packs = std::move(packs)};
}

void run(Plant& plant, const std::optional<Published>& bms, double duration_s) {
    const double end_s = plant.time_s() + duration_s;
    while (plant.time_s() < end_s) plant.step(bms, kPlantStep_s);
}

double sum_a(const Plant& plant) {
    double sum = 0.0;
    for (const Unit& unit : plant.units()) sum += unit.pack.current();
    return sum;
}

const Published kBms{.cvl_v = 56.0, .ccl_a = 90.0, .dcl_a = 100.0, .soc_pct = 50.0};

TEST(Plant, KnowsWhatItsPacksAllowBeforeAnythingFlows) {
    PackSpec frozen;
    frozen.temperature_c = -2.0;
    PackSpec full;
    full.soc_pct = 100.0;
    const Plant plant{bank_of({{}, frozen, full})};
    EXPECT_EQ(plant.units()[0].limits.charge_a(), PackSpec{}.bms.charge_limit_a);
    EXPECT_EQ(plant.units()[1].limits.charge_a(), 0.0);
    EXPECT_LT(plant.units()[2].limits.charge_a(), PackSpec{}.bms.charge_limit_a);
}

TEST(Plant, SharesExactlyWhatTheChargersGive) {
    PackSpec weak;
    weak.resistance_mohm = 40.0;
    Plant plant{bank_of({{}, {}, weak})};
    run(plant, kBms, 60.0);
    for (int i = 0; i < 1000; ++i) {
        plant.step(kBms, kPlantStep_s);
        EXPECT_NEAR(sum_a(plant), 90.0, kLittle_a);
    }
}

TEST(Plant, ChargesAtConstantVoltageAtItsCeiling) {
    PackSpec full;
    full.soc_pct = 97.0;
    Plant plant{bank_of({full, full})};
    const Published low{.cvl_v = 54.4, .ccl_a = 90.0, .dcl_a = 100.0, .soc_pct = 97.0};
    run(plant, low, 600.0);
    EXPECT_NEAR(plant.bus_v(), 54.4, 1e-6);
    const double before_a = sum_a(plant);
    run(plant, low, 600.0);
    EXPECT_NEAR(plant.bus_v(), 54.4, 1e-6);
    EXPECT_LT(sum_a(plant), before_a);
    EXPECT_GT(sum_a(plant), 0.0);
}

TEST(Plant, NeverDischargesIntoTheChargers) {
    PackSpec full;
    full.soc_pct = 99.0;
    Plant plant{bank_of({full, full})};
    run(plant, Published{.cvl_v = 50.0, .ccl_a = 90.0, .dcl_a = 100.0, .soc_pct = 99.0}, 60.0);
    EXPECT_NEAR(sum_a(plant), 0.0, kLittle_a);
}

TEST(Plant, FeedsTheLoadsFromSunAndBattery) {
    BankSpec spec = bank_of({{}, {}});
    spec.packs[0].soc_pct = spec.packs[1].soc_pct = 60.0;
    spec.system.sun_w = {{0.0, 1000.0}};
    spec.system.load_w = {{0.0, 2000.0}};
    Plant plant{spec};
    run(plant, kBms, 60.0);
    EXPECT_NEAR(sum_a(plant) * plant.bus_v(), 1000.0 - 2000.0 / 0.94, 1.0);
}

TEST(Plant, BreaksDownUnderALoadThatNobodyCarries) {
    BankSpec spec = bank_of({{}, {}});
    spec.system = {.sun_w = {{0.0, 0.0}}, .load_w = {{0.0, 1000.0}}, .supply = Supply::island};
    spec.faults = FaultScript{{{.kind = FaultKind::discharge_switch_open, .at_s = 30.0}}};
    Plant plant{spec};
    run(plant, kBms, 30.0);
    EXPECT_FALSE(plant.dvcc().dark());
    run(plant, kBms, 2.0);
    EXPECT_TRUE(plant.dvcc().dark());
    EXPECT_FALSE(plant.dvcc().stopped_by_bms());
    EXPECT_NEAR(sum_a(plant), 0.0, kLittle_a);
}

TEST(Plant, OpensAndClosesSwitchesByTheScript) {
    BankSpec spec = bank_of({{}, {}, {}});
    spec.faults = FaultScript{
        {{.kind = FaultKind::charge_switch_open, .pack = 1, .at_s = 60.0, .duration_s = 60.0}}};
    Plant plant{spec};
    run(plant, kBms, 60.0);
    EXPECT_NEAR(plant.units()[0].pack.current(), 30.0, 0.1);
    run(plant, kBms, 30.0);
    EXPECT_EQ(plant.units()[0].pack.current(), 0.0);
    EXPECT_EQ(plant.units()[0].limits.charge_a(), 0.0);
    EXPECT_NEAR(plant.units()[1].pack.current(), 45.0, 0.1);
    run(plant, kBms, 60.0);
    EXPECT_GT(plant.units()[0].pack.current(), 31.0) << "it has to catch up";
}

TEST(Plant, GivesLessToAPackWhoseContactGoesBad) {
    BankSpec spec = bank_of({{}, {}});
    spec.faults =
        FaultScript{{{.kind = FaultKind::resistance, .pack = 2, .at_s = 0.0, .value = 20.0}}};
    Plant plant{spec};
    run(plant, kBms, 10.0);
    EXPECT_NEAR(plant.units()[0].pack.current() / plant.units()[1].pack.current(), 1.9, 0.1);
}

TEST(Plant, ReportsInTurn) {
    Plant plant{bank_of({{}, {}, {}, {}})};
    int most_at_once = 0;
    int reports = 0;
    for (int i = 0; i < 200; ++i) {
        plant.step(kBms, kPlantStep_s);
        int now = 0;
        for (const Unit& unit : plant.units()) now += unit.report_due ? 1 : 0;
        most_at_once = std::max(most_at_once, now);
        reports += now;
    }
    EXPECT_EQ(reports, 400);
    EXPECT_EQ(most_at_once, 2);
}

TEST(Plant, IsTheSameForTheSameSeed) {
    const auto trace = [](std::uint32_t seed) {
        BankSpec spec = bank_of({{}, {}, {}});
        for (PackSpec& pack : spec.packs) pack.bms = {.jitter_s = 0.4, .lost_reports_pct = 10.0};
        spec.seed = seed;
        Plant plant{spec};
        std::vector<bool> due;
        for (int i = 0; i < 500; ++i) {
            plant.step(kBms, kPlantStep_s);
            for (const Unit& unit : plant.units()) due.push_back(unit.report_due);
        }
        return std::pair{due, plant.bus_v()};
    };
    EXPECT_EQ(trace(3), trace(3));
    EXPECT_NE(trace(3).first, trace(4).first);
}

}  // namespace
}  // namespace aggregator::sim::model
