#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/status_items.hpp"

namespace aggregator::test {
namespace {

using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string page_of(const StatusReport& report) {
    return status_text(report, Colour::never);
}

std::vector<std::string> lines_of(const std::string& page) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    for (auto end = page.find('\n'); end != std::string::npos; end = page.find('\n', begin)) {
        lines.push_back(page.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

TEST(StatusText, BeginsWithTheBankAndItsLimits) {
    const auto lines = lines_of(page_of(bank_of({})));
    ASSERT_GE(lines.size(), 4U);
    EXPECT_EQ(lines[0], "House: run   SOC 81.0%   13.25V   30.0A   398W   20.0C   spread 2.0%");
    EXPECT_EQ(lines[1], "  CCL  150.0A  configured ceiling");
    EXPECT_EQ(lines[2], "  DCL   99.0A  pack limit: Left (its BMS)");
    EXPECT_EQ(lines[3], "  CVL  14.20V  configured ceiling");
}

TEST(StatusText, HasALineForEachPack) {
    StatusReport report = bank_of({"Left", "Right"});
    report.bank.items["/Packs/1/State"] = words("stale");
    report.bank.items["/Packs/1/Silence"] = shown(21.0, "21s");
    report.bank.items["/Packs/1/RejectedValues"] = whole(3);
    const auto lines = lines_of(page_of(report));
    EXPECT_THAT(lines[5], StartsWith("  pack   state     SOC    U"));
    EXPECT_THAT(lines[6], StartsWith("  Left   online  81.0%  ---  -7.5A  ---"));
    EXPECT_THAT(lines[6], EndsWith("fresh         0"));
    EXPECT_THAT(lines[7], StartsWith("  Right  stale   81.0%"));
    EXPECT_THAT(lines[7], EndsWith("  21s         3"));
}

TEST(StatusText, TellsWhyAPackIsNotOnlineAndWhereItsLimitsComeFrom) {
    StatusReport report = bank_of({"Left", "Right"});
    report.bank.items["/Packs/1/Reason"] = words("no signal and no answer");
    report.bank.items["/Packs/1/ChargeLimitSource"] = words("assumed, it is silent");
    report.bank.items["/Packs/1/DischargeLimitSource"] = {{}, "---"};
    const auto lines = lines_of(page_of(report));
    EXPECT_THAT(lines,
                Contains("  Right: no signal and no answer; CCL: assumed, it is silent").Times(1));
    EXPECT_THAT(lines, Not(Contains(StartsWith("  Left:"))));
}

TEST(StatusText, ShowsMoreThanTenPacksInTheirOrder) {
    std::vector<std::string> names;
    for (int i = 0; i < 12; ++i) names.push_back("Pack" + std::to_string(i));
    const std::string page = page_of(bank_of(names));
    EXPECT_LT(page.find("Pack2 "), page.find("Pack10 "));
    EXPECT_THAT(page, HasSubstr("Pack11 "));
}

TEST(StatusText, NamesWhatIsWrong) {
    StatusReport report = bank_of({});
    report.bank.items["/Alarms/Alarm"] = whole(2);
    report.bank.items["/Alarms/LowSoc"] = whole(1);
    report.bank.items["/Alarms/BmsCable"] = whole(2);
    report.bank.items["/Alarms/HighVoltage"] = whole(0);
    report.bank.items["/Alarms/Contactor"] = {{}, "---"};
    EXPECT_EQ(lines_of(page_of(report)).back(), "  BmsCable ALARM  LowSoc warning");
}

TEST(StatusText, SaysThatThereIsNoAlarm) {
    EXPECT_EQ(lines_of(page_of(bank_of({}))).back(), "  no alarm");
}

TEST(StatusText, WarnsWhenVenusFollowsSomebodyElse) {
    StatusReport report = bank_of({"Left"});
    report.venus = {.battery_service = "com.victronenergy.battery/1",
                    .bms_instance = 280,
                    .dvcc = true,
                    .batteries = {{"com.victronenergy.battery.p0", 1}}};
    EXPECT_THAT(lines_of(page_of(report)).back(),
                StartsWith("  ! Venus's battery monitor is the single pack \"Left\" (battery 1)"));
}

TEST(StatusText, SaysWhenVenusFollowsTheBank) {
    StatusReport report = bank_of({"Left"});
    report.venus = {
        .battery_service = "com.victronenergy.battery/280", .bms_instance = 280, .dvcc = true};
    EXPECT_EQ(lines_of(page_of(report)).back(),
              "  Venus takes its battery monitor and its limits from here");
}

TEST(StatusText, ShowsDashesForWhatIsMissing) {
    EXPECT_THAT(page_of({}), HasSubstr("---: ---   SOC ---"));
}

TEST(StatusText, LetsNoNameSteerTheTerminal) {
    StatusReport report = bank_of({"Le\x1b[2Jft\n",
                                   "\xC2\x9B"
                                   "2J"});
    report.bank.items["/CustomName"] = words("\x1b]0;x\x07");
    const std::string page = page_of(report);
    EXPECT_THAT(page, Not(HasSubstr("\x1b")));
    EXPECT_THAT(page, Not(HasSubstr("\xC2\x9B")));
    EXPECT_THAT(page, HasSubstr("Le [2Jft"));
}

TEST(StatusText, ColoursStatesAndAlarms) {
    StatusReport report = bank_of({"Left", "Right"});
    report.bank.items["/Packs/1/State"] = words("lost");
    report.bank.items["/Alarms/BmsCable"] = whole(2);
    const std::string page = status_text(report, Colour::always);
    EXPECT_THAT(page, HasSubstr("\x1b[32monline\x1b[0m"));
    EXPECT_THAT(page, HasSubstr("\x1b[1;31mlost\x1b[0m"));
    EXPECT_THAT(page, HasSubstr("\x1b[1;31mBmsCable ALARM\x1b[0m"));
}

TEST(StatusReport, FindsThePackInAReason) {
    const ServiceItems items = bank_of({"Left", "Left (old)", "Left, upper"}).bank.items;
    EXPECT_EQ(pack_in("pack limit: Left (its BMS)", items), "Left");
    EXPECT_EQ(pack_in("pack limit: Left (old) (its BMS), rising", items), "Left (old)");
    EXPECT_EQ(pack_in("pack limit: Left, upper", items), "Left, upper");
    EXPECT_EQ(pack_in("pack limit: Left, rising", items), "Left");
    EXPECT_EQ(pack_in("pack limit: Lefty", items), std::nullopt);
    EXPECT_EQ(pack_in("configured ceiling", items), std::nullopt);
}

}  // namespace
}  // namespace aggregator::test
