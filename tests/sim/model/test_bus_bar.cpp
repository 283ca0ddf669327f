#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "sim/model/bus_bar.hpp"

namespace aggregator::sim::model {
namespace {

constexpr VoltageRange kRange{30.0, 80.0};
constexpr double kMilliamp = 0.001;

TEST(BusBar, SplitsTheCurrentByConductance) {
    const std::vector<Branch> branches{{53.0, 50.0}, {53.0, 25.0}};
    const double bus_v = balance_v(branches, 75.0, kRange);
    EXPECT_NEAR(bus_v, 54.0, 1e-9);
    EXPECT_NEAR(current_a(branches[0], bus_v), 50.0, 1e-6);
    EXPECT_NEAR(current_a(branches[1], bus_v), 25.0, 1e-6);
}

TEST(BusBar, LetsPacksOfDifferentVoltageExchangeCurrent) {
    const std::vector<Branch> branches{{53.0, 50.0}, {52.0, 50.0}};
    const double bus_v = balance_v(branches, 0.0, kRange);
    EXPECT_NEAR(current_a(branches[0], bus_v), -25.0, 1e-6);
    EXPECT_NEAR(current_a(branches[1], bus_v), 25.0, 1e-6);
}

TEST(BusBar, PassesOnlyDischargeThroughTheDiodeOfAnOpenChargeSwitch) {
    const Branch blocked{53.0, 50.0, {.charge = false, .discharge = true}};
    EXPECT_EQ(current_a(blocked, 60.0), 0.0);
    EXPECT_EQ(current_a(blocked, 52.5), 0.0) << "less than the diode's voltage";
    EXPECT_NEAR(current_a(blocked, 52.0), -20.0, 1e-9);
}

TEST(BusBar, PassesOnlyChargeThroughTheDiodeOfAnOpenDischargeSwitch) {
    const Branch blocked{53.0, 50.0, {.charge = true, .discharge = false}};
    EXPECT_EQ(current_a(blocked, 50.0), 0.0);
    EXPECT_NEAR(current_a(blocked, 54.0), 20.0, 1e-9);
}

TEST(BusBar, CarriesNothingWithBothSwitchesOpen) {
    const Branch open{53.0, 50.0, {.charge = false, .discharge = false}};
    EXPECT_EQ(current_a(open, 60.0), 0.0);
    EXPECT_EQ(current_a(open, 40.0), 0.0);
}

TEST(BusBar, EndsAtTheRangeWhenNobodyTakesTheCurrent) {
    const std::vector<Branch> branches{{53.0, 50.0, {.charge = false, .discharge = true}}};
    EXPECT_NEAR(balance_v(branches, 10.0, kRange), kRange.high_v, 1e-9);
}

TEST(BusBar, BalancesAnyBankWithinAMilliamp) {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> source{50.0, 56.0};
    std::uniform_real_distribution<double> conductance{10.0, 200.0};
    std::uniform_int_distribution<int> count{1, 8};
    std::uniform_real_distribution<double> current{-200.0, 200.0};
    std::bernoulli_distribution open{0.2};
    for (int round = 0; round < 500; ++round) {
        // The first one is whole, so that any current can flow.
        std::vector<Branch> branches{{source(random), 200.0}};
        for (int i = count(random); i > 0; --i)
            branches.push_back({source(random),
                                conductance(random),
                                {.charge = !open(random), .discharge = !open(random)}});
        const double wanted_a = current(random);
        const double bus_v = balance_v(branches, wanted_a, kRange);
        EXPECT_NEAR(total_current_a(branches, bus_v), wanted_a, kMilliamp);
    }
}

}  // namespace
}  // namespace aggregator::sim::model
