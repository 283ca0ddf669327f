#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/venus/history_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;
using test::number;

test::Sheet shown_history(const HistoryRecord& record) {
    test::Sheet sheet;
    show(record, sheet.taker());
    return sheet;
}

TEST(HistoryFacts, AreSignedAndWrittenAsVenusDoes) {
    const test::Sheet sheet = shown_history({.drawn = 13653.34_Ah,
                                             .charged = KilowattHours{791.638},
                                             .discharged = KilowattHours{696.42},
                                             .cycles = 166.9,
                                             .voltage = {23.78_V, 32.37_V},
                                             .cell_voltage = {2.74_V, 3.62_V},
                                             .temperature = {-2.5_C, 55.8_C},
                                             .deepest_discharge = -210.1_Ah,
                                             .last_discharge = -49.0_Ah,
                                             .finished_depths = -150.0_Ah,
                                             .finished_discharges = 4,
                                             .full_discharges = {2, false},
                                             .low_voltage_alarms = {16, true},
                                             .high_voltage_alarms = {39, false},
                                             .since_full = Seconds{96079.0},
                                             .gaps = Seconds{12.7}});
    EXPECT_EQ(sheet.text("/History/TotalAhDrawn"), "-13653.3Ah");
    EXPECT_EQ(sheet.text("/History/ChargedEnergy"), "791.63kWh");
    EXPECT_EQ(sheet.text("/History/DischargedEnergy"), "696.42kWh");
    EXPECT_EQ(sheet.value("/History/ChargeCycles"), number(166)) << "begun is not done";
    EXPECT_EQ(sheet.text("/History/MinimumVoltage"), "23.78V");
    EXPECT_EQ(sheet.text("/History/MaximumVoltage"), "32.37V");
    EXPECT_EQ(sheet.text("/History/MinimumCellVoltage"), "2.740V");
    EXPECT_EQ(sheet.text("/History/MaximumCellVoltage"), "3.620V");
    EXPECT_EQ(sheet.text("/History/MinimumTemperature"), "-2.5C");
    EXPECT_EQ(sheet.text("/History/MaximumTemperature"), "55.8C");
    EXPECT_EQ(sheet.text("/History/DeepestDischarge"), "-210.1Ah");
    EXPECT_EQ(sheet.text("/History/LastDischarge"), "-49.0Ah");
    EXPECT_EQ(sheet.text("/History/AverageDischarge"), "-37.5Ah");
    EXPECT_EQ(sheet.value("/History/FullDischarges"), number(2));
    EXPECT_EQ(sheet.value("/History/LowVoltageAlarms"), number(16));
    EXPECT_EQ(sheet.value("/History/HighVoltageAlarms"), number(39));
    EXPECT_EQ(sheet.text("/History/TimeSinceLastFullCharge"), "96060s");
    EXPECT_EQ(sheet.text("/History/GapSeconds"), "12s");
    EXPECT_EQ(sheet.value("/Settings/HasTemperature"), number(1));
    EXPECT_TRUE(std::ranges::is_sorted(sheet.paths()));
}

TEST(HistoryFacts, AreHonestAboutWhatNeverHappened) {
    const test::Sheet sheet = shown_history({});
    for (const char* path :
         {"/History/DeepestDischarge", "/History/LastDischarge", "/History/AverageDischarge",
          "/History/MinimumVoltage", "/History/MaximumVoltage", "/History/MinimumCellVoltage",
          "/History/MaximumCellVoltage", "/History/MinimumTemperature",
          "/History/MaximumTemperature", "/History/TimeSinceLastFullCharge"}) {
        EXPECT_EQ(sheet.value(path), Value{}) << path;
    }
    EXPECT_EQ(sheet.text("/History/TotalAhDrawn"), "0.0Ah") << "and not -0.0Ah";
    EXPECT_EQ(sheet.text("/History/ChargedEnergy"), "0.00kWh");
    EXPECT_EQ(sheet.value("/History/ChargeCycles"), number(0));
    EXPECT_EQ(sheet.value("/Settings/HasTemperature"), number(0));
}

TEST(HistoryFacts, SayThatTheyCanBeCleared) {
    EXPECT_EQ(shown_history({}).value("/History/CanBeCleared"), number(1));
    EXPECT_EQ(shown_history({}).value("/History/Clear"), number(0));
}

TEST(HistoryFacts, ChangeInStepsThatAreWorthASignal) {
    const auto drawn = [](double amp_hours) {
        return shown_history({.drawn = AmpHours{amp_hours}}).value("/History/TotalAhDrawn");
    };
    EXPECT_EQ(drawn(10.01), drawn(10.09));
    EXPECT_NE(drawn(10.09), drawn(10.11));
    const auto since_full = [](double seconds) {
        return shown_history({.since_full = Seconds{seconds}})
            .value("/History/TimeSinceLastFullCharge");
    };
    EXPECT_EQ(since_full(60.0), since_full(119.0));
    EXPECT_NE(since_full(119.0), since_full(120.0));
}

}  // namespace
}  // namespace aggregator::venus
