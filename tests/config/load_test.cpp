#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/config/config.hpp"
#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;

TEST(Load, EmptyTextGivesTheDefaults) {
    auto settings = defaults();
    EXPECT_EQ(settings.packs.size(), 3U);
    settings.packs.clear();
    EXPECT_EQ(settings, Settings{});
}

TEST(Load, FileOfVersionOneOneZeroGivesItsValues) {
    const auto settings = settings_of(project_file("tests/fixtures/config-1.1.0.ini"));
    EXPECT_EQ(settings.bank.capacity, AmpHours{450.0});
    EXPECT_EQ(settings.bank.max_charge_voltage, Volts{14.2});
    EXPECT_EQ(settings.bank.max_discharge_current, Amps{150.0});
    EXPECT_EQ(settings.bank.battery_low_voltage, Volts{11.5});
    EXPECT_EQ(settings.charge.nominal_charge_current, Amps{150.0});
    EXPECT_EQ(settings.charge.reduced_charge_current, Amps{50.0});
    EXPECT_EQ(settings.imbalance.ok, Percent{5.0});
    EXPECT_EQ(settings.imbalance.warning, Percent{15.0});
    EXPECT_EQ(settings.imbalance.alarm, Percent{20.0});
    ASSERT_EQ(settings.packs.size(), 3U);
    EXPECT_EQ(settings.packs[0].service, "com.victronenergy.battery.canopen_bms_node1");
    EXPECT_EQ(settings.packs[1].service, "com.victronenergy.battery.canopen_bms_node2");
    EXPECT_EQ(settings.packs[2].service, "com.victronenergy.battery.canopen_bms_node3");
    EXPECT_EQ(settings.device_instance, 280);
    EXPECT_EQ(settings.update_interval, Seconds{2.0});
    EXPECT_FALSE(settings.debug);
}

TEST(Load, FileOfVersionOneOneZeroDiffersFromTheDefaultsOnlyInWhatItGives) {
    auto settings = settings_of(project_file("tests/fixtures/config-1.1.0.ini"));
    EXPECT_EQ(settings.given, (Settings::Given{true, true}));
    settings.given = {};
    EXPECT_EQ(settings, defaults());
}

TEST(Load, EveryKindOfSettingIsRead) {
    const auto settings = settings_of(R"([Battery]
nominal_voltage = 48
[ChargeLimits]
limit_mode = min_n
blocked_pack = full_trickle
raise_rate = 0.25
[ImbalanceThresholds]
imbalance_action = alarm_only
[Aggregation]
soc = blend
voltage = median
[BMS]
discovery = auto
exclude = com.victronenergy.battery.ttyUSB3, Camper
service_name = house
custom_name = House # 1
[Failsafe]
ride_through = 900
on_lost = stop
min_packs = 2
[TemperatureLimits]
enabled = yes
charge_curve = 0:0, 20:0.5
[Notifications]
enabled = no
[Logging]
update_interval = 1
debug = on
)");
    EXPECT_EQ(settings.bank.nominal_voltage, NominalVoltage::v48);
    EXPECT_EQ(settings.charge.limit_mode, LimitMode::min_n);
    EXPECT_EQ(settings.charge.blocked_pack, BlockedPackRule::full_trickle);
    EXPECT_EQ(settings.charge.raise_rate, Percent{0.25});
    EXPECT_EQ(settings.imbalance.action, ImbalanceAction::alarm_only);
    EXPECT_EQ(settings.aggregation.soc, SocRule::blend);
    EXPECT_EQ(settings.aggregation.voltage, VoltageRule::median);
    EXPECT_EQ(settings.discovery, Discovery::automatic);
    EXPECT_THAT(settings.exclude, ElementsAre("com.victronenergy.battery.ttyUSB3", "Camper"));
    EXPECT_EQ(settings.service_name, "house");
    EXPECT_EQ(settings.custom_name, "House # 1");
    EXPECT_EQ(settings.failsafe.ride_through, Seconds{900.0});
    EXPECT_EQ(settings.failsafe.on_lost, LossRule::stop);
    EXPECT_EQ(settings.failsafe.min_packs, 2);
    EXPECT_TRUE(settings.temperature.enabled);
    EXPECT_EQ(settings.temperature.charge_curve.size(), 2U);
    EXPECT_FALSE(settings.notifications);
    EXPECT_EQ(settings.update_interval, Seconds{1.0});
    EXPECT_TRUE(settings.debug);
}

