#include <gtest/gtest.h>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;

test::Sheet shown(const HistoryFigures& figures) {
    test::Sheet sheet;
    show(figures, sheet.taker());
    return sheet;
}

TEST(HistoryPage, HasTheSignsAndTextsOfVenus) {
    const test::Sheet sheet = shown({.drawn = 13653.38_Ah,
                                     .charged_energy = KilowattHours{791.639},
                                     .discharged_energy = KilowattHours{1253.891},
                                     .cycles = 30.9,
                                     .gaps = Seconds{17.9},
                                     .since_full = Seconds{96076.0},
                                     .deepest_discharge = -300.5_Ah,
                                     .min_voltage = 11.9_V,
                                     .max_cell_voltage = 3.62_V,
                                     .max_temperature = 31.5_C});
    EXPECT_EQ(sheet.text("/History/TotalAhDrawn"), "-13653.3Ah");
    EXPECT_EQ(sheet.value("/History/TotalAhDrawn"), Value{-13653.3});
    EXPECT_EQ(sheet.text("/History/ChargedEnergy"), "791.63kWh");
    EXPECT_EQ(sheet.text("/History/DischargedEnergy"), "1253.89kWh");
    EXPECT_EQ(sheet.value("/History/ChargeCycles"), Value{std::int64_t{30}});
    EXPECT_EQ(sheet.value("/History/GapSeconds"), Value{std::int64_t{17}});
    EXPECT_EQ(sheet.text("/History/TimeSinceLastFullCharge"), "96060s") << "whole minutes";
    EXPECT_EQ(sheet.text("/History/DeepestDischarge"), "-300.5Ah");
    EXPECT_EQ(sheet.text("/History/MinimumVoltage"), "11.90V");
    EXPECT_EQ(sheet.text("/History/MaximumCellVoltage"), "3.620V");
    EXPECT_EQ(sheet.text("/History/MaximumTemperature"), "31.5C");
}

TEST(HistoryPage, ShowsNothingThatNeverHappened) {
    const test::Sheet sheet = shown({});
    EXPECT_EQ(sheet.text("/History/TotalAhDrawn"), "0.0Ah");
    EXPECT_EQ(sheet.value("/History/TimeSinceLastFullCharge"), Value{});
    EXPECT_EQ(sheet.value("/History/DeepestDischarge"), Value{});
    EXPECT_EQ(sheet.value("/History/MinimumVoltage"), Value{});
}

TEST(HistoryPage, CanBeCleared) {
    const test::Sheet sheet = shown({});
    EXPECT_EQ(sheet.value("/History/CanBeCleared"), Value{std::int64_t{1}});
    EXPECT_EQ(sheet.value("/History/Clear"), Value{});
}

}  // namespace
}  // namespace aggregator::venus
