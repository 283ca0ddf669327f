#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/fixture.hpp"

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CrossChecks, ThresholdsMustRise) {
    EXPECT_THAT(
        errors_of("[ImbalanceThresholds]\nimbalance_ok_threshold = 10\n"
                  "imbalance_warning_threshold = 10\n"),
        ElementsAre("3: [ImbalanceThresholds] imbalance_warning_threshold: 10 must be above "
                    "imbalance_ok_threshold, which is 10 (line 2)"));
    EXPECT_THAT(errors_of("[ImbalanceThresholds]\nimbalance_warning_threshold = 21\n"),
                ElementsAre("2: [ImbalanceThresholds] imbalance_warning_threshold: 21 must be "
                            "below imbalance_alarm_threshold, which is 20 (default)"));
}

TEST(CrossChecks, LaterKeyOfTheTwoIsBlamed) {
    EXPECT_THAT(errors_of("[ImbalanceThresholds]\nimbalance_alarm_threshold = 30\n\n"
                          "imbalance_warning_threshold = 40\n"),
                ElementsAre("4: [ImbalanceThresholds] imbalance_warning_threshold: 40 must be "
                            "below imbalance_alarm_threshold, which is 30 (line 2)"));
}

TEST(CrossChecks, ThresholdsInReverseAreAllReported) {
    EXPECT_EQ(errors_of("[ImbalanceThresholds]\nimbalance_ok_threshold = 20\n"
                        "imbalance_warning_threshold = 15\nimbalance_alarm_threshold = 5\n")
                  .size(),
              2U);
}

TEST(CrossChecks, HysteresisMustBeBelowTheFirstThreshold) {
    EXPECT_THAT(errors_of("[ImbalanceThresholds]\nimbalance_hysteresis = 5\n"),
                ElementsAre("2: [ImbalanceThresholds] imbalance_hysteresis: 5 must be below "
                            "imbalance_ok_threshold, which is 5 (default)"));
    EXPECT_THAT(errors_of("[ImbalanceThresholds]\nimbalance_hysteresis = 4.9\n"), IsEmpty());
}

TEST(CrossChecks, ReducedCurrentMayEqualTheNominalOne) {
    EXPECT_THAT(errors_of("[ChargeLimits]\nnominal_charge_current = 50\n"), IsEmpty());
    EXPECT_THAT(errors_of("[ChargeLimits]\nnominal_charge_current = 49\n"),
                ElementsAre("2: [ChargeLimits] nominal_charge_current: 49 must be at least "
                            "reduced_charge_current, which is 50 (default)"));
    EXPECT_THAT(errors_of("[ChargeLimits]\nreduced_charge_current = 151\n"),
                ElementsAre("2: [ChargeLimits] reduced_charge_current: 151 must be at most "
                            "nominal_charge_current, which is 150 (default)"));
}

TEST(CrossChecks, StaleMustComeBeforeLost) {
    EXPECT_THAT(errors_of("[Failsafe]\nlost_after = 15\n"),
                ElementsAre("2: [Failsafe] lost_after: 15 must be above stale_after, which is 15 "
                            "(default)"));
}

TEST(CrossChecks, LowVoltageMustBeBelowTheChargeVoltage) {
    EXPECT_THAT(errors_of("[Battery]\nbattery_low_voltage = 12\nmax_charge_voltage = 12\n"),
                ElementsAre("3: [Battery] max_charge_voltage: 12 must be above "
                            "battery_low_voltage, which is 12 (line 2)"));
    EXPECT_THAT(errors_of("[Battery]\nmax_charge_voltage = 11.5\n"),
                ElementsAre("2: [Battery] max_charge_voltage: 11.5 must be above "
                            "battery_low_voltage, which is 11.5 (default for 12 V)"));
}

TEST(CrossChecks, DefaultVoltageIsTakenAsTheBankMayScaleIt) {
    EXPECT_THAT(errors_of("[Battery]\nbattery_low_voltage = 44\n"), IsEmpty());
    EXPECT_THAT(errors_of("[Battery]\nbattery_low_voltage = 44\nnominal_voltage = 48\n"),
                IsEmpty());
    EXPECT_THAT(errors_of("[Battery]\nmax_charge_voltage = 57\nnominal_voltage = 48\n"), IsEmpty());
    EXPECT_THAT(errors_of("[Battery]\nbattery_low_voltage = 58\n"),
                ElementsAre("2: [Battery] battery_low_voltage: 58 must be below "
                            "max_charge_voltage, which is 14.2 (default for 12 V)"));
    EXPECT_EQ(errors_of("[Battery]\nbattery_low_voltage = 29\nnominal_voltage = 24\n").size(), 1U);
    EXPECT_EQ(errors_of("[Battery]\nbattery_low_voltage = 15\nnominal_voltage = 12\n").size(), 1U);
    EXPECT_EQ(errors_of("[Battery]\nmax_charge_voltage = 14.2\nnominal_voltage = 24\n").size(), 1U);
    EXPECT_EQ(errors_of("[Battery]\nmax_charge_voltage = 40\nnominal_voltage = 48\n").size(), 1U);
}

TEST(CrossChecks, RefusedValuesAreNotJudged) {
    EXPECT_EQ(errors_of("[ImbalanceThresholds]\nimbalance_ok_threshold = x\n"
                        "imbalance_warning_threshold = 3\n")
                  .size(),
              1U);
    EXPECT_EQ(errors_of("[Battery]\nmax_charge_voltage = 70\nbattery_low_voltage = 60\n").size(),
              1U);
}

}  // namespace
}  // namespace aggregator::config
