#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

TEST(BankStart, PublishesAtOnceAsComputed) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.decide();
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 147.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 176.4);
    EXPECT_DOUBLE_EQ(bank.cvl(), 56.0);
}

/// A bank whose packs are configured but come on the bus one after the other.
Scenario late_bank() {
    Scenario bank{pack("A").soc(90.0), pack("B").soc(60.0), pack("C").soc(70.0)};
    for (const char* name : {"A", "B", "C"}) bank.vanishes(name);
    bank.run(5.0);
    bank.says(pack("B").soc(70.0)).run(5.0);
    bank.says(pack("C").soc(75.0)).run(5.0);
    bank.says(pack("A").soc(72.0));
    return bank;
}

TEST(BankStart, PublishesAsComputedWhenItHadToWaitForThePacks) {
    Scenario bank = late_bank();
    EXPECT_EQ(bank.run(1.0).is().state, BankState::starting);
    bank.run(3.0);
    ASSERT_EQ(bank.is().state, BankState::run);
    EXPECT_NEAR(bank.ccl(), 147.0, 0.1);
    EXPECT_NEAR(bank.dcl(), 176.4, 0.1);
    EXPECT_DOUBLE_EQ(bank.cvl(), 56.0);
}

TEST(BankStart, PublishesTheSocAsComputedWhenItHadToWaitForThePacks) {
    Settings settings = settings_48v();
    settings.aggregation.soc = SocRule::weighted;
    Scenario bank{{pack("A").soc(70.0)}, settings};
    Settings two = bank.settings;
    two.packs.push_back({.service = "com.victronenergy.battery.B", .name = "B"});
    bank.reload(two).decide();
    ASSERT_EQ(bank.is().state, BankState::starting);
    bank.says(pack("B").soc(80.0)).run(5.0);
    ASSERT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.soc(), 75.0);
}

TEST(BankStart, RaisesNoAlarmForPacksItOnlyWaitsFor) {
    Scenario bank = late_bank();
    bank.run(5.0);
    ASSERT_EQ(bank.is().state, BankState::run);
    EXPECT_EQ(bank.alarm(AlarmKind::bms_cable), Severity::ok);
    EXPECT_TRUE(only<AlarmChanged>(bank.events).empty());
}

TEST(BankStart, NeverStartsWithoutAnyPack) {
    Scenario none{{}};
    EXPECT_EQ(none.run(1000.0).is().state, BankState::starting);
    Scenario absent{pack("A")};
    EXPECT_EQ(absent.vanishes("A").run(1000.0).is().state, BankState::starting);
}

TEST(BankStart, GoesOnWithoutAPackThatNeverCame) {
    Scenario bank{pack("A").soc(90.0), pack("B").soc(88.0), pack("C")};
    bank.vanishes("C").run(62.0);
    EXPECT_EQ(bank.is().state, BankState::degraded);
    EXPECT_DOUBLE_EQ(bank.soc(), 88.0);
    EXPECT_NEAR(bank.ccl(), 0.98 * 10.0 * 3.0, 0.1);
    EXPECT_EQ(bank.alarm(AlarmKind::bms_cable), Severity::alarm);
    EXPECT_EQ(bank.is().battery.modules.online, 2);
    EXPECT_EQ(bank.is().battery.modules.offline, 1);
    EXPECT_DOUBLE_EQ(bank.cvl(), 54.4);
}

TEST(BankStart, LeavesALittleDischargeWhenThePacksItSawAreSilentAgain) {
    Scenario bank{pack("A"), pack("B")};
    bank.vanishes("B").run(50.0).vanishes("A").run(12.0);
    ASSERT_EQ(bank.is().state, BankState::hold);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_GT(bank.dcl(), 0.0);
    EXPECT_LE(bank.dcl(), 20.0);
}

constexpr Seconds kLongAgo{300.0};

SavedState saved() {
    return {.charge_current = Amps{30.0},
            .discharge_current = Amps{40.0},
            .charge_voltage = Volts{54.0},
            .tier = Tier::warning,
            .cells_in_series = 16};
}

TEST(BankRestart, StartsNoHigherThanBefore) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.bank.resume(saved(), kLongAgo, bank.now());
    bank.decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), 30.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 40.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 54.0);
    EXPECT_EQ(bank.is().tier, Tier::warning);
    EXPECT_EQ(bank.bank.cells_in_series(), 16);
    EXPECT_DOUBLE_EQ(bank.soc(), 80.0);
}

TEST(BankRestart, RisesFromThereLikeAfterACut) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.bank.resume(saved(), kLongAgo, bank.now());
    bank.run(29.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 30.0);
    bank.run(11.0);
    EXPECT_GT(bank.ccl(), 30.0);
    EXPECT_LT(bank.ccl(), 30.0 + 12 * 1.5 + 0.1);
}

TEST(BankRestart, StartsNoHigherAlsoWhenItHadToWaitForThePacks) {
    Scenario bank{pack("A"), pack("B")};
    bank.bank.resume(saved(), kLongAgo, bank.now());
    bank.vanishes("B").run(5.0);
    bank.says(pack("B")).run(4.0);
    ASSERT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 30.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 40.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 54.0);
}

TEST(BankRestart, StartsLowerWhereThePacksAllowLess) {
    Scenario bank{pack("A").ccl(5.0).cvl(53.5)};
    bank.bank.resume(saved(), kLongAgo, bank.now());
    bank.decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), 5.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 53.5);
}

TEST(BankRestart, SavesWhatItPublishes) {
    Scenario bank{pack("A").soc(60.0), pack("B").soc(50.0)};
    bank.run(61.0);
    const SavedState state = bank.bank.save({});
    EXPECT_DOUBLE_EQ(state.charge_current.value(), bank.ccl());
    EXPECT_DOUBLE_EQ(state.discharge_current.value(), bank.dcl());
    EXPECT_DOUBLE_EQ(state.charge_voltage.value(), bank.cvl());
    EXPECT_EQ(state.tier, Tier::minor);
    EXPECT_EQ(state.cells_in_series, 16);
}

}  // namespace
}  // namespace aggregator
