#include "config/bus_name.hpp"

#include <gtest/gtest.h>

namespace aggregator::config {
namespace {

TEST(BusName, NamesOfRealServicesAreAccepted) {
    for (const auto* name :
         {"com.victronenergy.battery.canopen_bms_node1", "com.victronenergy.battery.ttyUSB0",
          "com.victronenergy.battery.socketcan_can0_di0_uc65535",
          "com.victronenergy.battery.ttyUSB0__0x01", "com.victronenergy.battery.a.b-c"})
        EXPECT_FALSE(check_service(name)) << name;
}

TEST(BusName, OtherServicesAreRefused) {
    for (const auto* name : {"", "com.victronenergy.battery", "com.victronenergy.battery.",
                             "com.victronenergy.battery.1st", "com.victronenergy.battery.a..b",
                             "com.victronenergy.battery.a.", "com.victronenergy.battery.a b",
                             "com.victronenergy.battery. a", "com.victronenergy.vebus.ttyO1",
                             "Com.victronenergy.battery.a", "com.victronenergy.battery.\xC3\xA4"})
        EXPECT_TRUE(check_service(name)) << name;
}

TEST(BusName, ServiceMayHaveTwoHundredAndFiftyFiveBytes) {
    const std::string prefix(kBatteryPrefix);
    EXPECT_FALSE(check_service(prefix + std::string(255 - prefix.size(), 'a')));
    EXPECT_TRUE(check_service(prefix + std::string(256 - prefix.size(), 'a')));
}

TEST(BusName, ElementHasLettersDigitsUnderscoreAndHyphen) {
    for (const auto* text : {"bms_aggregator", "A9", "_x", "-"})
        EXPECT_FALSE(check_element(text)) << text;
    for (const auto* text : {"", "9a", "a.b", "a b", "a/b", "\xC3\xA4"})
        EXPECT_TRUE(check_element(text)) << text;
}

TEST(BusName, ElementMustFitBehindThePrefix) {
    EXPECT_FALSE(check_element(std::string(255 - kBatteryPrefix.size(), 'a')));
    EXPECT_TRUE(check_element(std::string(256 - kBatteryPrefix.size(), 'a')));
}

TEST(BusName, LabelIsAnyShortText) {
    EXPECT_FALSE(check_label("Pack #1: left, \xC3\xA4"));
    EXPECT_FALSE(check_label(std::string(64, 'x')));
    EXPECT_TRUE(check_label(std::string(65, 'x')));
    EXPECT_TRUE(check_label(""));
    EXPECT_TRUE(check_label("a;b"));
    EXPECT_TRUE(check_label("a\tb"));
}

TEST(BusName, ExcludeTakesServicesAndLabels) {
    EXPECT_FALSE(check_exclude(""));
    EXPECT_FALSE(check_exclude("com.victronenergy.battery.ttyUSB3 , Camper"));
    EXPECT_TRUE(check_exclude("com.victronenergy.batery.ttyUSB3"));
    EXPECT_TRUE(check_exclude("a,,b"));
    EXPECT_TRUE(check_exclude("a,"));
    EXPECT_TRUE(check_exclude("a,b;c"));
}

}  // namespace
}  // namespace aggregator::config
