#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/core/discovery.hpp"
#include "main/found_packs.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

TEST(FoundBattery, IsEligibleByTheRuleOfDiscovery) {
    EXPECT_TRUE(is_eligible(judge(found_pack("a", 1), {})));
    const JudgedBattery shunt = judge(found_shunt(), {});
    EXPECT_EQ(shunt.why_not, why_not_eligible(shunt.found.service, shunt.found.battery, {}));
    EXPECT_TRUE(shunt.why_not.has_value());
    EXPECT_THAT(*judge(found_pack("a", 1), {.exclude = {"Pack a"}}).why_not, HasSubstr("exclude"));
}

TEST(FoundBattery, TellsSilenceFromAnAnswerWithoutValues) {
    const FoundBattery silent{.service = kBatteries + "x"};
    EXPECT_EQ(judge(silent, {}).why_not, "does not answer");
    const FoundBattery empty{.service = kBatteries + "x", .alive = true};
    EXPECT_EQ(judge(empty, {}).why_not, "answers, but shows no values");
}

TEST(FoundBattery, IsNotEligibleWhenItsValuesCannotBeTrusted) {
    FoundBattery found = found_pack("a", 1);
    found.trouble = "shares one D-Bus connection with b";
    EXPECT_EQ(judge(found, {}).why_not, found.trouble);
}

TEST(FoundBattery, KnowsTheBankItself) {
    const FoundBattery bank{.service = kBatteries + "bms_aggregator"};
    EXPECT_TRUE(judge(bank, {}).ours);
    EXPECT_THAT(*judge(bank, {}).why_not, HasSubstr("itself"));
    EXPECT_FALSE(judge(found_shunt(), {}).ours);
}

TEST(FoundBattery, CountsWhatCannotBeTrue) {
    FoundBattery found = found_pack("a", 1);
    found.battery.soc = Percent{4711.0};
    const JudgedBattery battery = judge(found, {});
    EXPECT_EQ(battery.implausible_values, 1U);
    EXPECT_EQ(battery.plausible.soc, std::nullopt);
}

TEST(FoundBattery, ConcludesTheNumberOfCells) {
    FoundBattery found = found_pack("a", 1);
    found.battery.cells = {.min_voltage = Volts{3.30}, .max_voltage = Volts{3.32}};
    EXPECT_EQ(judge(found, {}).cells, 16);
    found.battery.limits.charge_voltage = Volts{65.0};
    EXPECT_EQ(judge(found, {}).cells, std::nullopt);
}

TEST(FoundBattery, ComesInTheOrderOfTheInstances) {
    FoundBattery unknown{.service = kBatteries + "a"};
    const auto batteries =
        judged({unknown, found_pack("d", 2), found_pack("c", 1), found_pack("b", 2)});
    std::string order;
    for (const JudgedBattery& battery : batteries) order += short_name(battery.found.service);
    EXPECT_EQ(order, "cbda");
}

}  // namespace
}  // namespace aggregator::test
