#include <gtest/gtest.h>

#include "aggregator/core/holdover.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;

constexpr double kHour_s = 3600.0;
constexpr double kTenMinutes_s = 600.0;
constexpr AmpHours kHeldCapacity{100.0};

class HoldoverOfAPack : public ::testing::Test {
protected:
    HoldoverOfAPack() {
        Battery first = pack("A")
                            .soc(42.0)
                            .low_volts(45.0)
                            .cell_celsius(20.0, 30.0)
                            .alarm(AlarmKind::high_voltage, Severity::alarm)
                            .battery();
        holdover_.fill(first, kHeldCapacity, at(0.0));
    }

    /// What is left of a battery that shows none of it any more.
    Battery after(double seconds) {
        Battery gap;
        holdover_.fill(gap, kHeldCapacity, at(seconds));
        return gap;
    }

    Holdover holdover_;
};

TEST_F(HoldoverOfAPack, HoldsTheSocForAnHour) {
    EXPECT_EQ(after(kHour_s).soc, Percent{42.0});
    EXPECT_FALSE(after(kHour_s + 1.0).soc);
}

TEST_F(HoldoverOfAPack, HoldsTemperaturesForTenMinutes) {
    const Battery held = after(kTenMinutes_s);
    EXPECT_EQ(held.temperature, Celsius{25.0});
    EXPECT_EQ(held.cells.min_temperature, Celsius{20.0});
    EXPECT_EQ(held.cells.max_temperature, Celsius{30.0});
    const Battery later = after(kTenMinutes_s + 1.0);
    EXPECT_FALSE(later.temperature);
    EXPECT_FALSE(later.cells.min_temperature);
    EXPECT_FALSE(later.cells.max_temperature);
}

TEST_F(HoldoverOfAPack, HoldsAlarmsForTenMinutes) {
    EXPECT_EQ(after(kTenMinutes_s).alarms[AlarmKind::high_voltage], Severity::alarm);
    EXPECT_FALSE(after(kTenMinutes_s + 1.0).alarms[AlarmKind::high_voltage]);
}

TEST_F(HoldoverOfAPack, HoldsTheLowVoltageLimitForAnHour) {
    EXPECT_EQ(after(kHour_s).limits.low_voltage, Volts{45.0});
    EXPECT_FALSE(after(kHour_s + 1.0).limits.low_voltage);
}

TEST_F(HoldoverOfAPack, HoldsNoOtherLimitAndNoMeasurement) {
    const Battery held = after(1.0);
    EXPECT_FALSE(held.voltage);
    EXPECT_FALSE(held.current);
    EXPECT_FALSE(held.limits.charge_current);
}

TEST_F(HoldoverOfAPack, GivesWayToANewValue) {
    Battery next = pack("A").soc(41.0).battery();
    holdover_.fill(next, kHeldCapacity, at(5.0));
    EXPECT_EQ(next.soc, Percent{41.0});
    EXPECT_EQ(after(6.0).soc, Percent{41.0});
}

TEST_F(HoldoverOfAPack, MovesTheSocOnWithTheCurrent) {
    Battery gap;
    for (int second = 1; second <= 1800; ++second) {
        gap = {.current = Amps{-20.0}};
        holdover_.fill(gap, kHeldCapacity, at(second));
    }
    EXPECT_NEAR(gap.soc->value(), 42.0 - 10.0, 1e-6);
    gap = {.current = Amps{-20.0}};
    holdover_.fill(gap, kHeldCapacity, at(kHour_s + 1.0));
    EXPECT_FALSE(gap.soc);
}

TEST_F(HoldoverOfAPack, CountsTheSocNeitherBelowEmptyNorAboveFullNorOverAGap) {
    Battery gap{.current = Amps{1e6}};
    holdover_.fill(gap, kHeldCapacity, at(10.0));
    EXPECT_EQ(gap.soc, Percent{100.0});
    gap = {.current = Amps{-1e6}};
    holdover_.fill(gap, kHeldCapacity, at(20.0));
    EXPECT_EQ(gap.soc, Percent{0.0});
    gap = {.current = Amps{36.0}};
    holdover_.fill(gap, kHeldCapacity, at(1000.0));
    EXPECT_NEAR(gap.soc->value(), 0.1, 1e-9) << "ten seconds of a thousand";
}

TEST(Holdover, InventsNothingThatWasNeverSaid) {
    Holdover holdover;
    Battery battery;
    holdover.fill(battery, AmpHours{100.0}, at(0.0));
    EXPECT_FALSE(battery.soc);
    EXPECT_FALSE(battery.alarms[AlarmKind::low_soc]);
}

}  // namespace
}  // namespace aggregator
