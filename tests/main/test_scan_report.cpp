#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/found_packs.hpp"
#include "main/json.hpp"
#include "main/proposal.hpp"
#include "main/scan_report.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const std::vector<JudgedBattery>& batteries) {
    return scan_text(batteries, Colour::never);
}

TEST(ScanText, HasALineForEachBattery) {
    const std::string text = text_of(
        judged({found_pack("ttyUSB0", 1), found_shunt(), {.service = kBatteries + "ttyUSB9"}}));
    EXPECT_THAT(
        text,
        HasSubstr("  service  inst  name          product               fw     cells       U       "
                  "I    SOC     CVL    CCL     DCL       Ah  as a pack\n"
                  "  ttyUSB0     1  Pack ttyUSB0  SerialBattery(JK)     v11.4     16  53.00V  "
                  "-10.2A  81.0%  55.20V  75.0A  100.5A  280.0Ah  eligible\n"
                  "  ttyO0     256  -             SmartShunt 500A/50mV  -          -  53.10V  "
                  "-20.0A      -       -      -       -        -  no\n"
                  "  ttyUSB9     -  -             -                     -          -       -       "
                  "-      -       -      -       -        -  no\n"
                  "  ttyO0: publishes no charge voltage limit: a monitor, not a BMS\n"
                  "  ttyUSB9: does not answer\n"));
}

TEST(ScanText, EndsWithTheProposal) {
    const auto batteries = judged({found_pack("a", 1)});
    EXPECT_THAT(text_of(batteries), testing::EndsWith("\n\n" + *propose_config(batteries)));
    EXPECT_THAT(text_of(judged({found_shunt()})), HasSubstr("None of them can be a pack"));
}

TEST(ScanText, SaysThatThereIsNothing) {
    EXPECT_EQ(text_of({}), "No battery service is on the bus.\n");
}

TEST(ScanText, TellsOfInstancesThatAreShared) {
    EXPECT_THAT(text_of(judged({found_pack("a", 7), found_pack("b", 7)})),
                HasSubstr("  a and b share the instance 7"));
    EXPECT_THAT(text_of(judged({found_pack("a", 7), found_pack("b", 8)})), Not(HasSubstr("share")));
}

TEST(ScanText, ComplainsNotOfTheBankItself) {
    const std::string text = text_of(judged({{.service = kBatteries + "bms_aggregator"}}));
    EXPECT_THAT(text, HasSubstr("  the bank\n"));
    EXPECT_THAT(text, Not(HasSubstr("bms_aggregator:")));
}

TEST(ScanText, LetsNoNameSteerTheTerminal) {
    FoundBattery pack = found_pack("a", 1);
    pack.battery.custom_name = pack.battery.product_name = pack.firmware = "\x1b[2J\n";
    EXPECT_THAT(text_of(judged({pack})), Not(HasSubstr("\x1b")));
}

TEST(ScanJson, HasAnObjectForEachBattery) {
    const auto batteries = judged({found_pack("a", 1), {.service = kBatteries + "b"}});
    const Json json = Json::parse(scan_json(batteries, JsonForm::pretty));
    const Json& pack = json.at("batteries").at(0);
    EXPECT_EQ(pack.at("service"), kBatteries + "a");
    EXPECT_EQ(pack.at("eligible"), true);
    EXPECT_TRUE(pack.at("why_not").is_null());
    EXPECT_EQ(pack.at("device_instance"), 1);
    EXPECT_EQ(pack.at("firmware"), "v11.4");
    EXPECT_EQ(pack.at("cells_in_series"), 16);
    EXPECT_DOUBLE_EQ(pack.at("charge_voltage_limit_v"), 55.2);
    const Json& silent = json.at("batteries").at(1);
    EXPECT_EQ(silent.at("answers"), false);
    EXPECT_EQ(silent.at("why_not"), "does not answer");
    EXPECT_TRUE(silent.at("voltage_v").is_null());
    EXPECT_EQ(json.at("proposal"), *propose_config(batteries));
}

TEST(ScanJson, HasNoProposalWithoutAPack) {
    EXPECT_TRUE(Json::parse(scan_json({}, JsonForm::pretty)).at("proposal").is_null());
}

}  // namespace
}  // namespace aggregator::test
