/// What the bank makes of readings that contradict one another.

#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::kInternal;
using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

auto volts_of(double volts) {
    return [volts](Battery& b) { b.voltage = Volts{volts}; };
}

/// Until the number of cells is known.
constexpr double kSettled = 70.0;

TEST(BankDoubts, LeaveAVoltageThatDiffersOutOfTheBanks) {
    Scenario bank{pack("A"), pack("B"), pack("C").volts(52.4)};
    bank.run(29.0);
    EXPECT_NEAR(bank.is().battery.voltage->value(), 52.8, 1e-9);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
    bank.run(10.0);
    EXPECT_NEAR(bank.is().battery.voltage->value(), 53.0, 1e-9);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    const auto doubts = only<PackDoubted>(bank.events);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts.front().pack, "C");
    EXPECT_EQ(doubts.front().doubt, Doubt::voltage_apart);
    EXPECT_EQ(only<AlarmChanged>(bank.events).back().pack, "C");
    bank.run(270.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::alarm);
}

TEST(BankDoubts, EndWhenThePacksAgreeForLong) {
    Scenario bank{pack("A"), pack("B"), pack("C").volts(52.4)};
    bank.run(40.0).changes("C", volts_of(53.0)).run(119.0);
    EXPECT_TRUE(only<PackCleared>(bank.events).empty());
    bank.run(3.0);
    EXPECT_EQ(only<PackCleared>(bank.events).size(), 1U);
    bank.run(300.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
}

TEST(BankDoubts, OfTwoPacksShowTheVoltageThatEndsSooner) {
    Scenario bank{pack("A").volts(52.0).amps(10.0), pack("B").volts(53.0).amps(10.0)};
    EXPECT_DOUBLE_EQ(bank.run(5.0).is().battery.voltage->value(), 52.5);
    EXPECT_DOUBLE_EQ(bank.run(40.0).is().battery.voltage->value(), 53.0);
    const auto draw = [](Battery& b) { b.current = Amps{-10.0}; };
    bank.changes("A", draw).changes("B", draw).run(1.0);
    EXPECT_DOUBLE_EQ(bank.is().battery.voltage->value(), 52.0);
}

TEST(BankDoubts, DoNotCountOnAPackThatShowsTheVoltageOfAnotherBusBar) {
    Scenario bank{pack("A"), pack("B"), pack("C").volts(50.0)};
    bank.run(5.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 147.0);
    bank.run(40.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 98.0) << "the others may have to carry all";
    EXPECT_DOUBLE_EQ(bank.dcl(), 117.6);
}

TEST(BankDoubts, NeverRaiseALimitBecauseOfIt) {
    Scenario bank{pack("A"), pack("B"), pack("C").volts(50.0).ccl(5.0)};
    const double ccl = bank.run(5.0).ccl();
    EXPECT_LE(bank.run(400.0).ccl(), ccl) << "it may be there all the same";
}

TEST(BankDoubts, TellOfAVoltageThatItsOwnCellsDoNotMake) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(kSettled);
    bank.changes("A", [](Battery& b) { b.cells.min_voltage = b.cells.max_voltage = Volts{3.39}; });
    bank.run(29.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
    bank.run(10.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    ASSERT_FALSE(only<PackDoubted>(bank.events).empty());
    EXPECT_EQ(only<PackDoubted>(bank.events).front().pack, "A");
    EXPECT_EQ(bank.run(1000.0).alarm(kInternal), Severity::warning);
}

TEST(BankDoubts, AllowOneHighCell) {
    Scenario bank{pack("A").volts(54.6).cells(3.40, 3.65), pack("B").volts(54.6).cells(3.40, 3.43)};
    bank.run(400.0);
    EXPECT_TRUE(only<PackDoubted>(bank.events).empty());
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
}

TEST(BankDoubts, AllowTheVoltageOfTheBusBarBehindAnOpenSwitch) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(kSettled);
    bank.changes("A", [](Battery& b) {
        b.cells.min_voltage = b.cells.max_voltage = Volts{3.20};
        b.permissions.charge = false;
    });
    bank.run(100.0);
    EXPECT_TRUE(only<PackDoubted>(bank.events).empty());
}

TEST(BankDoubts, OfATemperatureReachTheSensorsAlarm) {
    const AlarmKind sensor = AlarmKind::battery_temperature_sensor;
    Scenario bank{pack("A").celsius(15.0), pack("B").celsius(15.0)};
    bank.run(2.0);
    EXPECT_EQ(bank.is().battery.alarms[sensor], Severity::ok);
    bank.changes("B", [](Battery& b) { b.temperature = Celsius{0.0}; }).run(1.0);
    EXPECT_EQ(bank.alarm(sensor), Severity::warning);
    EXPECT_EQ(bank.run(301.0).alarm(sensor), Severity::ok);
    bank.run(1500.0);
    EXPECT_EQ(bank.alarm(sensor), Severity::warning) << "half an hour at zero";
    EXPECT_EQ(only<PackDoubted>(bank.events).back().doubt, Doubt::temperature_stuck);
}

TEST(BankDoubts, OfAZeroLeaveItAsColdAsItIs) {
    Settings settings = settings_48v();
    settings.temperature.enabled = true;
    Scenario bank{{pack("A").celsius(15.0), pack("B").celsius(0.0)}, settings};
    bank.run(2000.0);
    EXPECT_FALSE(only<PackDoubted>(bank.events).empty());
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
}

TEST(BankDoubts, LeaveASocThatHasDriftedOutOfTheTiers) {
    Scenario bank{pack("A").volts(54.8).cells(3.42, 3.43).soc(100.0),
                  pack("B").volts(54.8).cells(3.42, 3.43).soc(99.0),
                  pack("C").volts(54.8).cells(3.42, 3.43).soc(60.0)};
    bank.run(100.0);
    EXPECT_EQ(bank.is().tier, Tier::severe);
    bank.run(kSettled + 600.0);
    EXPECT_EQ(bank.is().tier, Tier::full);
    const auto doubts = only<PackDoubted>(bank.events);
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_EQ(doubts.front().doubt, Doubt::soc_drifted);
    EXPECT_NE(describe(Event{doubts.front()}, {}).find("full charge is suggested"),
              std::string::npos);
}

TEST(BankDoubts, KeepTheTierWhenTooFewSocsAreLeft) {
    Scenario bank{pack("A").volts(54.8).cells(3.42, 3.43).soc(100.0),
                  pack("C").volts(54.8).cells(3.42, 3.43).soc(60.0)};
    bank.run(1000.0);
    EXPECT_EQ(bank.is().tier, Tier::severe);
}

TEST(BankDoubts, ObeyAnOddChargeVoltageThatIsLowAndTellOfIt) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(kSettled).changes("B", [](Battery& b) { b.limits.charge_voltage = Volts{50.0}; });
    bank.run(40.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 50.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    ASSERT_FALSE(only<PackDoubted>(bank.events).empty());
    EXPECT_EQ(only<PackDoubted>(bank.events).front().doubt, Doubt::charge_voltage_odd);
}

TEST(BankDoubts, TellOfAnOddChargeVoltageThatIsHigh) {
    for (const double cvl : {59.3, 100.0, 56000.0, 0.0}) {
        Scenario bank{pack("A"), pack("B")};
        bank.run(kSettled);
        bank.changes("B", [cvl](Battery& b) { b.limits.charge_voltage = Volts{cvl}; }).run(40.0);
        EXPECT_DOUBLE_EQ(bank.cvl(), 56.0) << cvl;
        EXPECT_EQ(bank.alarm(kInternal), Severity::warning) << cvl;
    }
}

TEST(BankDoubts, HoldTheBankToItsWeakestPackWhileOneJoinsAtAnotherVoltage) {
    Scenario bank{pack("A"), pack("B"), pack("C").ccl(40.0)};
    bank.run(5.0).vanishes("C").run(70.0);
    bank.says(pack("C").volts(54.0).ccl(40.0)).run(17.0);
    ASSERT_TRUE(bank.member("C").fresh());
    EXPECT_LE(bank.ccl(), 40.0);
    EXPECT_LE(bank.dcl(), 60.0);
    EXPECT_EQ(bank.is().discharge_cause.rule, LimitRule::joining);
    EXPECT_EQ(bank.is().discharge_cause.pack, 2U);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    bank.changes("C", volts_of(53.0)).run(61.0);
    EXPECT_NE(bank.is().discharge_cause.rule, LimitRule::joining);
    EXPECT_EQ(bank.run(300.0).alarm(kInternal), Severity::ok);
}

TEST(BankDoubts, TakeNoPackThatIsFoundAtTheStartForOneThatJoins) {
    Settings settings = settings_48v();
    settings.packs = {{.service = "com.victronenergy.battery.A", .name = "A"},
                      {.service = "com.victronenergy.battery.B", .name = "B"}};
    Scenario bank{{}, settings};
    bank.says(pack("A").volts(53.0)).run(5.0);
    ASSERT_EQ(bank.is().state, BankState::starting);
    bank.says(pack("B").volts(54.0)).run(5.0);
    ASSERT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.dcl(), 117.6);
}

TEST(BankDoubts, AreNoneInAHealthyBank) {
    Scenario bank{pack("A").amps(20.0).volts(53.1), pack("B").amps(25.0).volts(53.05),
                  pack("C").amps(14.0)};
    bank.run(4000.0);
    EXPECT_TRUE(only<PackDoubted>(bank.events).empty());
    EXPECT_TRUE(only<AlarmChanged>(bank.events).empty());
}

}  // namespace
}  // namespace aggregator