/// `[Battery] limit_mode` and so on in the words of the file, one for every enumerator.
TEST(Load, WordsMeanTheirEnumerators) {
    const auto nominal = [](const std::string& word) {
        return settings_of("[Battery]\nnominal_voltage=" + word).bank.nominal_voltage;
    };
    EXPECT_EQ(nominal("auto"), NominalVoltage::detect);
    EXPECT_EQ(nominal("12"), NominalVoltage::v12);
    EXPECT_EQ(nominal("24"), NominalVoltage::v24);
    const auto mode = [](const std::string& word) {
        return settings_of("[ChargeLimits]\nlimit_mode=" + word).charge.limit_mode;
    };
    EXPECT_EQ(mode("adaptive"), LimitMode::adaptive);
    EXPECT_EQ(mode("capacity"), LimitMode::capacity);
    EXPECT_EQ(mode("single"), LimitMode::single);
    EXPECT_EQ(mode("sum"), LimitMode::sum);
    const auto blocked = [](const std::string& word) {
        return settings_of("[ChargeLimits]\nblocked_pack=" + word).charge.blocked_pack;
    };
    EXPECT_EQ(blocked("auto"), BlockedPackRule::automatic);
    EXPECT_EQ(blocked("strict"), BlockedPackRule::strict);
    const auto soc = [](const std::string& word) {
        return settings_of("[Aggregation]\nsoc=" + word).aggregation.soc;
    };
    EXPECT_EQ(soc("min"), SocRule::min);
    EXPECT_EQ(soc("weighted"), SocRule::weighted);
}

TEST(Load, NamesOfKeysMayHaveAnyCase) {
    EXPECT_EQ(settings_of("[Battery]\nCapacity = 7\n").bank.capacity, AmpHours{7.0});
    EXPECT_EQ(settings_of("[BMS]\nBMS2_Service = com.victronenergy.battery.a\n").packs[0].service,
              "com.victronenergy.battery.a");
}

TEST(Load, ColonSeparatesToo) {
    EXPECT_EQ(settings_of("[Battery]\ncapacity: 7\n").bank.capacity, AmpHours{7.0});
    EXPECT_EQ(settings_of("[TemperatureLimits]\ncharge_curve: 0:0, 9:1\n")
                  .temperature.charge_curve.size(),
              2U);
}

TEST(Load, SectionsMayComeAgain) {
    const auto settings =
        settings_of("[Battery]\ncapacity = 7\n[BMS]\n[Battery]\nmax_charge_voltage = 15\n");
    EXPECT_EQ(settings.bank.capacity, AmpHours{7.0});
    EXPECT_EQ(settings.bank.max_charge_voltage, Volts{15.0});
}

TEST(Load, WindowsFilesAndIndentedFilesAreRead) {
    EXPECT_EQ(settings_of("\xEF\xBB\xBF[Battery]\r\ncapacity = 7\r\n").bank.capacity,
              AmpHours{7.0});
    EXPECT_EQ(settings_of("[Battery]\n\tcapacity =\t7\n\tmax_charge_voltage = 15\n").bank.capacity,
              AmpHours{7.0});
}

TEST(Load, GivenTellsWhichScaledKeysTheFileNames) {
    EXPECT_EQ(settings_of("").given, (Settings::Given{}));
    EXPECT_TRUE(settings_of("[Battery]\nmax_charge_voltage = 14.2\n").given.max_charge_voltage);
    EXPECT_TRUE(settings_of("[Battery]\nbattery_low_voltage = 11\n").given.battery_low_voltage);
    EXPECT_EQ(settings_of("[Battery]\nmax_discharge_current = 1\n").given, (Settings::Given{}));
}

TEST(Load, EveryKeyHasItsSource) {
    const auto loaded = load(
        "[Battery]\n\nCAPACITY = 7.50\n[BMS]\nbms4_service = "
        "com.victronenergy.battery.a\n");
    const auto capacity = key_of(loaded, "Battery", "capacity");
    EXPECT_EQ(capacity.value, "7.5");
    EXPECT_EQ(capacity.unit, "Ah");
    EXPECT_EQ(capacity.line, 3);
    const auto voltage = key_of(loaded, "Battery", "max_charge_voltage");
    EXPECT_EQ(voltage.value, "14.2");
    EXPECT_EQ(voltage.line, std::nullopt);
    EXPECT_EQ(key_of(loaded, "BMS", "bms4_service").line, 5);
    EXPECT_EQ(key_of(loaded, "BMS", "bms4_name").value, std::nullopt);
}

}  // namespace
}  // namespace aggregator::config
