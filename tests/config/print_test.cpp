#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

using ::testing::HasSubstr;

std::string printed(std::string_view text) {
    return print(load(text));
}

/// A file in which every key differs from its default, in the most awkward way.
constexpr std::string_view kEverything = R"([Battery]
capacity = 12345.678901234567
max_charge_voltage = 28.4
max_discharge_current = 9999.99
battery_low_voltage = 22.000000000000004
nominal_voltage = 24
[ChargeLimits]
nominal_charge_current = 0300
reduced_charge_current = 0
limit_mode = sum
blocked_pack = strict
raise_hold = 0
raise_rate = 0.01
[ImbalanceThresholds]
imbalance_ok_threshold = 0.3
imbalance_warning_threshold = 0.30000000000000004
imbalance_alarm_threshold = 100
imbalance_hysteresis = 0.1
imbalance_release = 1.5
imbalance_action = alarm_only
[Aggregation]
soc = weighted
voltage = median
[BMS]
bms64_service = com.victronenergy.battery.z
bms64_name = = # " ' [x]
bms64_max_discharge_current = 7
bms2_service = com.victronenergy.battery.ttyUSB0__0x01
bms2_capacity = 280
bms2_max_charge_current = 140
exclude = Camper # 2,com.victronenergy.battery.ttyUSB3
device_instance = 0
service_name = A-b
custom_name = Büro: a, b = c
[Failsafe]
stale_after = 5
lost_after = 10
startup_grace = 0
hold = 0
leave_bus_after = 86400
ride_through = 86400
on_lost = stop
min_packs = 2
[TemperatureLimits]
enabled = true
charge_curve = -40:0,-0.5:0.05,90:5
[Notifications]
enabled = off
[Logging]
update_interval = 0.2
debug = 1
)";

TEST(Print, DefaultsLoadBackToTheSameSettings) {
    EXPECT_EQ(settings_of(printed("")), settings_of(""));
}

TEST(Print, EverySettingLoadsBackToTheSame) {
    const auto settings = settings_of(kEverything);
    EXPECT_NE(settings, defaults());
    EXPECT_EQ(settings_of(printed(kEverything)), settings);
}

TEST(Print, LongValuesLoadBack) {
    std::string text = "[BMS]\nexclude=a";
    while (text.size() < 6 + 197) text += ",b";
    ASSERT_GT(settings_of(text).exclude.size(), 90U);
    EXPECT_EQ(settings_of(printed(text)), settings_of(text));

    const std::string service =
        "[BMS]\nbms1_service=com.victronenergy.battery." + std::string(159, 'x');
    EXPECT_EQ(settings_of(printed(service)), settings_of(service));
}

TEST(Print, EveryKeyHasAValueAUnitAndASource) {
    const auto text = printed("[Battery]\n\ncapacity = 600.0\n");
    EXPECT_THAT(text, HasSubstr("# line 3, Ah\ncapacity                      = 600\n"));
    EXPECT_THAT(text, HasSubstr("# default for 12 V, V\n# max_charge_voltage          = 14.2\n"));
    EXPECT_THAT(text, HasSubstr("# default, s\n# ride_through                = 1800\n"));
    EXPECT_THAT(text, HasSubstr("# default\n# limit_mode                  = adaptive\n"));
    EXPECT_THAT(text, HasSubstr("# from the BMS, Ah\n# bms1_capacity               =\n"));
    for (const auto& key : load("").keys) EXPECT_THAT(text, HasSubstr(key.key)) << key.key;
}

TEST(Print, EqualSignsStandInOneColumn) {
    std::istringstream lines(printed(kEverything));
    std::size_t column = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto here = line.find(" =");
        if (here == std::string::npos || line.ends_with('.')) continue;
        if (column == 0) column = here;
        EXPECT_EQ(here, column) << line;
    }
    EXPECT_GT(column, 0U);
}

TEST(Print, PacksKeepTheirNumbers) {
    const auto text = printed("[BMS]\nbms7_service = com.victronenergy.battery.a\n");
    EXPECT_THAT(text, HasSubstr("\nbms7_service "));
    EXPECT_THAT(text, ::testing::Not(HasSubstr("bms1_service")));
}

TEST(Print, NothingIsPinnedThatTheFileLeavesOpen) {
    const auto text = printed("[Battery]\ncapacity = 600\n");
    EXPECT_EQ(settings_of(text).given, (Settings::Given{}));
}

}  // namespace
}  // namespace aggregator::config
