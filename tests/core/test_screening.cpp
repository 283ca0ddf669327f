#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "aggregator/core/screening.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::kInfinity;
using testing::kNan;
using testing::pack;

const PackRating kRating{AmpHours{100.0}, std::nullopt};

Screened screened(const testing::PackOf& pack) {
    return screen(pack.battery(), kRating);
}

/// A quantity of a pack with the bounds outside which it cannot be true.
struct Bounds {
    const char* name;
    double low;
    double high;
    std::function<void(Battery&, double)> set;
    std::function<bool(const Battery&)> known;
};

template <typename T>
Bounds bounds(const char* name, double low, double high, std::optional<T> Battery::*field) {
    return {name, low, high, [field](Battery& b, double value) { b.*field = T{value}; },
            [field](const Battery& b) { return (b.*field).has_value(); }};
}

template <typename T>
Bounds bounds(const char* name, double low, double high, std::optional<T> Cells::*field) {
    return {name, low, high, [field](Battery& b, double value) { b.cells.*field = T{value}; },
            [field](const Battery& b) { return (b.cells.*field).has_value(); }};
}

const std::vector<Bounds> kBounds{
    bounds("soc", 0.0, 100.5, &Battery::soc),
    bounds("soh", 0.0, 100.5, &Battery::soh),
    bounds("current", -500.0, 500.0, &Battery::current),
    bounds("temperature", -40.0, 90.0, &Battery::temperature),
    bounds("lowest cell", 1.5, 4.2, &Cells::min_voltage),
    bounds("highest cell", 1.5, 4.2, &Cells::max_voltage),
    bounds("coldest cell", -40.0, 90.0, &Cells::min_temperature),
    bounds("hottest cell", -40.0, 90.0, &Cells::max_temperature),
};

TEST(Screening, KeepsEveryQuantityOnItsBounds) {
    for (const Bounds& quantity : kBounds) {
        for (const double value : {quantity.low, quantity.high}) {
            Battery raw = pack("A").battery();
            quantity.set(raw, value);
            const Screened result = screen(raw, kRating);
            EXPECT_TRUE(quantity.known(result.battery)) << quantity.name << " " << value;
            EXPECT_EQ(result.rejected, 0U) << quantity.name << " " << value;
        }
    }
}

TEST(Screening, DropsEveryQuantityBeyondItsBounds) {
    for (const Bounds& quantity : kBounds) {
        for (const double value :
             {quantity.low - 0.01, quantity.high + 0.01, kNan, kInfinity, -kInfinity}) {
            Battery raw = pack("A").battery();
            quantity.set(raw, value);
            const Screened result = screen(raw, kRating);
            EXPECT_FALSE(quantity.known(result.battery)) << quantity.name << " " << value;
            EXPECT_EQ(result.rejected, 1U) << quantity.name << " " << value;
            EXPECT_FALSE(result.misreadings.voltage) << quantity.name << " " << value;
        }
    }
}

TEST(Screening, LeavesAHealthyPackAsItIs) {
    const Screened result = screened(pack("A"));
    EXPECT_EQ(result.rejected, 0U);
    EXPECT_FALSE(result.misreadings.voltage);
    EXPECT_EQ(result.battery.voltage, Volts{53.0});
    EXPECT_EQ(result.battery.limits.charge_current, Amps{50.0});
}

TEST(Screening, RoundsASocALittleAboveFullDownToFull) {
    EXPECT_EQ(screened(pack("A").soc(100.4)).battery.soc, Percent{100.0});
}

TEST(Screening, TakesANegativeLimitForZero) {
    const Screened result = screened(pack("A").ccl(-1.0).dcl(-0.1));
    EXPECT_EQ(result.battery.limits.charge_current, Amps{0.0});
    EXPECT_EQ(result.battery.limits.discharge_current, Amps{0.0});
    EXPECT_EQ(result.rejected, 2U);
}

TEST(Screening, BringsAnAbsurdLimitDownInsteadOfTakingItForNone) {
    for (const double amps : {500.1, 50000.0}) {
        const Screened result = screened(pack("A").ccl(amps).dcl(amps));
        EXPECT_EQ(result.battery.limits.charge_current, Amps{500.0}) << amps;
        EXPECT_EQ(result.battery.limits.discharge_current, Amps{500.0}) << amps;
        EXPECT_EQ(result.rejected, 2U) << amps;
    }
}

