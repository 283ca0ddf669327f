#include <gtest/gtest.h>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using namespace literals;
using test::number;
using test::text;

test::Sheet shown_bank(const Decision& decision, std::span<const Member> members = {}) {
    test::Sheet sheet;
    show(decision, members, sheet.taker());
    return sheet;
}

TEST(BankFacts, TellTheStateInVenussNumbersAndInOurWords) {
    const auto number_of = [](BankState state) {
        return shown_bank({.state = state}).value("/State");
    };
    EXPECT_EQ(number_of(BankState::starting), number(0));
    EXPECT_EQ(number_of(BankState::run), number(9));
    EXPECT_EQ(number_of(BankState::degraded), number(9));
    EXPECT_EQ(number_of(BankState::hold), number(10));
    EXPECT_EQ(number_of(BankState::zero), number(10));
    EXPECT_EQ(shown_bank({.state = BankState::degraded}).value("/System/BankState"),
              text("degraded"));
}

TEST(BankFacts, SumUpTheWorstAlarm) {
    Decision decision;
    EXPECT_EQ(shown_bank(decision).value("/Alarms/Alarm"), number(0));
    decision.battery.alarms[AlarmKind::low_soc] = Severity::warning;
    EXPECT_EQ(shown_bank(decision).value("/Alarms/Alarm"), number(1));
    decision.battery.alarms[AlarmKind::bms_cable] = Severity::alarm;
    decision.battery.alarms[AlarmKind::contactor] = Severity::ok;
    EXPECT_EQ(shown_bank(decision).value("/Alarms/Alarm"), number(2));
}

TEST(BankFacts, NameRuleAndPackOfEachLimit) {
    const std::vector<Member> members{{.name = "House 1"}, {.name = "House 2"}};
    const test::Sheet sheet = shown_bank(
        {.charge_cause = {.rule = LimitRule::pack_limit, .pack = 1, .source = LimitSource::blocked},
         .discharge_cause = {.rule = LimitRule::ceiling},
         .voltage_cause = {.rule = LimitRule::pack_voltage, .pack = 0}},
        members);
    EXPECT_EQ(sheet.value("/Info/ChargeLimitation"), text("pack limit: House 2 (it blocks)"));
    EXPECT_EQ(sheet.value("/Info/DischargeLimitation"), text("configured ceiling"));
    EXPECT_EQ(sheet.value("/Info/VoltageLimitation"), text("pack voltage limit: House 1"));
}

TEST(BankFacts, SurviveACauseWithoutItsPack) {
    const test::Sheet sheet =
        shown_bank({.charge_cause = {.rule = LimitRule::pack_limit, .pack = 7, .rising = true}});
    EXPECT_EQ(sheet.value("/Info/ChargeLimitation"), text("pack limit, rising"));
}

TEST(BankFacts, TellAboutTheSocOfThePacks) {
    const test::Sheet sheet =
        shown_bank({.spread = 4.2_pct,
                    .soc = SocFigures{.min = 78.0_pct, .weighted = 80.25_pct, .max = 82.2_pct}});
    EXPECT_EQ(sheet.text("/System/MinSoc"), "78.0%");
    EXPECT_EQ(sheet.value("/System/WeightedSoc"), Value{80.25});
    EXPECT_EQ(sheet.text("/System/MaxSoc"), "82.2%");
    EXPECT_EQ(sheet.text("/System/SocSpread"), "4.2%");
}

TEST(BankFacts, HaveNoSocOfPacksThatSayNone) {
    const test::Sheet sheet = shown_bank({});
    for (const char* path :
         {"/System/MinSoc", "/System/WeightedSoc", "/System/MaxSoc", "/System/SocSpread"}) {
        EXPECT_EQ(sheet.value(path), Value{}) << path;
    }
}

TEST(BankFacts, CountPacksAndRejectedValues) {
    const std::vector<Member> members(3);
    const test::Sheet sheet =
        shown_bank({.error_code = kErrorSettingsInvalid, .rejected_values = 12}, members);
    EXPECT_EQ(sheet.value("/System/NrOfBatteries"), number(3));
    EXPECT_EQ(sheet.value("/System/BatteriesParallel"), number(3));
    EXPECT_EQ(sheet.value("/System/BatteriesSeries"), number(1));
    EXPECT_EQ(sheet.value("/Diagnostics/RejectedValues"), number(12));
    EXPECT_EQ(sheet.value("/ErrorCode"), number(31));
}

TEST(BankFacts, TellWhichPacksAreHeard) {
    const auto told = [](const std::vector<Member>& members) {
        return shown_bank({}, members).value("/ConnectionInformation");
    };
    const Member heard{.name = "Left"};
    const Member silent{.name = "Right", .state = PackState::stale};
    const Member lost{.name = "Far", .state = PackState::lost};
    EXPECT_EQ(told({heard, heard}), text("2 of 2 packs"));
    EXPECT_EQ(told({heard, silent}), text("1 of 2 packs; not Right"));
    EXPECT_EQ(told({lost, heard, silent}), text("1 of 3 packs; not Far, Right"));
    EXPECT_EQ(told({lost, lost, silent, heard, lost}),
              text("1 of 5 packs; not Far, Far and 2 more"));
    EXPECT_EQ(told({heard, {.name = "Spare", .state = PackState::excluded}}), text("1 of 1 packs"))
        << "it is no part of the bank";
}

TEST(BankFacts, NameTheTier) {
    EXPECT_EQ(shown_bank({.tier = Tier::severe}).value("/System/ChargeTier"), text("severe"));
    EXPECT_EQ(shown_bank({.tier = Tier::full}).value("/System/ChargeTier"), text("full"));
}

TEST(BankFacts, TellThatTheProgramIsAlive) {
    test::Sheet sheet;
    show(ServiceFacts{.heartbeat = 8640, .last_update_age = Seconds{3.0}}, sheet.taker());
    EXPECT_EQ(sheet.value("/System/Heartbeat"), number(8640));
    EXPECT_EQ(sheet.text("/System/LastUpdateAge"), "3s");
    test::Sheet deaf;
    show(ServiceFacts{}, deaf.taker());
    EXPECT_EQ(deaf.value("/System/LastUpdateAge"), Value{});
}

}  // namespace
}  // namespace aggregator::venus
