/// What Python's configparser made of a file, and what is made of it now.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

TEST(Compatibility, BooleansAreThoseOfConfigparser) {
    const auto debug = [](const std::string& word) {
        return settings_of("[Logging]\ndebug = " + word + "\n").debug;
    };
    for (const auto* word : {"1", "yes", "true", "on", "Yes", "TRUE", "oN"})
        EXPECT_TRUE(debug(word)) << word;
    for (const auto* word : {"0", "no", "false", "off", "No", "FALSE", "oFF"})
        EXPECT_FALSE(debug(word)) << word;
}

TEST(Compatibility, KeysHaveAnyCaseAndSectionsTheirOwn) {
    EXPECT_EQ(settings_of("[Battery]\nMAX_CHARGE_VOLTAGE = 14\n").bank.max_charge_voltage,
              Volts{14.0});
    EXPECT_EQ(errors_of("[BATTERY]\nmax_charge_voltage = 14\n").size(), 1U);
}

TEST(Compatibility, BlanksAroundNamesAndValuesDoNotCount) {
    for (const auto* line : {"capacity=300", "capacity =300", "capacity= 300", "capacity\t=\t300\t",
                             "capacity : 300", "  capacity = 300  "})
        EXPECT_EQ(settings_of("[Battery]\n" + std::string(line) + "\n").bank.capacity,
                  AmpHours{300.0})
            << line;
}

TEST(Compatibility, BlanksInsideTheBracketsCount) {
    EXPECT_EQ(errors_of("[ Battery ]\n").front(),
              "1: [ Battery ]: unknown section, its keys are not read; did you mean [Battery]?");
}

TEST(Compatibility, CommentsBeginWithHashOrSemicolon) {
    EXPECT_EQ(settings_of("# a\n; b\n[Battery]\n  # c = 1\n  ; d\ncapacity = 300\n#capacity = 1\n")
                  .bank.capacity,
              AmpHours{300.0});
}

TEST(Compatibility, NothingFollowsAValue) {
    for (const auto* value : {"300 # note", "300 ; note", "300 Ah", "300 400"})
        EXPECT_EQ(errors_of("[Battery]\ncapacity = " + std::string(value) + "\n").size(), 1U)
            << value;
}

TEST(Compatibility, FewerThanThreePacksAreEnough) {
    EXPECT_EQ(settings_of("[BMS]\nbms1_service = com.victronenergy.battery.a\n").packs.size(), 1U);
}

TEST(Compatibility, ValuesOverSeveralLinesAreToldApart) {
    EXPECT_EQ(errors_of("[BMS]\nbms1_service =\n    com.victronenergy.battery.a\n").size(), 2U);
}

TEST(Compatibility, ThresholdsInTheWrongOrderAreNoLongerPassedOver) {
    EXPECT_FALSE(errors_of("[ImbalanceThresholds]\nimbalance_ok_threshold = 20\n"
                           "imbalance_alarm_threshold = 5\n")
                     .empty());
}

}  // namespace
}  // namespace aggregator::config