TEST(Screening, DropsALimitThatIsNoNumber) {
    for (const double amps : {kInfinity, kNan}) {
        const Screened result = screened(pack("A").ccl(amps).dcl(amps));
        EXPECT_FALSE(result.battery.limits.charge_current) << amps;
        EXPECT_FALSE(result.battery.limits.discharge_current) << amps;
        EXPECT_EQ(result.rejected, 2U) << amps;
    }
}

TEST(Screening, DropsALowVoltageLimitThatNoPackAsksFor) {
    for (const double volts : {0.0, 5.0, 46000.0, kInfinity, kNan}) {
        const Screened result = screened(pack("A").low_volts(volts));
        EXPECT_FALSE(result.battery.limits.low_voltage) << volts;
        EXPECT_EQ(result.rejected, 1U) << volts;
    }
}

TEST(Screening, DropsACapacityThatNoPackHas) {
    for (const double amp_hours : {-1.0, 0.0, 0.9, 10001.0, kInfinity, kNan}) {
        EXPECT_FALSE(plausible_capacity(AmpHours{amp_hours})) << amp_hours;
        EXPECT_EQ(screened(pack("A").amp_hours(amp_hours)).rejected, 1U) << amp_hours;
    }
    EXPECT_TRUE(plausible_capacity(AmpHours{1.0}));
    EXPECT_TRUE(plausible_capacity(AmpHours{10000.0}));
}

TEST(Screening, DropsACountThatNoPackHas) {
    const Screened result = screened(pack("A").modules(-1, 1001).with([](Battery& b) {
        b.cells.in_series = 0;
        b.modules.blocking_charge = -1;
        b.modules.blocking_discharge = 1001;
    }));
    EXPECT_FALSE(result.battery.modules.online);
    EXPECT_FALSE(result.battery.modules.offline);
    EXPECT_FALSE(result.battery.modules.blocking_charge);
    EXPECT_FALSE(result.battery.modules.blocking_discharge);
    EXPECT_FALSE(result.battery.cells.in_series);
    EXPECT_EQ(result.rejected, 5U);
}

TEST(Screening, KeepsALimitOfFiveTimesTheCapacity) {
    EXPECT_EQ(screened(pack("A").ccl(500.0)).battery.limits.charge_current, Amps{500.0});
}

TEST(Screening, RejectsAVoltageBetweenTheClasses) {
    for (const double volts : {0.0, 8.9, 16.6, 17.9, 33.1, 35.9, 66.1, 53000.0}) {
        const Screened result = screened(pack("A").volts(volts));
        EXPECT_TRUE(result.misreadings.voltage) << volts;
        EXPECT_FALSE(result.battery.voltage) << volts;
        EXPECT_EQ(result.rejected, 1U) << volts;
    }
}

TEST(Screening, KeepsAVoltageOfAnyClassWhileTheCellsAreUnknown) {
    for (const double volts : {9.0, 16.5, 18.0, 33.0, 36.0, 66.0}) {
        EXPECT_TRUE(plausible_voltage(Volts{volts}, std::nullopt)) << volts;
    }
}

TEST(Screening, HoldsTheVoltageAgainstTheKnownCells) {
    EXPECT_TRUE(plausible_voltage(Volts{8.0}, 4));
    EXPECT_TRUE(plausible_voltage(Volts{15.6}, 4));
    EXPECT_FALSE(plausible_voltage(Volts{7.9}, 4));
    EXPECT_FALSE(plausible_voltage(Volts{15.7}, 4));
    EXPECT_FALSE(plausible_voltage(Volts{26.4}, 4));
}

TEST(Screening, DropsAChargeVoltageThatNoPackAsksFor) {
    const Screened result = screened(pack("A").cvl(5600.0));
    EXPECT_FALSE(result.battery.limits.charge_voltage);
    EXPECT_EQ(result.rejected, 1U);
}

}  // namespace
}  // namespace aggregator
