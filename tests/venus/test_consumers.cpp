/// Holds what the bank shows against what the programs of Venus read of a battery.

#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/history_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/consumers.hpp"
#include "venus/contract.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;
using consumers::Kind;
using consumers::kReadings;

/// A bank of which everything is known.
test::Sheet shown_by_a_full_bank() {
    test::Sheet sheet;
    Battery bank;
    for (const std::string_view path : paths_read()) {
        if (read(bank, path, Value{std::int64_t{1}}) != Effect::taken)
            read(bank, path, Value{std::string{"x"}});
    }
    const std::vector<Member> packs(2);
    show(Identity{.process_name = "p",
                  .process_version = "1",
                  .firmware_version = "1",
                  .device_instance = 280,
                  .custom_name = "Bank"},
         sheet.taker());
    show(bank, sheet.taker());
    show(Decision{}, packs, sheet.taker());
    show(ServiceFacts{}, sheet.taker());
    show(HistoryRecord{.voltage = {12.0_V, 14.0_V},
                       .cell_voltage = {3.0_V, 3.5_V},
                       .temperature = {5.0_C, 25.0_C},
                       .deepest_discharge = -100.0_Ah,
                       .last_discharge = -50.0_Ah,
                       .finished_depths = -150.0_Ah,
                       .finished_discharges = 2,
                       .since_full = Seconds{3600.0}},
         sheet.taker());
    return sheet;
}

bool is_number(const Value& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
}

/// Venus's mark of what has no value on purpose.
bool is_always_invalid(const std::string& path) {
    return path == "/HardwareVersion";
}

TEST(VenusConsumers, FindEachPathOrThereIsAReason) {
    for (const auto& reading : kReadings)
        EXPECT_TRUE(contract::kPublished.contains(reading.path) ||
                    contract::kLeftOut.contains(reading.path))
            << reading.path << " is read by " << reading.readers;
}

TEST(VenusConsumers, GetNumbersForNumbersAndTextForText) {
    const test::Sheet sheet = shown_by_a_full_bank();
    for (const auto& reading : kReadings) {
        if (!contract::kPublished.contains(reading.path) || is_always_invalid(reading.path))
            continue;
        const Value value = sheet.value(reading.path);
        EXPECT_EQ(is_number(value), reading.kind == Kind::number) << reading.path;
        EXPECT_EQ(std::holds_alternative<std::string>(value), reading.kind == Kind::text)
            << reading.path;
        EXPECT_NE(sheet.text(reading.path), "") << reading.path << ": one of them drops that";
    }
}

/// The registers of Modbus turn the sign of these and have no room for a negative number then.
TEST(VenusConsumers, GetDischargedChargeAsNegative) {
    const test::Sheet sheet = shown_by_a_full_bank();
    for (const char* path : {"/History/DeepestDischarge", "/History/LastDischarge",
                             "/History/AverageDischarge", "/History/TotalAhDrawn"})
        EXPECT_LE(std::get<double>(sheet.value(path)), 0.0) << path;
}

TEST(VenusConsumers, AreEachListedOnce) {
    EXPECT_TRUE(std::ranges::is_sorted(kReadings, {}, &consumers::Reading::path));
    EXPECT_EQ(std::ranges::adjacent_find(kReadings, {}, &consumers::Reading::path),
              std::end(kReadings));
}

}  // namespace
}  // namespace aggregator::venus
