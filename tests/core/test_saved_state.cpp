#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "aggregator/core/saved_state.hpp"

namespace aggregator {
namespace {

SavedPack some_pack() {
    SavedPack saved{.service = "com.victronenergy.battery.ttyUSB0",
                    .seen_at = "com.victronenergy.battery.ttyUSB1",
                    .state = PackState::lost,
                    .silence = Seconds{77.5},
                    .last_data_good = true,
                    .learned = {-12.5, 400.0}};
    Battery& last = saved.last;
    last.serial = "S \"1\" = a";
    last.voltage = Volts{53.1};
    last.current = Amps{-12.25};
    last.soc = Percent{67.0};
    last.installed_capacity = AmpHours{100.0};
    last.cells.min_voltage = Volts{3.301};
    last.cells.min_temperature = Celsius{-3.0};
    last.limits = {Volts{56.0}, Amps{10.0}, Amps{0.0}, Volts{44.0}};
    last.permissions.charge = false;
    last.permissions.discharge = true;
    last.modules.blocking_charge = 1;
    last.alarms[AlarmKind::high_temperature] = Severity::alarm;
    last.alarms[AlarmKind::low_soc] = Severity::warning;
    return saved;
}

SavedState some_state() {
    return {.charge_current = Amps{98.7},
            .discharge_current = Amps{120.0},
            .charge_voltage = Volts{55.2},
            .tier = Tier::warning,
            .cells_in_series = 16,
            .soc = Percent{66.0},
            .voltage = Volts{53.0},
            .current = Amps{-30.0},
            .packs = {some_pack(), some_pack()},
            .boot_id = "3e2b7a0c-95c5-4a0f-8f5e-2f7a6f1f1c11",
            .uptime_s = 12345.678};
}

/// The text with one line exchanged and the checksum made right again.
std::string state_with(const std::string& before, const std::string& after) {
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
    most.packs.assign(kMostSavedPacks, some_pack());
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
    EXPECT_TRUE(from_text(state_with("state 2", "state 2")));
    for (const char* other : {"state 1", "state 3"}) {
        const std::string text = state_with("state 2", other);
        EXPECT_FALSE(from_text(text));
        EXPECT_TRUE(is_of_another_version(text));
    }
    EXPECT_FALSE(is_of_another_version(to_text(some_state())));
    EXPECT_FALSE(is_of_another_version("nonsense"));
    const std::string text = to_text(some_state());
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(is_of_another_version(text.substr(0, length))) << "damaged at " << length;
    }
}

TEST(SavedState, IsRefusedWithANumberThatIsNoLimit) {
    for (const char* limit : {"-0.1", "nan", "inf", "-inf", "1e999", "", "98.7 ", "9,8", "0x10"}) {
        EXPECT_FALSE(from_text(
            state_with("charge_current_a 98.7", std::string{"charge_current_a "} + limit)))
            << limit;
    }
}

TEST(SavedState, IsRefusedWithATierOrACellCountThatDoesNotExist) {
    EXPECT_FALSE(from_text(state_with("tier 2", "tier 4")));
    EXPECT_FALSE(from_text(state_with("tier 2", "tier -1")));
    EXPECT_FALSE(from_text(state_with("cells_in_series 16", "cells_in_series 65")));
}

TEST(SavedState, IsRefusedWithALineTooFewOrTooMany) {
    EXPECT_FALSE(from_text(state_with("tier 2\n", "")));
    EXPECT_FALSE(from_text(state_with("tier 2\n", "tier 2\ntier 2\n")));
    EXPECT_FALSE(from_text(state_with("cells_in_series 16\n", "cells_in_series 16\nmore 1\n")));
}

TEST(SavedState, LosesATextThatWouldSmuggleLines) {
    SavedState state = some_state();
    state.boot_id = "x\nuptime_s 1";
    const auto read = from_text(to_text(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->boot_id, "");
}

TEST(SavedState, KeepsNoMorePacksThanCanBeConfigured) {
    SavedState state = some_state();
    state.packs.assign(kMostSavedPacks + 1, some_pack());
    const auto read = from_text(to_text(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->packs.size(), kMostSavedPacks);
    EXPECT_FALSE(from_text(state_with("packs 2\n", "packs 65\n")));
    EXPECT_FALSE(from_text(state_with("packs 2\n", "packs 1\n")));
    EXPECT_FALSE(from_text(state_with("packs 2\n", "packs 1.5\n")));
}

TEST(SavedState, StaysSmall) {
    SavedState state = some_state();
    state.packs.assign(kMostSavedPacks, some_pack());
    EXPECT_LT(to_text(state).size(), 64U * 1024U);
}

TEST(SavedState, IsRefusedWhenItIsTooLong) {
    SavedState state = some_state();
    std::string text = to_text(state);
    text.append(kLongestState, 'x');
    EXPECT_FALSE(from_text(text));
}

TEST(SavedState, LosesAPackTextThatIsTooLongOrNotPlain) {
    for (const std::string& odd :
         {std::string(256, 'x'), std::string{"a\nb"}, std::string(1, '\0')}) {
        SavedState state = some_state();
        state.packs.front().last.serial = odd;
        const auto read = from_text(to_text(state));
        ASSERT_TRUE(read);
        EXPECT_FALSE(read->packs.front().last.serial);
        EXPECT_EQ(read->packs.back(), some_pack());
    }
}

TEST(SavedState, LosesANumberThatNoBatteryHas) {
    SavedState state = some_state();
    state.packs.front().last.voltage = Volts{std::nan("")};
    state.packs.front().last.installed_capacity = AmpHours{0.0};
    const auto read = from_text(to_text(state));
    ASSERT_TRUE(read);
    EXPECT_FALSE(read->packs.front().last.voltage);
    EXPECT_FALSE(read->packs.front().last.installed_capacity);
}

TEST(SavedState, IsRefusedWithAPackThatCannotBe) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"pack \"com.victronenergy.battery.ttyUSB0\"", "pack \"\""},
        {"pack \"com.victronenergy.battery.ttyUSB0\"", "pack com.victronenergy.battery.ttyUSB0"},
        {"seen_at \"com.victronenergy.battery.ttyUSB1\"", "seen_at \"com.victronenergy.battery.\""},
        {"state lost", "state excluded"},
        {"state lost", "state -"},
        {"silence_s 77.5", "silence_s -1"},
        {"silence_s 77.5", "silence_s -"},
        {"good 1", "good 2"},
        {"capacity_ah 100", "capacity_ah 0"},
        {"ccl_a 10", "ccl_a -10"},
        {"blocking_charge 1", "blocking_charge 1.5"},
        {"charge_allowed 0", "charge_allowed yes"},
        {"learned_square 400", "learned_square -1"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms LowSoc=1,HighTemperature=3"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms LowSoc=1,LowSoc=2"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms LowSoc=1,"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms LowSoc"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms Nonsense=1"},
        {"alarms LowSoc=1,HighTemperature=2", "alarms "},
    };
    for (const auto& [good, bad] : wrong) {
        EXPECT_TRUE(from_text(state_with(good, good))) << good;
        EXPECT_FALSE(from_text(state_with(good, bad))) << bad;
    }
}

/// Whether a second state is worth a write.
bool worse(const std::function<void(SavedState&)>& change) {
    SavedState changed = some_state();
    change(changed);
    return has_got_worse(some_state(), changed);
}

TEST(SavedStateChange, IsNoneForWhatMovesInOrdinaryUse) {
    EXPECT_FALSE(worse([](SavedState&) {}));
    EXPECT_FALSE(worse([](SavedState& s) { s.charge_current = Amps{95.0}; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.charge_current = Amps{200.0}; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.charge_voltage = Volts{55.1}; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.tier = Tier::full; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.packs[0].silence = Seconds{1.0}; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.packs[0].last.soc = Percent{1.0}; }));
    EXPECT_FALSE(worse([](SavedState& s) { s.packs[0].last.alarms = {}; }));
}

TEST(SavedStateChange, IsOneForWhatARestartMustNotForget) {
    EXPECT_TRUE(worse([](SavedState& s) { s.charge_current = Amps{80.0}; }));
    EXPECT_TRUE(worse([](SavedState& s) { s.discharge_current = Amps{0.0}; }));
    EXPECT_TRUE(worse([](SavedState& s) { s.charge_voltage = Volts{54.4}; }));
    EXPECT_TRUE(worse([](SavedState& s) { s.tier = Tier::severe; }));
    EXPECT_TRUE(worse([](SavedState& s) { s.packs.pop_back(); }));
    EXPECT_TRUE(worse([](SavedState& s) { s.packs.push_back(some_pack()); }));
    EXPECT_TRUE(worse([](SavedState& s) { s.packs[0].state = PackState::online; }));
    EXPECT_TRUE(worse([](SavedState& s) { s.packs[0].last.serial = "S2"; }));
    EXPECT_TRUE(
        worse([](SavedState& s) { s.packs[0].last.alarms[AlarmKind::low_soc] = Severity::alarm; }));
}

}  // namespace
}  // namespace aggregator
