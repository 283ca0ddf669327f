#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/json.hpp"
#include "main/status_items.hpp"

namespace aggregator::test {
namespace {

Json json_in(const StatusReport& report) {
    return Json::parse(status_json(report, JsonForm::pretty));
}

TEST(StatusJson, HoldsTheBankInNumbers) {
    const Json bank = json_in(bank_of({})).at("bank");
    EXPECT_EQ(bank.at("name"), "House");
    EXPECT_EQ(bank.at("device_instance"), 280);
    EXPECT_DOUBLE_EQ(bank.at("soc_percent"), 81.0);
    EXPECT_DOUBLE_EQ(bank.at("voltage_v"), 13.25);
    EXPECT_TRUE(bank.at("time_to_go_s").is_null());
}

TEST(StatusJson, GivesEveryLimitItsReasonAndThePackThatSetsIt) {
    const Json limits = json_in(bank_of({"Left"})).at("limits");
    EXPECT_DOUBLE_EQ(limits.at("discharge_current").at("value"), 99.0);
    EXPECT_EQ(limits.at("discharge_current").at("unit"), "A");
    EXPECT_EQ(limits.at("discharge_current").at("reason"), "pack limit: Left (its BMS)");
    EXPECT_EQ(limits.at("discharge_current").at("pack"), "Left");
    EXPECT_TRUE(limits.at("charge_voltage").at("pack").is_null());
}

TEST(StatusJson, HasAnObjectForEachPack) {
    const Json packs = json_in(bank_of({"Left", "Right"})).at("packs");
    ASSERT_EQ(packs.size(), 2U);
    EXPECT_EQ(packs.at(1).at("name"), "Right");
    EXPECT_EQ(packs.at(1).at("service"), "com.victronenergy.battery.p1");
    EXPECT_DOUBLE_EQ(packs.at(1).at("current_a"), -7.5);
    EXPECT_TRUE(packs.at(1).at("voltage_v").is_null());
    EXPECT_EQ(packs.at(1).at("rejected_values"), 0);
}

TEST(StatusJson, ListsTheAlarmsThatAreRaised) {
    StatusReport report = bank_of({});
    report.bank.items["/Alarms/Alarm"] = whole(2);
    report.bank.items["/Alarms/LowSoc"] = whole(1);
    report.bank.items["/Alarms/BmsCable"] = whole(2);
    report.bank.items["/Alarms/HighVoltage"] = whole(0);
    const Json alarms = json_in(report).at("alarms");
    EXPECT_EQ(alarms, (Json{{"BmsCable", "alarm"}, {"LowSoc", "warning"}}));
}

TEST(StatusJson, TellsWhatVenusFollowsAndWhatIsWrongWithThat) {
    StatusReport report = bank_of({});
    report.venus = {.battery_service = "default", .bms_instance = 280, .dvcc = false};
    const Json json = json_in(report);
    EXPECT_EQ(json.at("venus").at("battery_service"), "default");
    EXPECT_EQ(json.at("venus").at("dvcc"), false);
    ASSERT_EQ(json.at("warnings").size(), 2U);
    EXPECT_EQ(json.at("warnings").at(0).at("kind"), "dvcc_off");
    EXPECT_EQ(json.at("warnings").at(1).at("kind"), "monitor_not_selected");
}

TEST(StatusJson, HasNoVenusOnALaptop) {
    const Json json = json_in(bank_of({}));
    EXPECT_TRUE(json.at("venus").is_null());
    EXPECT_TRUE(json.at("warnings").empty());
}

TEST(StatusJson, SaysThatNobodyAnswers) {
    const StatusReport report{.bank = {"com.victronenergy.battery.b", {}},
                              .failure = NoAnswer{NoAnswer::Kind::absent, "whatever"}};
    const Json json = json_in(report);
    EXPECT_EQ(json.at("answers"), false);
    EXPECT_EQ(json.at("problem"), "com.victronenergy.battery.b is not on the bus");
    EXPECT_FALSE(json.contains("bank"));
}

TEST(StatusJson, FitsOnALine) {
    const std::string line = status_json(bank_of({"Le\nft"}), JsonForm::line);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(Json::parse(line).at("packs").at(0).at("name"), "Le\nft");
}

}  // namespace
}  // namespace aggregator::test
