#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;
using test::text;
using testing::Each;
using testing::IsEmpty;
using testing::StartsWith;

test::Sheet shown_packs(const std::vector<Member>& members, const std::vector<PackRole>& roles) {
    test::Sheet sheet;
    show_packs(members, roles, sheet.taker());
    return sheet;
}

Member healthy() {
    return {.name = "House 1",
            .service = "com.victronenergy.battery.ttyUSB0",
            .battery = {.voltage = 13.256_V,
                        .current = -20.0_A,
                        .temperature = 21.0_C,
                        .soc = 81.0_pct,
                        .limits = {.charge_voltage = 14.2_V}},
            .silence = Seconds{0.7},
            .rejected_values = 2};
}

TEST(PackFacts, ShowWhatThePackSaid) {
    const test::Sheet sheet = shown_packs({healthy()}, {{}});
    EXPECT_EQ(sheet.value("/Packs/0/Name"), text("House 1"));
    EXPECT_EQ(sheet.value("/Packs/0/Service"), text("com.victronenergy.battery.ttyUSB0"));
    EXPECT_EQ(sheet.value("/Packs/0/State"), text("online"));
    EXPECT_EQ(sheet.value("/Packs/0/Reason"), text(""));
    EXPECT_EQ(sheet.text("/Packs/0/Voltage"), "13.26V");
    EXPECT_EQ(sheet.text("/Packs/0/Current"), "-20.0A");
    EXPECT_EQ(sheet.text("/Packs/0/Temperature"), "21.0C");
    EXPECT_EQ(sheet.text("/Packs/0/Soc"), "81.0%");
    EXPECT_EQ(sheet.text("/Packs/0/MaxChargeVoltage"), "14.20V");
    EXPECT_EQ(sheet.text("/Packs/0/RejectedValues"), "2");
}

TEST(PackFacts, ShowWhatTheBankAddsToIt) {
    const PackRole role{.charge = PackLimit{75.0_A, LimitSource::published},
                        .discharge = PackLimit{0.0_A, LimitSource::blocked},
                        .share = 0.3349};
    const test::Sheet sheet = shown_packs({healthy()}, {role});
    EXPECT_EQ(sheet.text("/Packs/0/MaxChargeCurrent"), "75.0A");
    EXPECT_EQ(sheet.value("/Packs/0/ChargeLimitSource"), text("its BMS"));
    EXPECT_EQ(sheet.text("/Packs/0/MaxDischargeCurrent"), "0.0A");
    EXPECT_EQ(sheet.value("/Packs/0/DischargeLimitSource"), text("it blocks"));
    EXPECT_EQ(sheet.value("/Packs/0/Share"), Value{33.0}) << "finer steps would only be traffic";
}

TEST(PackFacts, HaveNoLimitsWithoutAnyInForce) {
    const test::Sheet sheet = shown_packs({healthy()}, {{}});
    EXPECT_EQ(sheet.value("/Packs/0/MaxChargeCurrent"), Value{});
    EXPECT_EQ(sheet.value("/Packs/0/ChargeLimitSource"), Value{});
    EXPECT_EQ(sheet.value("/Packs/0/MaxDischargeCurrent"), Value{});
    EXPECT_EQ(sheet.value("/Packs/0/DischargeLimitSource"), Value{});
}

TEST(PackFacts, CallAnIsolatedPackIsolated) {
    const PackLimit limit{10.0_A, LimitSource::published};
    const test::Sheet sheet = shown_packs(
        {healthy()}, {{.charge = limit, .discharge = limit, .isolation = {.discharge = true}}});
    EXPECT_EQ(sheet.value("/Packs/0/ChargeLimitSource"), text("its BMS"));
    EXPECT_EQ(sheet.value("/Packs/0/DischargeLimitSource"), text("isolated"));
}

TEST(PackFacts, TellTheSilenceOnlyOfAPackThatIsNotFresh) {
    Member pack = healthy();
    EXPECT_EQ(shown_packs({pack}, {{}}).value("/Packs/0/Silence"), Value{});
    pack.state = PackState::stale;
    pack.reason = "no signal and no answer";
    pack.silence = Seconds{17.9};
    const test::Sheet sheet = shown_packs({pack}, {{}});
    EXPECT_EQ(sheet.text("/Packs/0/Silence"), "17s");
    EXPECT_EQ(sheet.value("/Packs/0/State"), text("stale"));
    EXPECT_EQ(sheet.value("/Packs/0/Reason"), text("no signal and no answer"));
}

TEST(PackFacts, HaveNoSilenceForAPackNeverSeen) {
    const Member pack{.name = "House 3", .state = PackState::waiting};
    EXPECT_EQ(shown_packs({pack}, {{}}).value("/Packs/0/Silence"), Value{});
}

TEST(PackFacts, NumberThePacksFromZero) {
    Member second = healthy();
    second.name = "House 2";
    const test::Sheet sheet = shown_packs({healthy(), second}, {{}, {}});
    EXPECT_EQ(sheet.value("/Packs/0/Name"), text("House 1"));
    EXPECT_EQ(sheet.value("/Packs/1/Name"), text("House 2"));
    EXPECT_THAT(sheet.paths(), Each(StartsWith("/Packs/")));
}

TEST(PackFacts, ListThePathsInOrder) {
    EXPECT_TRUE(std::ranges::is_sorted(shown_packs({healthy()}, {{}}).paths()));
}

TEST(PackFacts, WaitForTheBanksOpinion) {
    EXPECT_THAT(shown_packs({healthy()}, {}).paths(), IsEmpty());
}

}  // namespace
}  // namespace aggregator::venus
