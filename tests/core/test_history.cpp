#include "core/history_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::HistoryOfBank;

constexpr double kTiny = 1e-9;

TEST_F(HistoryOfBank, BeginsWithNothing) {
    EXPECT_EQ(record(), HistoryRecord{});
    bank_ = {};
    see();
    run(60.0);
    EXPECT_EQ(record().drawn, AmpHours{});
    EXPECT_FALSE(record().voltage.low);
    EXPECT_FALSE(record().deepest_discharge);
}

TEST_F(HistoryOfBank, AddsUpWhatIsTakenOut) {
    run_with(-20.0, 0.5);
    EXPECT_NEAR(record().drawn.value(), 10.0, kTiny);
    EXPECT_NEAR(record().discharged.value(), 0.5, kTiny);
    EXPECT_EQ(record().charged, KilowattHours{});
    EXPECT_NEAR(record().cycles, 0.05, kTiny);
}

TEST_F(HistoryOfBank, AddsUpWhatIsPutIn) {
    run_with(40.0, 0.25);
    EXPECT_NEAR(record().charged.value(), 0.5, kTiny);
    EXPECT_EQ(record().drawn, AmpHours{});
    EXPECT_EQ(record().discharged, KilowattHours{});
    EXPECT_EQ(record().cycles, 0.0);
}

TEST_F(HistoryOfBank, DoesNotSetOneOffAgainstTheOther) {
    run_with(-20.0, 0.5);
    run_with(20.0, 0.5);
    EXPECT_NEAR(record().charged.value(), 0.5, kTiny);
    EXPECT_NEAR(record().discharged.value(), 0.5, kTiny);
}

TEST_F(HistoryOfBank, CountsTheSameInStepsOfAnyLength) {
    bank_.current = Amps{-36.0};
    see();
    run(10.0, 10.0);
    run(10.0, 0.1);
    run(10.0, 0.3);
    EXPECT_NEAR(record().drawn.value(), 0.3, kTiny);
    EXPECT_EQ(record().gaps, Seconds::zero());
}

TEST_F(HistoryOfBank, HoldsACurrentUntilTheNextIsKnown) {
    bank_.current = Amps{-36.0};
    see();
    bank_.current = Amps{0.0};
    run(10.0, 10.0);
    EXPECT_NEAR(record().drawn.value(), 0.1, kTiny);
    run(10.0, 10.0);
    EXPECT_NEAR(record().drawn.value(), 0.1, kTiny);
}

TEST_F(HistoryOfBank, CountsAGapAndNothingInIt) {
    bank_.current = Amps{-36.0};
    see();
    run(10.1, 10.1);
    EXPECT_EQ(record().drawn, AmpHours{});
    EXPECT_NEAR(record().gaps.count(), 10.1, kTiny);
    run(10.0, 10.0);
    EXPECT_NEAR(record().drawn.value(), 0.1, kTiny) << "after it as before";
}

TEST_F(HistoryOfBank, CountsTheTimeWithoutACurrentOrAVoltageAsAGap) {
    bank_.current.reset();
    see();
    run(5.0);
    bank_.current = Amps{-36.0};
    bank_.voltage.reset();
    run(5.0);
    EXPECT_NEAR(record().gaps.count(), 10.0, kTiny);
    EXPECT_EQ(record().drawn, AmpHours{});
    EXPECT_EQ(record().discharged, KilowattHours{});
}

TEST_F(HistoryOfBank, StandsStillWhenTheClockDoes) {
    bank_.current = Amps{-36.0};
    see();
    see();
    history_.step(bank_, emptiest_, at(-1e6));
    EXPECT_EQ(record().drawn, AmpHours{});
    EXPECT_EQ(record().gaps, Seconds::zero());
}

TEST_F(HistoryOfBank, CountsCyclesByTheCapacityOfTheirTime) {
    run_with(-100.0, 2.0);
    EXPECT_NEAR(record().cycles, 1.0, 1e-6);
    bank_.installed_capacity = AmpHours{1000.0};
    run_with(-100.0, 1.0);
    EXPECT_NEAR(record().cycles, 1.1, 1e-6) << "and no cycle is taken back";
}

TEST_F(HistoryOfBank, CountsNoCyclesWithoutACapacity) {
    bank_.installed_capacity.reset();
    run_with(-100.0, 0.1);
    EXPECT_EQ(record().cycles, 0.0);
    EXPECT_NEAR(record().drawn.value(), 10.0, kTiny);
}

