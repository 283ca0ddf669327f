#include <gtest/gtest.h>

#include <limits>

#include "aggregator/core/history_record.hpp"
#include "core/seal.hpp"

namespace aggregator {
namespace {

HistoryRecord some_record() {
    return {.drawn = AmpHours{12345.678},
            .charged = KilowattHours{0.1 + 0.2},
            .discharged = KilowattHours{640.5},
            .cycles = 27.4,
            .voltage = {Volts{44.5}, Volts{57.6}},
            .cell_voltage = {Volts{2.8}, Volts{3.6}},
            .temperature = {Celsius{-3.5}, Celsius{41.0}},
            .deepest_discharge = AmpHours{-410.0},
            .last_discharge = AmpHours{-120.25},
            .depth = AmpHours{-12.5},
            .finished_depths = AmpHours{-3000.0},
            .finished_discharges = 31,
            .full_discharges = {2, true},
            .low_voltage_alarms = {7, false},
            .high_voltage_alarms = {1, true},
            .since_full = Seconds{86400.5},
            .gaps = Seconds{12.0}};
}

/// The text with one line exchanged and the seal made right again.
std::string record_with(const std::string& before, const std::string& after) {
    std::string text = to_text(some_record());
    text.replace(text.find(before), before.size(), after);
    text.erase(text.rfind("checksum"));
    return seal(text);
}

TEST(HistoryRecord, SurvivesTheRoundTrip) {
    EXPECT_EQ(history_from_text(to_text(some_record())), some_record());
    EXPECT_EQ(history_from_text(to_text(HistoryRecord{})), HistoryRecord{});
}

TEST(HistoryRecord, IsRefusedWhenItIsCutOffAnywhere) {
    const std::string text = to_text(some_record());
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(history_from_text(text.substr(0, length))) << length;
    }
}

TEST(HistoryRecord, IsRefusedWhenAnyByteIsWrong) {
    const std::string text = to_text(some_record());
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string damaged = text;
            damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ (1U << bit));
            EXPECT_FALSE(history_from_text(damaged)) << i << " bit " << bit;
        }
    }
}

TEST(HistoryRecord, IsRefusedWithAnythingBehindIt) {
    EXPECT_FALSE(history_from_text(to_text(some_record()) + "\n"));
    EXPECT_FALSE(history_from_text(to_text(some_record()) + to_text(some_record())));
}

TEST(HistoryRecord, IsRefusedInAnotherVersion) {
    EXPECT_TRUE(history_from_text(record_with("history 1", "history 1")));
    EXPECT_FALSE(history_from_text(record_with("history 1", "history 2")));
}

TEST(HistoryRecord, IsRefusedWithASumThatIsNone) {
    for (const char* sum : {"-0.1", "nan", "inf", "1e999", "", "-", "640.5 ", "6,4", "0x10"}) {
        EXPECT_FALSE(history_from_text(
            record_with("discharged_kwh 640.5", std::string{"discharged_kwh "} + sum)))
            << sum;
    }
}

TEST(HistoryRecord, IsRefusedWithADischargeThatCharges) {
    EXPECT_FALSE(history_from_text(record_with("depth_ah -12.5", "depth_ah 12.5")));
}

TEST(HistoryRecord, IsRefusedWithHalfAnEvent) {
    EXPECT_FALSE(
        history_from_text(record_with("finished_discharges 31", "finished_discharges 31.5")));
    EXPECT_FALSE(history_from_text(record_with("is_empty 1", "is_empty 2")));
}

TEST(HistoryRecord, IsRefusedWithALineTooFewOrTooMany) {
    EXPECT_FALSE(history_from_text(record_with("cycles 27.4\n", "")));
    EXPECT_FALSE(history_from_text(record_with("cycles 27.4\n", "cycles 27.4\ncycles 27.4\n")));
    EXPECT_FALSE(history_from_text(record_with("is_high 1\n", "is_high 1\nmore 1\n")));
}

TEST(HistoryRecord, IsWrittenSoThatItCanBeReadWhateverIsInIt) {
    HistoryRecord odd;
    odd.drawn = AmpHours{std::numeric_limits<double>::quiet_NaN()};
    odd.charged = KilowattHours{std::numeric_limits<double>::infinity()};
    odd.voltage.high = Volts{-std::numeric_limits<double>::infinity()};
    const auto read = history_from_text(to_text(odd));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->drawn, AmpHours{});
    EXPECT_FALSE(read->voltage.high);
}

}  // namespace
}  // namespace aggregator
