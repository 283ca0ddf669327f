#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "config/fixture.hpp"
#include "config/pack_name.hpp"

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string service(int number, const std::string& name) {
    return "bms" + std::to_string(number) + "_service = com.victronenergy.battery." + name + "\n";
}

std::vector<std::string> services_of(const Settings& settings) {
    std::vector<std::string> names;
    for (const auto& pack : settings.packs) names.push_back(pack.service.substr(26));
    return names;
}

TEST(PackName, NumberAndKeyAreToldApart) {
    const auto name = parse_pack_key("bms12_max_charge_current");
    ASSERT_TRUE(name);
    EXPECT_EQ(name->number, "12");
    EXPECT_EQ(name->general, "bmsN_max_charge_current");
    EXPECT_EQ(pack_key(name->general, name->number), "bms12_max_charge_current");
}

TEST(PackName, OtherNamesAreNoPackKeys) {
    for (const auto* name : {"", "bms", "bms1", "bms_name", "bmsx_name", "capacity", "xbms1_name"})
        EXPECT_FALSE(parse_pack_key(name)) << name;
}

TEST(PackName, NumberIsOneToSixtyFour) {
    EXPECT_EQ(pack_number("1"), 1);
    EXPECT_EQ(pack_number("64"), 64);
    for (const auto* digits : {"0", "65", "01", "99999999999999999999"})
        EXPECT_FALSE(pack_number(digits)) << digits;
}

TEST(Packs, AreThreeWhenTheFileListsNone) {
    EXPECT_THAT(services_of(defaults()),
                ElementsAre("canopen_bms_node1", "canopen_bms_node2", "canopen_bms_node3"));
    EXPECT_THAT(services_of(settings_of("[BMS]\ndiscovery = list\n")),
                ElementsAre("canopen_bms_node1", "canopen_bms_node2", "canopen_bms_node3"));
}

TEST(Packs, AreNoneWhenTheyAreToBeDiscovered) {
    EXPECT_THAT(settings_of("[BMS]\ndiscovery = auto\n").packs, IsEmpty());
}

TEST(Packs, AreThoseOfTheFileWhenItListsAny) {
    EXPECT_THAT(services_of(settings_of("[BMS]\n" + service(2, "a"))), ElementsAre("a"));
    EXPECT_THAT(services_of(settings_of("[BMS]\ndiscovery = auto\n" + service(2, "a"))),
                ElementsAre("a"));
}

TEST(Packs, AreOrderedByNumberWithGaps) {
    EXPECT_THAT(services_of(settings_of("[BMS]\n" + service(10, "c") + service(9, "b") +
                                        service(1, "a") + service(64, "d"))),
                ElementsAre("a", "b", "c", "d"));
}

TEST(Packs, MayBeSixtyFour) {
    std::string text = "[BMS]\n";
    for (int number = 1; number <= 64; ++number)
        text += service(number, "n" + std::to_string(number));
    EXPECT_EQ(settings_of(text).packs.size(), 64U);
    EXPECT_THAT(errors_of(text + service(65, "n65")),
                ElementsAre("66: [BMS] bms65_service: has no good pack number; allowed is 1 to 64, "
                            "without leading zeros"));
}

TEST(Packs, HaveOptionalSettingsOfTheirOwn) {
    const auto packs = settings_of(
                           "[BMS]\nbms1_name = Left\nbms1_capacity = 150\n"
                           "bms1_max_charge_current = 75\n"
                           "bms1_max_discharge_current = 100\n" +
                           service(1, "a") + service(2, "b"))
                           .packs;
    ASSERT_EQ(packs.size(), 2U);
    EXPECT_EQ(packs[0].name, "Left");
    EXPECT_EQ(packs[0].capacity, AmpHours{150.0});
    EXPECT_EQ(packs[0].max_charge_current, Amps{75.0});
    EXPECT_EQ(packs[0].max_discharge_current, Amps{100.0});
    EXPECT_EQ(packs[1], (PackSettings{.service = "com.victronenergy.battery.b"}));
}

TEST(Packs, NeedAService) {
    const auto* const message =
        "3: [BMS] bms2_capacity: needs bms2_service beside it, which names "
        "the pack's battery service";
    EXPECT_THAT(errors_of("[BMS]\n" + service(1, "a") + "bms2_capacity = 5\n"),
                ElementsAre(message));
    EXPECT_THAT(errors_of("[BMS]\ndiscovery = auto\nbms2_capacity = 5\n"), ElementsAre(message));
}

TEST(Packs, DefaultServicesDoNotStandInForAMissingOne) {
    EXPECT_THAT(errors_of("[BMS]\nbms1_name = Left\n"),
                ElementsAre("2: [BMS] bms1_name: needs bms1_service beside it, which names the "
                            "pack's battery service"));
}

TEST(Packs, WithARefusedServiceAreBlamedOnce) {
    EXPECT_THAT(errors_of("[BMS]\nbms1_service = ttyUSB0\nbms1_name = Left\n"),
                ElementsAre("2: [BMS] bms1_service: 'ttyUSB0' is no D-Bus name of a battery "
                            "service; it begins with com.victronenergy.battery. and goes on with "
                            "letters, digits, '_' and '-', with no digit behind a dot; "
                            "\"bms-aggregator scan\" on the device lists the services"));
}

TEST(Packs, AreListedOnce) {
    EXPECT_THAT(errors_of("[BMS]\n" + service(7, "a") + service(2, "b") + service(3, "a")),
                ElementsAre("2: [BMS] bms7_service: com.victronenergy.battery.a is the service of "
                            "pack 3 already; name each pack once"));
}

TEST(Packs, CannotBeTheVirtualBatteryItself) {
    EXPECT_THAT(errors_of("[BMS]\n" + service(1, "bms_aggregator")),
                ElementsAre("2: [BMS] bms1_service: com.victronenergy.battery.bms_aggregator is "
                            "the virtual battery itself; name the service of a BMS"));
    EXPECT_EQ(errors_of("[BMS]\n" + service(1, "x") + "service_name = x\n").size(), 1U);
    EXPECT_THAT(errors_of("[BMS]\n" + service(1, "bms_aggregator") + "service_name = x\n"),
                IsEmpty());
}

TEST(Packs, MustBeEnoughToWaitFor) {
    EXPECT_THAT(errors_of("[Failsafe]\nmin_packs = 4\n"),
                ElementsAre("2: [Failsafe] min_packs: 4 packs can never be there; [BMS] lists 3"));
    EXPECT_THAT(errors_of("[Failsafe]\nmin_packs = 3\n"), IsEmpty());
    EXPECT_THAT(errors_of("[Failsafe]\nmin_packs = 4\n[BMS]\ndiscovery = auto\n"), IsEmpty());
    EXPECT_EQ(errors_of("[Failsafe]\nmin_packs = 4\n[BMS]\ndiscovery = atuo\n").size(), 1U);
}

}  // namespace
}  // namespace aggregator::config
