#include <gtest/gtest.h>

#include "aggregator/core/saved_state.hpp"

namespace aggregator {
namespace {

SavedState some_state() {
    return {.charge_current = Amps{98.7},
            .discharge_current = Amps{120.0},
            .charge_voltage = Volts{55.2},
            .tier = Tier::warning,
            .cells_in_series = 16,
            .boot_id = "3e2b7a0c-95c5-4a0f-8f5e-2f7a6f1f1c11",
            .uptime_s = 12345.678};
}

/// The text with one line exchanged and the checksum made right again.
std::string with_line(const std::string& before, const std::string& after) {
    std::string text = to_text(some_state());
    text.replace(text.find(before), before.size(), after);
    text.erase(text.rfind("checksum"));
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return text + "checksum " + std::to_string(hash) + "\n";
}

TEST(SavedState, SurvivesTheRoundTrip) {
    EXPECT_EQ(from_text(to_text(some_state())), some_state());
}

TEST(SavedState, SurvivesTheRoundTripExactlyForAwkwardNumbers) {
    SavedState state = some_state();
    state.charge_current = Amps{0.1 + 0.2};
    state.uptime_s = 1e9 / 3.0;
    state.cells_in_series.reset();
    state.boot_id.clear();
    EXPECT_EQ(from_text(to_text(state)), state);
}

TEST(SavedState, SurvivesTheRoundTripAtItsBounds) {
    SavedState least;
    EXPECT_EQ(from_text(to_text(least)), least);
    SavedState most = some_state();
    most.tier = Tier::severe;
    most.cells_in_series = 64;
    EXPECT_EQ(from_text(to_text(most)), most);
}

TEST(SavedState, IsRefusedWhenItIsCutOffAnywhere) {
    const std::string text = to_text(some_state());
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(from_text(text.substr(0, length))) << length;
    }
}

TEST(SavedState, IsRefusedWhenAnyByteIsWrong) {
    const std::string text = to_text(some_state());
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (unsigned bit = 0; bit < 8; ++bit) {
            std::string damaged = text;
            damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ (1U << bit));
            EXPECT_FALSE(from_text(damaged)) << i << " bit " << bit;
        }
    }
}

TEST(SavedState, IsRefusedWithAnythingBehindIt) {
    EXPECT_FALSE(from_text(to_text(some_state()) + "\n"));
    EXPECT_FALSE(from_text(to_text(some_state()) + to_text(some_state())));
}

TEST(SavedState, IsRefusedInAnotherVersion) {
    EXPECT_TRUE(from_text(with_line("state 1", "state 1")));
    EXPECT_FALSE(from_text(with_line("state 1", "state 2")));
}

TEST(SavedState, IsRefusedWithANumberThatIsNoLimit) {
    for (const char* limit : {"-0.1", "nan", "inf", "-inf", "1e999", "", "98.7 ", "9,8", "0x10"}) {
        EXPECT_FALSE(
            from_text(with_line("charge_current_a 98.7", std::string{"charge_current_a "} + limit)))
            << limit;
    }
}

TEST(SavedState, IsRefusedWithATierOrACellCountThatDoesNotExist) {
    EXPECT_FALSE(from_text(with_line("tier 2", "tier 4")));
    EXPECT_FALSE(from_text(with_line("tier 2", "tier -1")));
    EXPECT_FALSE(from_text(with_line("cells_in_series 16", "cells_in_series 65")));
}

TEST(SavedState, IsRefusedWithALineTooFewOrTooMany) {
    EXPECT_FALSE(from_text(with_line("tier 2\n", "")));
    EXPECT_FALSE(from_text(with_line("tier 2\n", "tier 2\ntier 2\n")));
    EXPECT_FALSE(from_text(with_line("cells_in_series 16\n", "cells_in_series 16\nmore 1\n")));
}

TEST(SavedState, IsRefusedWhenABootIdSmugglesLines) {
    SavedState state = some_state();
    state.boot_id = "x\nuptime_s 1";
    EXPECT_FALSE(from_text(to_text(state)));
}

}  // namespace
}  // namespace aggregator
