#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/status_text.hpp"

namespace aggregator {
namespace {

using testing::HasSubstr;
using testing::Not;

Texts bank() {
    return {{"/CustomName", "House"},
            {"/System/BankState", "run"},
            {"/Soc", "81.0%"},
            {"/Dc/0/Voltage", "13.25V"},
            {"/Dc/0/Current", "30.0A"},
            {"/Dc/0/Power", "398W"},
            {"/Dc/0/Temperature", "20.0C"},
            {"/System/SocSpread", "2.0%"},
            {"/Info/MaxChargeCurrent", "150.0A"},
            {"/Info/ChargeLimitation", "configured ceiling"},
            {"/Info/MaxDischargeCurrent", "99.0A"},
            {"/Info/DischargeLimitation", "pack limit: Left (its BMS)"},
            {"/Info/MaxChargeVoltage", "14.20V"},
            {"/Info/VoltageLimitation", "configured ceiling"}};
}

void add_pack(Texts& texts, const std::string& number, const std::string& name) {
    const std::string pack = "/Packs/" + number;
    texts[pack + "/Name"] = name;
    texts[pack + "/State"] = "online";
    texts[pack + "/Soc"] = "81.0%";
    texts[pack + "/Reason"] = "";
}

/// The lines of a page.
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
    const auto lines = lines_of(status_text(bank()));
    ASSERT_GE(lines.size(), 4U);
    EXPECT_EQ(lines[0], "House: run   SOC 81.0%   13.25V   30.0A   398W   20.0C   spread 2.0%");
    EXPECT_EQ(lines[1], "  CCL  150.0A  configured ceiling");
    EXPECT_EQ(lines[2], "  DCL  99.0A   pack limit: Left (its BMS)");
    EXPECT_EQ(lines[3], "  CVL  14.20V  configured ceiling");
}

TEST(StatusText, HasALineForEachPack) {
    Texts texts = bank();
    add_pack(texts, "0", "Left");
    add_pack(texts, "1", "Right");
    texts["/Packs/1/State"] = "stale";
    texts["/Packs/1/Reason"] = "no signal and no answer";
    const auto lines = lines_of(status_text(texts));
    ASSERT_EQ(lines.size(), 8U);
    EXPECT_THAT(lines[4], testing::StartsWith("  pack   state   SOC"));
    EXPECT_THAT(lines[5], testing::StartsWith("  Left   online  81.0%  ---"));
    EXPECT_THAT(lines[6], testing::StartsWith("  Right  stale   81.0%  ---"));
    EXPECT_THAT(lines[6], testing::EndsWith("no signal and no answer"));
}

TEST(StatusText, ShowsMoreThanTenPacksInTheirOrder) {
    Texts texts = bank();
    for (int i = 0; i < 12; ++i) add_pack(texts, std::to_string(i), "Pack" + std::to_string(i));
    const std::string page = status_text(texts);
    EXPECT_LT(page.find("Pack2 "), page.find("Pack10 "));
    EXPECT_THAT(page, HasSubstr("Pack11 "));
}

TEST(StatusText, AlignsNamesBeyondAscii) {
    Texts texts = bank();
    add_pack(texts, "0", "Büro");
    add_pack(texts, "1", "Boot");
    const auto lines = lines_of(status_text(texts));
    EXPECT_EQ(lines[5], "  Büro  online  81.0%  ---  ---  ---  ---  ---   ---  ---");
    EXPECT_EQ(lines[6], "  Boot  online  81.0%  ---  ---  ---  ---  ---   ---  ---");
}

TEST(StatusText, NamesWhatIsWrong) {
    Texts texts = bank();
    texts["/Alarms/Alarm"] = "2";
    texts["/Alarms/LowSoc"] = "1";
    texts["/Alarms/BmsCable"] = "2";
    texts["/Alarms/HighVoltage"] = "0";
    texts["/Alarms/Contactor"] = "---";
    const auto lines = lines_of(status_text(texts));
    EXPECT_EQ(lines.back(), "  BmsCable ALARM  LowSoc warning");
}

TEST(StatusText, SaysThatThereIsNoAlarm) {
    EXPECT_EQ(lines_of(status_text(bank())).back(), "  no alarm");
}

TEST(StatusText, ShowsDashesForWhatIsMissing) {
    EXPECT_THAT(status_text({}), HasSubstr("---: ---   SOC ---"));
    EXPECT_THAT(status_text({}), Not(HasSubstr("\n\n")));
}

}  // namespace
}  // namespace aggregator
