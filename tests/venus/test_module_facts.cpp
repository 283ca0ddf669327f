#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using test::number;
using test::text;
using testing::Each;
using testing::IsEmpty;
using testing::StartsWith;

test::Sheet shown_modules(const std::vector<Member>& members) {
    test::Sheet sheet;
    show_modules(members, sheet.taker());
    return sheet;
}

/// The cable alarm of a pack of its own, in this state.
Value cable_alarm(PackState state, std::optional<Seconds> silence = Seconds{20.0}) {
    const Member member{.name = "House 1", .state = state, .silence = silence};
    return shown_modules({member}).value("/Diagnostics/Module0/Alarms/BmsCable");
}

TEST(ModuleFacts, NameEachPackAndItsAlarms) {
    Member sick{.name = "House 2"};
    sick.battery.alarms[AlarmKind::high_cell_voltage] = Severity::alarm;
    sick.battery.alarms[AlarmKind::low_soc] = Severity::ok;
    const test::Sheet sheet = shown_modules({{.name = "House 1"}, sick});
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Id"), text("House 1"));
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Id"), text("House 2"));
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Alarms/HighCellVoltage"), Value{});
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Alarms/HighCellVoltage"), number(2));
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Alarms/LowSoc"), number(0));
}

TEST(ModuleFacts, HaveTheAlarmsThatTheGuiReads) {
    const test::Sheet sheet = shown_modules({{.name = "House 1"}});
    for (const char* alarm : {"LowVoltage",
                              "HighVoltage",
                              "HighCellVoltage",
                              "HighChargeCurrent",
                              "HighCurrent",
                              "HighDischargeCurrent",
                              "LowSoc",
                              "StateOfHealth",
                              "LowTemperature",
                              "HighTemperature",
                              "BatteryTemperatureSensor",
                              "MidVoltage",
                              "FuseBlown",
                              "HighInternalTemperature",
                              "LowChargeTemperature",
                              "HighChargeTemperature",
                              "InternalFailure",
                              "CellImbalance",
                              "LowCellVoltage",
                              "BmsCable",
                              "Contactor"}) {
        EXPECT_TRUE(sheet.has(std::string{"/Diagnostics/Module0/Alarms/"} + alarm)) << alarm;
    }
    EXPECT_TRUE(std::ranges::is_sorted(sheet.paths()));
    EXPECT_THAT(sheet.paths(), Each(StartsWith("/Diagnostics/Module0/")));
}

TEST(ModuleFacts, RaiseTheCableAlarmOfASilentPack) {
    EXPECT_EQ(cable_alarm(PackState::online), number(0));
    EXPECT_EQ(cable_alarm(PackState::stale), number(1));
    EXPECT_EQ(cable_alarm(PackState::invalid), number(1));
    EXPECT_EQ(cable_alarm(PackState::lost), number(2));
    EXPECT_EQ(cable_alarm(PackState::waiting, std::nullopt), number(2));
    EXPECT_EQ(cable_alarm(PackState::excluded), number(0));
    EXPECT_EQ(cable_alarm(PackState::joining), number(0));
    EXPECT_EQ(cable_alarm(PackState::waiting), number(0)) << "awaited since our own restart";
}

TEST(ModuleFacts, KeepTheCableAlarmThatAPackRaisedItself) {
    Member member{.name = "House 1", .state = PackState::stale};
    member.battery.alarms[AlarmKind::bms_cable] = Severity::alarm;
    EXPECT_EQ(shown_modules({member}).value("/Diagnostics/Module0/Alarms/BmsCable"), number(2));
}

TEST(ModuleFacts, HideAPackThatIsNoPartOfTheBank) {
    const test::Sheet sheet = shown_modules({{.name = "House 1", .state = PackState::excluded},
                                             {.name = "House 2"},
                                             {.name = "House 3", .state = PackState::joining}});
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Id"), text(""));
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Id"), text("House 2"));
    EXPECT_EQ(sheet.value("/Diagnostics/Module2/Id"), text(""));
}

TEST(ModuleFacts, StopAtTheLastModuleThatTheGuiKnows) {
    const test::Sheet sheet = shown_modules(std::vector<Member>(12, {.name = "House"}));
    EXPECT_TRUE(sheet.has("/Diagnostics/Module9/Id"));
    EXPECT_FALSE(sheet.has("/Diagnostics/Module10/Id"));
}

TEST(ModuleFacts, AreNoneWithoutPacks) {
    EXPECT_THAT(shown_modules({}).paths(), IsEmpty());
}

}  // namespace
}  // namespace aggregator::venus