TEST_F(HistoryOfBank, RemembersTheExtremes) {
    for (const double volts : {50.0, 44.5, 57.6, 51.0}) {
        bank_.voltage = Volts{volts};
        bank_.cells.min_voltage = Volts{volts / 16.0 - 0.01};
        bank_.cells.max_voltage = Volts{volts / 16.0 + 0.01};
        see();
    }
    bank_.voltage.reset();
    see();
    EXPECT_EQ(record().voltage.low, Volts{44.5});
    EXPECT_EQ(record().voltage.high, Volts{57.6});
    EXPECT_EQ(record().cell_voltage.low, Volts{44.5 / 16.0 - 0.01});
    EXPECT_EQ(record().cell_voltage.high, Volts{57.6 / 16.0 + 0.01});
}

TEST_F(HistoryOfBank, RemembersTheColdestAndTheHottestOfAll) {
    bank_.temperature = Celsius{20.0};
    see();
    EXPECT_EQ(record().temperature.low, Celsius{20.0});
    bank_.cells.min_temperature = Celsius{-3.0};
    bank_.cells.max_temperature = Celsius{41.0};
    see();
    bank_.cells = {};
    see();
    EXPECT_EQ(record().temperature.low, Celsius{-3.0});
    EXPECT_EQ(record().temperature.high, Celsius{41.0});
}

TEST_F(HistoryOfBank, CountsAlarmsWhenTheyBegin) {
    set_alarm(AlarmKind::low_voltage, Severity::ok);
    set_alarm(AlarmKind::low_voltage, Severity::warning);
    EXPECT_EQ(record().low_voltage_alarms.count, 0) << "a warning is no alarm";
    set_alarm(AlarmKind::low_voltage, Severity::alarm);
    run(60.0);
    EXPECT_EQ(record().low_voltage_alarms.count, 1);
    set_alarm(AlarmKind::low_voltage, Severity::ok);
    set_alarm(AlarmKind::low_voltage, Severity::alarm);
    EXPECT_EQ(record().low_voltage_alarms.count, 2);
    EXPECT_EQ(record().high_voltage_alarms.count, 0);
    set_alarm(AlarmKind::high_voltage, Severity::alarm);
    EXPECT_EQ(record().high_voltage_alarms.count, 1);
}

TEST_F(HistoryOfBank, CountsAnAlarmOnceThoughItIsNotHeardForAWhile) {
    set_alarm(AlarmKind::low_voltage, Severity::alarm);
    bank_.alarms[AlarmKind::low_voltage].reset();
    see();
    set_alarm(AlarmKind::low_voltage, Severity::alarm);
    EXPECT_EQ(record().low_voltage_alarms.count, 1);
}

TEST_F(HistoryOfBank, GoesOnAfterARestart) {
    run_with(-20.0, 0.5);
    set_alarm(AlarmKind::high_voltage, Severity::alarm);
    const HistoryRecord before = record();
    restart();
    EXPECT_EQ(record(), before);
    see();
    EXPECT_EQ(record().high_voltage_alarms.count, 1) << "the same alarm";
    run_with(-20.0, 0.5);
    EXPECT_NEAR(record().drawn.value(), 20.0, kTiny);
}

TEST_F(HistoryOfBank, KnowsNothingOfTheTimeItDidNotRun) {
    run_with(-20.0, 0.5);
    restart();
    now_ += 1000.0;
    see();
    EXPECT_NEAR(record().drawn.value(), 10.0, kTiny);
    EXPECT_EQ(record().gaps, Seconds::zero());
}

TEST_F(HistoryOfBank, BeginsAnewWhenCleared) {
    run_with(-20.0, 0.5);
    fill_to(50.0);
    run(20.0, 20.0);
    history_.clear();
    EXPECT_EQ(record(), HistoryRecord{});
    bank_.voltage = Volts{52.0};
    see();
    EXPECT_EQ(record().voltage.low, Volts{52.0});
}

TEST_F(HistoryOfBank, CountsNothingAnewThatLastsWhenCleared) {
    set_alarm(AlarmKind::low_voltage, Severity::alarm);
    fill_to(0.0);
    history_.clear();
    see();
    EXPECT_EQ(record().low_voltage_alarms.count, 0);
    EXPECT_EQ(record().full_discharges.count, 0);
    fill_to(50.0);
    fill_to(0.0);
    EXPECT_EQ(record().full_discharges.count, 1);
}

}  // namespace
}  // namespace aggregator
