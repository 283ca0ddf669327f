#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using testing::UnorderedElementsAre;

test::Sheet shown(const std::vector<Member>& members) {
    test::Sheet sheet;
    show_modules(members, sheet.taker());
    return sheet;
}

Member pack(const std::string& name, PackState state = PackState::online) {
    return {.name = name, .state = state};
}

Value whole(std::int64_t number) {
    return number;
}

TEST(ModuleAlarms, NameThePack) {
    const test::Sheet sheet = shown({pack("House 1"), pack("House 2")});
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Id"), Value{std::string{"House 1"}});
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Id"), Value{std::string{"House 2"}});
}

TEST(ModuleAlarms, AreThoseThatThePackPublishes) {
    Member member = pack("House 1");
    member.battery.alarms[AlarmKind::high_temperature] = Severity::alarm;
    member.battery.alarms[AlarmKind::low_voltage] = Severity::ok;
    const test::Sheet sheet = shown({member});
    EXPECT_THAT(sheet.paths(), UnorderedElementsAre("/Diagnostics/Module0/Id",
                                                    "/Diagnostics/Module0/Alarms/HighTemperature",
                                                    "/Diagnostics/Module0/Alarms/LowVoltage",
                                                    "/Diagnostics/Module0/Alarms/BmsCable"));
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Alarms/HighTemperature"), whole(2));
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Alarms/LowVoltage"), whole(0));
}

TEST(ModuleAlarms, TellThatAPackIsSilent) {
    const test::Sheet sheet =
        shown({pack("a"), pack("b", PackState::stale), pack("c", PackState::invalid),
               pack("d", PackState::lost), pack("e", PackState::waiting),
               pack("f", PackState::excluded)});
    const std::vector<int> expected{0, 1, 1, 2, 2, 0};
    for (std::size_t i = 0; i < expected.size(); ++i)
        EXPECT_EQ(sheet.value("/Diagnostics/Module" + std::to_string(i) + "/Alarms/BmsCable"),
                  whole(expected[i]))
            << i;
}

TEST(ModuleAlarms, DoNotAccuseAPackThatIsAwaitedOrJoins) {
    Member awaited = pack("a", PackState::waiting);
    awaited.silence = Seconds{20.0};
    const test::Sheet sheet = shown({awaited, pack("b", PackState::joining)});
    EXPECT_EQ(sheet.value("/Diagnostics/Module0/Alarms/BmsCable"), whole(0));
    EXPECT_EQ(sheet.value("/Diagnostics/Module1/Alarms/BmsCable"), whole(0));
}

TEST(ModuleAlarms, KeepWhatIsWorse) {
    Member member = pack("House 1", PackState::stale);
    member.battery.alarms[AlarmKind::bms_cable] = Severity::alarm;
    EXPECT_EQ(shown({member}).value("/Diagnostics/Module0/Alarms/BmsCable"), whole(2));
}

TEST(ModuleAlarms, EndWithTheTenthPack) {
    const test::Sheet sheet = shown(std::vector<Member>(12, pack("x")));
    EXPECT_TRUE(sheet.has("/Diagnostics/Module9/Id"));
    EXPECT_FALSE(sheet.has("/Diagnostics/Module10/Id")) << "the GUI does not look for it";
}

}  // namespace
}  // namespace aggregator::venus
