#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::PackOf;
using testing::Scenario;
using testing::settings_48v;

PackOf of_24_volts(const std::string& name) {
    return pack(name).volts(26.5).cvl(29.0);
}
PackOf of_12_volts(const std::string& name) {
    return pack(name).volts(13.25).cvl(14.6);
}

TEST(BankVoltages, AreTheDefaultsOf12VoltsInABankOf12Volts) {
    Scenario bank{{of_12_volts("A")}, Settings{}};
    bank.run(70.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 14.2);
    EXPECT_EQ(bank.is().battery.limits.low_voltage, Volts{11.5});
}

TEST(BankVoltages, ScaleWithTheCellsWhereTheFileIsSilent) {
    Scenario bank{{of_24_volts("A")}, Settings{}};
    bank.run(1.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 28.4);
    EXPECT_EQ(bank.is().battery.limits.low_voltage, Volts{23.0});
}

TEST(BankVoltages, AreThoseOf15CellsUntil16AreProven) {
    Scenario bank{{pack("A")}, Settings{}};
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 53.25);
    EXPECT_DOUBLE_EQ(bank.run(400.0).cvl(), 56.0);
}

/// Their statement is proof; only that it lasts is still open.
TEST(BankVoltages, AreThoseOf16CellsAtOnceWhereEveryPackStatesThem) {
    const auto states = [](int cells) { return [=](Battery& b) { b.cells.in_series = cells; }; };
    Scenario bank{{pack("A").with(states(16)), pack("B").with(states(16))}, Settings{}};
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 56.0);
    bank.vanishes("B").run(70.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 54.4) << "3.40 V for each of 16 cells";
}

TEST(BankVoltages, AreThoseOf15CellsWhereOnePackStatesNone) {
    const auto states = [](Battery& b) { b.cells.in_series = 16; };
    Scenario bank{{pack("A").with(states), pack("B")}, Settings{}};
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 53.25);
}

TEST(BankVoltages, DoNotScaleWhatTheFileGives) {
    Settings settings;
    settings.bank.max_charge_voltage = Volts{27.6};
    settings.bank.battery_low_voltage = Volts{22.0};
    settings.given.max_charge_voltage = settings.given.battery_low_voltage = true;
    Scenario bank{{of_24_volts("A")}, settings};
    EXPECT_DOUBLE_EQ(bank.run(70.0).cvl(), 27.6);
    EXPECT_EQ(bank.is().battery.limits.low_voltage, Volts{22.0});
}

TEST(BankVoltages, TakeTheMedianWhereTheUserAsksForIt) {
    Settings settings = settings_48v();
    settings.aggregation.voltage = VoltageRule::median;
    Scenario bank{{pack("A").volts(53.0), pack("B").volts(53.2), pack("C").volts(54.0)}, settings};
    EXPECT_EQ(bank.decide().is().battery.voltage, Volts{53.2});
}

TEST(BankVoltages, AreHeldWhenChargersIgnoreAZeroLimit) {
    Scenario bank{pack("A").ccl(0.0), pack("B")};
    bank.surroundings.chargers_ignore_current = true;
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 53.0);
    EXPECT_EQ(bank.is().voltage_cause.rule, LimitRule::resting_voltage);
}

TEST(BankVoltages, AreNotHeldWhenChargersObey) {
    Scenario bank{pack("A").ccl(0.0), pack("B")};
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 56.0);
}

TEST(BankVoltages, ShowTheCellsOnceTheyAreKnown) {
    Scenario bank{pack("A")};
    EXPECT_FALSE(bank.run(2.0).is().battery.cells.in_series);
    EXPECT_EQ(bank.run(61.0).is().battery.cells.in_series, 16);
}

TEST(DifferentPacks, StopTheBank) {
    Scenario bank{pack("A"), of_24_volts("B")};
    bank.run(29.0);
    EXPECT_GT(bank.ccl(), 0.0);
    bank.run(3.0);
    EXPECT_EQ(bank.is().state, BankState::zero);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
    EXPECT_EQ(bank.is().error_code, kErrorDifferentPacks);
    EXPECT_EQ(bank.alarm(AlarmKind::internal_failure), Severity::alarm);
    EXPECT_EQ(bank.is().charge_cause.rule, LimitRule::different_packs);
    EXPECT_EQ(bank.is().discharge_cause.pack, 1U);
    EXPECT_EQ(bank.run(1000.0).is().state, BankState::zero);
}

TEST(DifferentPacks, AreForgottenOnceOneIsExcluded) {
    Scenario bank{pack("A"), of_24_volts("B")};
    bank.run(100.0);
    Settings settings = bank.settings;
    settings.exclude = {"com.victronenergy.battery.B"};
    bank.reload(settings).run(100.0);
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_EQ(bank.is().error_code, 0);
    EXPECT_GT(bank.ccl(), 0.0);
}

TEST(PackSoc, OfAnIsolatedEmptyPackIsNoPartOfTheBank) {
    Scenario bank{pack("A").soc(2.0).dcl(0.0).blocks_discharge(), pack("B").soc(60.0)};
    bank.run(1.0);
    EXPECT_DOUBLE_EQ(bank.soc(), 2.0);
    bank.run(5000.0);
    EXPECT_DOUBLE_EQ(bank.soc(), 60.0);
}

TEST(PackSoc, ThatIsMissingIsHeldForAnHour) {
    Scenario bank{pack("A").soc(50.0), pack("B").soc(60.0)};
    bank.run(2.0).changes("A", [](Battery& b) { b.soc.reset(); }).run(3000.0);
    EXPECT_DOUBLE_EQ(bank.soc(), 50.0);
}

TEST(TimeToGo, IsThatOfTheWholeBank) {
    Scenario bank{pack("A").amps(-20.0), pack("B").amps(-20.0)};
    EXPECT_EQ(bank.decide().is().battery.time_to_go, Seconds{14400.0});
}

}  // namespace
}  // namespace aggregator
