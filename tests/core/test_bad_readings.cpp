#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::kInfinity;
using testing::kNan;
using testing::pack;
using testing::Scenario;

constexpr double kHuge = 1e300;

/// Every number of a reading, each set by itself.
struct Number {
    const char* name;
    std::function<void(Battery&, double)> set;
};
const std::vector<Number> kNumbers{
    {"voltage", [](Battery& b, double v) { b.voltage = Volts{v}; }},
    {"current", [](Battery& b, double v) { b.current = Amps{v}; }},
    {"power", [](Battery& b, double v) { b.power = Watts{v}; }},
    {"temperature", [](Battery& b, double v) { b.temperature = Celsius{v}; }},
    {"soc", [](Battery& b, double v) { b.soc = Percent{v}; }},
    {"soh", [](Battery& b, double v) { b.soh = Percent{v}; }},
    {"installed", [](Battery& b, double v) { b.installed_capacity = AmpHours{v}; }},
    {"available", [](Battery& b, double v) { b.available_capacity = AmpHours{v}; }},
    {"consumed", [](Battery& b, double v) { b.consumed = AmpHours{v}; }},
    {"time to go", [](Battery& b, double v) { b.time_to_go = Seconds{v}; }},
    {"lowest cell", [](Battery& b, double v) { b.cells.min_voltage = Volts{v}; }},
    {"highest cell", [](Battery& b, double v) { b.cells.max_voltage = Volts{v}; }},
    {"coldest cell", [](Battery& b, double v) { b.cells.min_temperature = Celsius{v}; }},
    {"hottest cell", [](Battery& b, double v) { b.cells.max_temperature = Celsius{v}; }},
    {"CVL", [](Battery& b, double v) { b.limits.charge_voltage = Volts{v}; }},
    {"CCL", [](Battery& b, double v) { b.limits.charge_current = Amps{v}; }},
    {"DCL", [](Battery& b, double v) { b.limits.discharge_current = Amps{v}; }},
    {"low voltage", [](Battery& b, double v) { b.limits.low_voltage = Volts{v}; }},
};

template <typename T>
void expect_finite(const std::optional<T>& value, const std::string& what) {
    EXPECT_TRUE(!value || std::isfinite(value->value())) << what;
}

void expect_sane(const Battery& bank, const std::string& what) {
    expect_finite(bank.voltage, what + ": voltage");
    expect_finite(bank.current, what + ": current");
    expect_finite(bank.power, what + ": power");
    expect_finite(bank.temperature, what + ": temperature");
    expect_finite(bank.soc, what + ": soc");
    expect_finite(bank.soh, what + ": soh");
    expect_finite(bank.installed_capacity, what + ": installed");
    expect_finite(bank.available_capacity, what + ": available");
    expect_finite(bank.consumed, what + ": consumed");
    expect_finite(bank.cells.min_voltage, what + ": lowest cell");
    expect_finite(bank.cells.max_voltage, what + ": highest cell");
    expect_finite(bank.cells.min_temperature, what + ": coldest cell");
    expect_finite(bank.cells.max_temperature, what + ": hottest cell");
    EXPECT_GE(bank.limits.charge_current, Amps{0.0}) << what;
    EXPECT_GE(bank.limits.discharge_current, Amps{0.0}) << what;
    EXPECT_LT(bank.limits.low_voltage, Volts{50.0}) << what;
}

TEST(BadReading, NeverLoosensALimitAndNeverGetsOut) {
    for (const Number& number : kNumbers) {
        for (const double bad : {kNan, kInfinity, -kInfinity, kHuge, -kHuge}) {
            for (const char* name : {"A", "B"}) {
                Scenario bank{pack("A").low_volts(46.0), pack("B").low_volts(46.0)};
                bank.run(2.0);
                const double ccl = bank.ccl();
                const double dcl = bank.dcl();
                const double cvl = bank.cvl();
                bank.changes(name, [&](Battery& b) { number.set(b, bad); });
                const std::string what =
                    std::string{number.name} + " " + std::to_string(bad) + " of " + name;
                for (int second = 0; second < 100; second += 5) {
                    bank.run(5.0);
                    expect_sane(bank.is().battery, what);
                    ASSERT_LE(bank.ccl(), ccl) << what;
                    ASSERT_LE(bank.dcl(), dcl) << what;
                    ASSERT_LE(bank.cvl(), cvl) << what;
                    ASSERT_EQ(bank.is().battery.limits.low_voltage, Volts{46.0}) << what;
                }
            }
        }
    }
}

TEST(BadReading, NeverGetsInAtTheStart) {
    for (const Number& number : kNumbers) {
        for (const double bad : {kNan, kInfinity, -kInfinity, kHuge, -kHuge}) {
            Scenario bank{pack("A").with([&](Battery& b) { number.set(b, bad); }), pack("B")};
            bank.run(62.0);
            const std::string what = std::string{number.name} + " " + std::to_string(bad);
            expect_sane(bank.is().battery, what);
            EXPECT_LE(bank.ccl(), 98.0) << what;
        }
    }
}

TEST(BadReading, ThatIsNotANumberIsNoSpread) {
    for (const char* name : {"A", "C"}) {
        const auto soc = [name](const char* whose, double percent) {
            return *name == *whose ? kNan : percent;
        };
        Scenario bank{pack("A").soc(soc("A", 60.0)), pack("B").soc(60.0),
                      pack("C").soc(soc("C", 90.0))};
        bank.run(1.0);
        EXPECT_EQ(bank.is().spread, Percent{name[0] == 'A' ? 30.0 : 0.0});
        EXPECT_DOUBLE_EQ(bank.soc(), 60.0);
        EXPECT_EQ(bank.is().rejected_values, 1U);
    }
}

TEST(BadReading, OfModulesNeverOverflows) {
    const auto absurd = [](Battery& b) {
        b.modules.online = std::numeric_limits<int>::max();
        b.modules.offline = std::numeric_limits<int>::max();
        b.modules.blocking_charge = -7;
        b.modules.blocking_discharge = std::numeric_limits<int>::min();
    };
    Scenario bank{pack("A").with(absurd), pack("B").with(absurd)};
    bank.run(1.0);
    EXPECT_EQ(bank.is().battery.modules.online, 2);
    EXPECT_EQ(bank.is().battery.modules.offline, 0);
    EXPECT_EQ(bank.is().battery.modules.blocking_charge, 0);
    EXPECT_EQ(bank.is().rejected_values, 8U);
}

TEST(BadReading, OfTheCellCountNeverMovesTheVoltages) {
    for (const int cells : {-1, 0, 1, 4, 8, 64, std::numeric_limits<int>::max()}) {
        Scenario bank{pack("A").with([&](Battery& b) { b.cells.in_series = cells; }), pack("B")};
        bank.run(100.0);
        EXPECT_EQ(bank.bank.cells_in_series(), 16) << cells;
        EXPECT_DOUBLE_EQ(bank.cvl(), 56.0) << cells;
        EXPECT_EQ(bank.is().state, BankState::run) << cells;
    }
}

}  // namespace
}  // namespace aggregator
