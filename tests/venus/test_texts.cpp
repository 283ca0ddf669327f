#include <gtest/gtest.h>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

/// A value as a BMS sends it and the text that Venus's own library writes for it.
struct Example {
    const char* path;
    Value value;
    const char* text;
};

class BatteryText : public testing::TestWithParam<Example> {};

TEST_P(BatteryText, IsWhatVenusWrites) {
    const auto& [path, value, text] = GetParam();
    Battery battery;
    ASSERT_EQ(read(battery, path, value), Effect::taken);
    test::Sheet sheet;
    show(battery, sheet.taker());
    EXPECT_EQ(sheet.text(path), text);
    EXPECT_EQ(sheet.value(path), value) << "the text is rounded further than the value";
}

INSTANTIATE_TEST_SUITE_P(
    Paths, BatteryText,
    testing::Values(Example{"/Dc/0/Voltage", 13.256, "13.26V"},
                    Example{"/Dc/0/Current", -12.34, "-12.3A"},
                    Example{"/Dc/0/Power", -163.4, "-163W"},
                    Example{"/Dc/0/Temperature", 21.55, "21.6C"}, Example{"/Soc", 81.0, "81.0%"},
                    Example{"/Soh", 99.5, "99.5%"}, Example{"/TimeToGo", 3600.4, "3600s"},
                    Example{"/Capacity", 364.5, "364.5Ah"},
                    Example{"/ConsumedAmphours", -31.1, "-31.1Ah"},
                    Example{"/InstalledCapacity", 450.0, "450.0Ah"},
                    Example{"/Info/MaxChargeVoltage", 14.2, "14.20V"},
                    Example{"/Info/MaxChargeCurrent", 0.0, "0.0A"},
                    Example{"/Info/MaxDischargeCurrent", 150.0, "150.0A"},
                    Example{"/Info/BatteryLowVoltage", 11.5, "11.50V"},
                    Example{"/System/MinCellVoltage", 3.312, "3.312V"},
                    Example{"/System/MaxCellTemperature", -5.0, "-5.0C"},
                    Example{"/System/MinVoltageCellId", std::string{"House 2 | 3"}, "House 2 | 3"},
                    Example{"/System/NrOfModulesOnline", std::int64_t{3}, "3"},
                    Example{"/Alarms/LowCellVoltage", std::int64_t{2}, "2"},
                    Example{"/Io/AllowToCharge", std::int64_t{0}, "0"}));

class InvalidText : public testing::TestWithParam<const char*> {};

TEST_P(InvalidText, IsThreeDashes) {
    test::Sheet sheet;
    show(Battery{}, sheet.taker());
    show(Identity{}, sheet.taker());
    EXPECT_EQ(sheet.value(GetParam()), Value{});
    EXPECT_EQ(sheet.text(GetParam()), "---");
}

INSTANTIATE_TEST_SUITE_P(Paths, InvalidText,
                         testing::Values("/Dc/0/Voltage", "/Soc", "/TimeToGo", "/HardwareVersion",
                                         "/System/MinVoltageCellId", "/Alarms/HighVoltage"));

}  // namespace
}  // namespace aggregator::venus
