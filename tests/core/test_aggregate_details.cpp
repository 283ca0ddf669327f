#include <gtest/gtest.h>

#include "aggregator/core/aggregate.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::bank_of;
using testing::pack;

Battery mean_of(const std::vector<Member>& members) {
    const std::vector<Isolation> isolation(members.size());
    Battery bank;
    aggregate(members, isolation, VoltageRule::mean, bank);
    return bank;
}

TEST(CellExtremes, CarryTheNameOfTheirPack) {
    const Cells cells = mean_of(bank_of({pack("A").cells(3.20, 3.40).cell_ids("C7", "C3"),
                                         pack("B").cells(3.10, 3.45).cell_ids("C1", "C9")}))
                            .cells;
    EXPECT_EQ(cells.min_voltage, Volts{3.10});
    EXPECT_EQ(cells.min_voltage_id, "B: C1");
    EXPECT_EQ(cells.max_voltage, Volts{3.45});
    EXPECT_EQ(cells.max_voltage_id, "B: C9");
}

TEST(CellExtremes, NameThePackAloneWhereItsBmsNamesNoCell) {
    EXPECT_EQ(mean_of(bank_of({pack("A"), pack("B").cells(3.1, 3.2)})).cells.min_voltage_id, "B");
    EXPECT_EQ(mean_of(bank_of({pack("A").cell_ids("", "")})).cells.min_voltage_id, "A");
}

TEST(CellExtremes, TakeTheFirstOfEqualPacks) {
    EXPECT_EQ(mean_of(bank_of({pack("A"), pack("B")})).cells.max_voltage_id, "A");
}

TEST(CellExtremes, IncludeTheColdestAndTheHottestCell) {
    const Cells cells =
        mean_of(bank_of({pack("A").cell_celsius(8.0, 20.0), pack("B").cell_celsius(12.0, 31.0)}))
            .cells;
    EXPECT_EQ(cells.min_temperature, Celsius{8.0});
    EXPECT_EQ(cells.min_temperature_id, "A");
    EXPECT_EQ(cells.max_temperature, Celsius{31.0});
    EXPECT_EQ(cells.max_temperature_id, "B");
}

TEST(CellExtremes, AreOpenWhereNoPackShowsCells) {
    const Cells cells = mean_of(bank_of({pack("A").with([](Battery& b) { b.cells = {}; })})).cells;
    EXPECT_FALSE(cells.min_voltage);
    EXPECT_FALSE(cells.max_voltage_id);
    EXPECT_FALSE(cells.min_temperature_id);
}

TEST(CellExtremes, HoldThoseOfAStalePackButNotOfALostOne) {
    const auto low = pack("A").cells(3.0, 3.1);
    EXPECT_EQ(mean_of(bank_of({testing::PackOf{low}.silent(20.0), pack("B")})).cells.min_voltage,
              Volts{3.0});
    EXPECT_EQ(mean_of(bank_of({testing::PackOf{low}.silent(60.0), pack("B")})).cells.min_voltage,
              Volts{3.31});
}

TEST(Modules, CountAPackForOneWhereItDoesNotSay) {
    const Modules modules =
        mean_of(bank_of({pack("A"), pack("B"), pack("C").silent(20.0)})).modules;
    EXPECT_EQ(modules.online, 2);
    EXPECT_EQ(modules.offline, 1);
}

TEST(Modules, AddUpWhatThePacksSay) {
    const Modules modules = mean_of(bank_of({pack("A").modules(4, 1), pack("B").modules(2, 0),
                                             pack("C").modules(3, 0).silent(20.0)}))
                                .modules;
    EXPECT_EQ(modules.online, 6);
    EXPECT_EQ(modules.offline, 4);
}

TEST(Modules, CountTheBlockingOnesAsPublished) {
    const auto blocking = [](Battery& b) {
        b.modules.blocking_charge = 2;
        b.modules.blocking_discharge = 1;
    };
    const Modules modules =
        mean_of(bank_of({pack("A").modules(4, 0).with(blocking), pack("B")})).modules;
    EXPECT_EQ(modules.blocking_charge, 2);
    EXPECT_EQ(modules.blocking_discharge, 1);
}

TEST(Modules, CountEveryModuleOfAPackThatAllowsNothing) {
    const Modules modules =
        mean_of(bank_of({pack("A").modules(4, 0).blocks_charge(), pack("B").blocks_discharge()}))
            .modules;
    EXPECT_EQ(modules.blocking_charge, 4);
    EXPECT_EQ(modules.blocking_discharge, 1);
}

TEST(Flags, BalancingAndChargeRequestAreTrueWhenAnyPackSaysSo) {
    const auto balancing = [](Battery& b) {
        b.balancing = true;
        b.charge_request = true;
    };
    const auto quiet = [](Battery& b) {
        b.balancing = false;
        b.charge_request = false;
    };
    const Battery some =
        mean_of(bank_of({pack("A").with(balancing), pack("B").with(quiet), pack("C")}));
    EXPECT_EQ(some.balancing, true);
    EXPECT_EQ(some.charge_request, true);
    const Battery none = mean_of(bank_of({pack("A").with(quiet), pack("B")}));
    EXPECT_EQ(none.balancing, false);
    EXPECT_FALSE(mean_of(bank_of({pack("A")})).balancing);
}

TEST(Flags, BalancingIsAllowedWhenEveryPackThatSaysAllowsIt) {
    const auto yes = [](Battery& b) { b.permissions.balance = true; };
    const auto no = [](Battery& b) { b.permissions.balance = false; };
    EXPECT_EQ(mean_of(bank_of({pack("A").with(yes), pack("B")})).permissions.balance, true);
    EXPECT_EQ(mean_of(bank_of({pack("A").with(yes), pack("B").with(no)})).permissions.balance,
              false);
}

}  // namespace
}  // namespace aggregator
