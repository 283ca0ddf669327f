#include <gtest/gtest.h>

#include <cmath>

#include "sim/model/bad_report.hpp"

namespace aggregator::sim::model {
namespace {

Battery usual() {
    Battery battery;
    battery.voltage = Volts{53.0};
    battery.current = Amps{20.0};
    battery.soc = Percent{50.0};
    battery.temperature = Celsius{20.0};
    battery.cells.min_voltage = Volts{3.30};
    battery.cells.max_voltage = Volts{3.31};
    battery.limits = {Volts{56.0}, Amps{50.0}, Amps{100.0}, Volts{46.0}};
    return battery;
}

Fault fault_of(FaultKind kind, std::optional<double> value = {},
               Reading what = Reading::measurements) {
    return {
        .kind = kind, .pack = 1, .at_s = 10.0, .duration_s = 60.0, .value = value, .what = what};
}

/// What pack 1 reports at the time under one fault.
Battery reported(const Fault& fault, double time_s) {
    const FaultScript script{{fault}};
    BadReport bad{script, 0, 77.0};
    return bad.distort(usual(), time_s);
}

TEST(FaultScript, FindsWhatHoldsForThePackNow) {
    const FaultScript script{{fault_of(FaultKind::frozen)}};
    EXPECT_EQ(script.find(FaultKind::frozen, 0, 9.9), nullptr);
    EXPECT_NE(script.find(FaultKind::frozen, 0, 10.0), nullptr);
    EXPECT_EQ(script.find(FaultKind::frozen, 0, 70.0), nullptr);
    EXPECT_EQ(script.find(FaultKind::frozen, 1, 20.0), nullptr);
    EXPECT_EQ(script.find(FaultKind::silent, 0, 20.0), nullptr);
}

TEST(FaultScript, LastsToTheEndWithoutADurationAndConcernsAllWithoutAPack) {
    const FaultScript script{{{.kind = FaultKind::latency, .at_s = 5.0}}};
    EXPECT_NE(script.find(FaultKind::latency, 7, 1e7), nullptr);
}

TEST(FaultScript, TakesServicesOffTheBus) {
    for (const FaultKind kind : {FaultKind::away, FaultKind::restart}) {
        const FaultScript script{{fault_of(kind)}};
        EXPECT_TRUE(script.on_bus(0, 3, 9.0));
        EXPECT_FALSE(script.on_bus(0, 3, 10.0));
        EXPECT_TRUE(script.on_bus(1, 3, 10.0));
        EXPECT_TRUE(script.on_bus(0, 3, 70.0));
    }
    const FaultScript silent{{fault_of(FaultKind::silent)}};
    EXPECT_TRUE(silent.on_bus(0, 3, 20.0)) << "it holds its name";
}

TEST(FaultScript, SwapsAPackWithTheNext) {
    const FaultScript script{{{.kind = FaultKind::swap, .pack = 3, .at_s = 10.0}}};
    EXPECT_FALSE(script.on_bus(2, 3, 12.0));
    EXPECT_FALSE(script.on_bus(0, 3, 12.0));
    EXPECT_TRUE(script.on_bus(1, 3, 12.0));
    EXPECT_EQ(script.place_of(2, 3, 12.0), 2U);
    EXPECT_EQ(script.place_of(2, 3, 16.0), 0U);
    EXPECT_EQ(script.place_of(0, 3, 16.0), 2U);
    EXPECT_EQ(script.place_of(1, 3, 16.0), 1U);
}

TEST(BadReport, IsHonestOutsideItsFaults) {
    const Battery battery = reported(fault_of(FaultKind::missing), 5.0);
    EXPECT_EQ(battery.voltage, Volts{53.0});
    EXPECT_EQ(battery.current, Amps{20.0});
}

TEST(BadReport, LosesMeasurementsButKeepsTheLimits) {
    const Battery battery = reported(fault_of(FaultKind::missing), 20.0);
    EXPECT_FALSE(battery.voltage || battery.current || battery.soc);
    EXPECT_EQ(battery.limits.charge_current, Amps{50.0});
}

TEST(BadReport, LosesWhatIsNamed) {
    const auto without = [](Reading what) {
        return reported(fault_of(FaultKind::missing, {}, what), 20.0);
    };
    EXPECT_FALSE(without(Reading::voltage).voltage);
    EXPECT_FALSE(without(Reading::current).current);
    EXPECT_FALSE(without(Reading::soc).soc);
    EXPECT_FALSE(without(Reading::temperature).temperature);
    EXPECT_FALSE(without(Reading::cells).cells.max_voltage);
    EXPECT_FALSE(without(Reading::charge_limit).limits.charge_current);
    EXPECT_TRUE(without(Reading::charge_limit).limits.discharge_current);
    EXPECT_FALSE(without(Reading::limits).limits.charge_voltage);
    EXPECT_TRUE(without(Reading::limits).voltage);
}

TEST(BadReport, SendsNoNumbersMillivoltsAndJumps) {
    EXPECT_TRUE(std::isnan(reported(fault_of(FaultKind::not_a_number), 20.0).voltage->value()));
    EXPECT_EQ(reported(fault_of(FaultKind::millivolts), 20.0).voltage, Volts{53000.0});
    EXPECT_EQ(reported(fault_of(FaultKind::soc_jump, -30.0), 20.0).soc, Percent{20.0});
    EXPECT_EQ(reported(fault_of(FaultKind::soc_jump, 90.0), 20.0).soc, Percent{100.0});
}

TEST(BadReport, RepeatsItselfWhileFrozen) {
    const FaultScript script{{fault_of(FaultKind::frozen)}};
    BadReport bad{script, 0, 77.0};
    Battery changing = usual();
    EXPECT_EQ(bad.distort(changing, 9.0).current, Amps{20.0});
    changing.current = Amps{30.0};
    EXPECT_EQ(bad.distort(changing, 20.0).current, Amps{20.0});
    EXPECT_EQ(bad.distort(changing, 71.0).current, Amps{30.0});
}

TEST(BadReport, StartsWithItsMaximumAndNothingMeasured) {
    const Battery battery = reported(fault_of(FaultKind::restart), 72.0);
    EXPECT_FALSE(battery.voltage || battery.current || battery.soc || battery.temperature);
    EXPECT_EQ(battery.limits.charge_current, Amps{77.0});
    EXPECT_EQ(reported(fault_of(FaultKind::restart), 76.0).voltage, Volts{53.0});
}

TEST(BadReport, RaisesAlarmsSteadilyOrNot) {
    const auto alarm = [](FaultKind kind, double value, double time_s) {
        return reported(fault_of(kind, value), time_s).alarms[AlarmKind::high_cell_voltage];
    };
    EXPECT_EQ(alarm(FaultKind::alarm, 1.0, 20.0), Severity::warning);
    EXPECT_EQ(alarm(FaultKind::alarm, 2.0, 20.0), Severity::alarm);
    EXPECT_EQ(alarm(FaultKind::alarm_chatter, 2.0, 12.0), Severity::alarm);
    EXPECT_EQ(alarm(FaultKind::alarm_chatter, 2.0, 17.0), std::nullopt);
    EXPECT_EQ(alarm(FaultKind::alarm_chatter, 2.0, 22.0), Severity::alarm);
}

}  // namespace
}  // namespace aggregator::sim::model
