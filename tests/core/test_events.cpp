#include <gtest/gtest.h>

#include <set>

#include "aggregator/core/events.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::bank_of;
using testing::pack;

const std::vector<Member> kMembers = bank_of({pack("A"), pack("House 2")});

std::string text_of(const Event& event) {
    return describe(event, kMembers);
}

TEST(EventText, SaysWhatHappenedToAPack) {
    EXPECT_EQ(text_of(PackChanged{"A", PackState::online, PackState::stale, "not on the bus"}),
              "pack A: online -> stale (not on the bus)");
    EXPECT_EQ(text_of(PackChanged{"A", PackState::stale, PackState::online, ""}),
              "pack A: stale -> online");
    EXPECT_EQ(text_of(PackMoved{"A", "com.victronenergy.battery.ttyUSB7"}),
              "pack A is now com.victronenergy.battery.ttyUSB7");
    EXPECT_EQ(text_of(Refused{"A", "it is another battery"}),
              "pack A refused: it is another battery; charging and discharging are stopped");
}

TEST(EventText, SaysWhatHappenedToTheBank) {
    EXPECT_EQ(text_of(BankChanged{BankState::run, BankState::hold, "no pack is fresh"}),
              "bank: run -> hold (no pack is fresh)");
    EXPECT_EQ(text_of(NominalVoltageFound{16}), "the packs have 16 cells in series");
}

TEST(EventText, SaysWhichTierAndWhy) {
    EXPECT_EQ(text_of(TierChanged{Tier::full, Tier::minor, Percent{5.04}}),
              "charge tier: full -> minor (SOC spread 5.0 %)");
    EXPECT_EQ(text_of(TierChanged{Tier::warning, Tier::severe, std::nullopt}),
              "charge tier: warning -> severe (SOC spread unknown)");
}

TEST(EventText, SaysWhoseAlarmItIs) {
    EXPECT_EQ(
        text_of(AlarmChanged{AlarmKind::high_voltage, Severity::ok, Severity::alarm, "House 2"}),
        "alarm HighVoltage: ok -> alarm (House 2)");
    EXPECT_EQ(text_of(AlarmChanged{AlarmKind::bms_cable, Severity::warning, Severity::ok, ""}),
              "alarm BmsCable: warning -> ok");
}

TEST(EventText, SaysWhichRuleSetsALimit) {
    EXPECT_EQ(text_of(LimitChanged{"CCL",
                                   98.0,
                                   {.rule = LimitRule::pack_limit,
                                    .pack = 1,
                                    .source = LimitSource::published,
                                    .rising = true}}),
              "CCL 98.00 by pack limit: House 2 (its BMS), rising");
}

TEST(CauseText, NamesNoPackThatDoesNotExist) {
    EXPECT_EQ(describe(Cause{.rule = LimitRule::overcurrent, .pack = 7}, kMembers), "overcurrent");
}

TEST(CauseText, IsAnotherForEveryRule) {
    std::set<std::string> texts;
    for (int rule = 0; rule <= static_cast<int>(LimitRule::resting_voltage); ++rule)
        texts.insert(describe(Cause{.rule = static_cast<LimitRule>(rule)}, kMembers));
    EXPECT_EQ(texts.size(), static_cast<std::size_t>(LimitRule::resting_voltage) + 1);
    EXPECT_FALSE(texts.contains("unknown"));
}

TEST(EventNames, AreDifferentForEveryTierBankStateAndAlarm) {
    std::set<std::string> names;
    for (const Tier tier : {Tier::full, Tier::minor, Tier::warning, Tier::severe})
        names.insert(std::string{"tier "} + name_of(tier));
    for (const BankState state : {BankState::starting, BankState::run, BankState::degraded,
                                  BankState::hold, BankState::zero, BankState::off})
        names.insert(std::string{"bank "} + name_of(state));
    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind)
        names.insert(std::string{"alarm "} + name_of(static_cast<AlarmKind>(kind)));
    EXPECT_EQ(names.size(), 4U + 6U + kAlarmKinds);
}

TEST(EventWeight, IsAWarningWhereSomebodyHasToLook) {
    const std::vector<Event> warnings{
        PackChanged{"A", PackState::online, PackState::lost, ""},
        BankChanged{BankState::run, BankState::hold, ""},
        AlarmChanged{AlarmKind::low_soc, Severity::ok, Severity::warning, ""},
        Refused{"A", ""},
    };
    for (const Event& event : warnings) EXPECT_EQ(weight_of(event), Weight::warning);
}

TEST(EventWeight, IsInformationElse) {
    const std::vector<Event> informations{
        PackChanged{"A", PackState::lost, PackState::online, ""},
        PackChanged{"A", PackState::online, PackState::excluded, ""},
        PackMoved{"A", ""},
        BankChanged{BankState::hold, BankState::run, ""},
        TierChanged{Tier::full, Tier::severe, std::nullopt},
        AlarmChanged{AlarmKind::low_soc, Severity::alarm, Severity::ok, ""},
        LimitChanged{"CCL", 0.0, {}},
        NominalVoltageFound{16},
    };
    for (const Event& event : informations) EXPECT_EQ(weight_of(event), Weight::information);
}

}  // namespace
}  // namespace aggregator
