#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::automatic;
using testing::only;
using testing::pack;
using testing::PackOf;
using testing::Scenario;
using testing::settings_48v;

Settings with_another(const Scenario& bank, const std::string& name) {
    Settings settings = bank.settings;
    settings.packs.push_back({.service = "com.victronenergy.battery." + name, .name = name});
    return settings;
}

/// The limits and alarms of a bank of two while a third pack is on its way into it.
class Newcomer : public ::testing::Test {
protected:
    Newcomer() {
        bank_.run(20.0);
        before_ = bank_.is().battery;
        bank_.events.clear();
    }
    void expect_nothing_cut() {
        EXPECT_EQ(bank_.is().battery.limits.charge_current, before_.limits.charge_current);
        EXPECT_EQ(bank_.is().battery.limits.discharge_current, before_.limits.discharge_current);
        EXPECT_EQ(bank_.is().battery.limits.charge_voltage, before_.limits.charge_voltage);
        EXPECT_EQ(bank_.is().state, BankState::run);
        EXPECT_TRUE(only<AlarmChanged>(bank_.events).empty());
    }

    Scenario bank_{{pack("A"), pack("B")}, automatic()};
    Battery before_{};
};

TEST_F(Newcomer, CutsNothingWhileItProvesItself) {
    bank_.says(pack("C").cvl(56.0));
    for (int second = 0; second < 10; ++second) {
        bank_.run(1.0);
        EXPECT_GE(bank_.is().battery.limits.charge_current, before_.limits.charge_current);
        EXPECT_GE(bank_.is().battery.limits.discharge_current, before_.limits.discharge_current);
        EXPECT_EQ(bank_.is().battery.limits.charge_voltage, before_.limits.charge_voltage);
        EXPECT_EQ(bank_.is().state, BankState::run);
    }
    EXPECT_TRUE(only<AlarmChanged>(bank_.events).empty());
    EXPECT_EQ(bank_.member("C").state, PackState::online);
}

TEST_F(Newcomer, LoosensNothingWhileItProvesItself) {
    bank_.says(pack("C").ccl(500.0).dcl(500.0)).run(1.0);
    ASSERT_EQ(bank_.member("C").state, PackState::joining);
    expect_nothing_cut();
}

TEST_F(Newcomer, CountsAsSoonAsItIsBelieved) {
    bank_.says(pack("C").ccl(5.0).cvl(54.0)).run(10.0);
    ASSERT_EQ(bank_.member("C").state, PackState::online);
    EXPECT_LE(bank_.ccl(), 15.0);
    EXPECT_DOUBLE_EQ(bank_.cvl(), 54.0);
}

TEST_F(Newcomer, CutsNothingBeforeItsOwnGraceIsOver) {
    bank_.says(pack("C")).changes("C", [](Battery& b) { b.current.reset(); });
    bank_.run(60.0);
    expect_nothing_cut();
    EXPECT_EQ(bank_.member("C").state, PackState::joining);
    EXPECT_EQ(bank_.member("C").reason, "voltage or current not valid");
}

TEST_F(Newcomer, CountsAsLostWhenItsGraceIsOver) {
    bank_.says(pack("C")).changes("C", [](Battery& b) { b.current.reset(); });
    bank_.run(62.0);
    EXPECT_EQ(bank_.member("C").state, PackState::waiting);
    EXPECT_EQ(bank_.is().state, BankState::degraded);
    EXPECT_EQ(bank_.alarm(AlarmKind::bms_cable), Severity::alarm);
    EXPECT_DOUBLE_EQ(bank_.cvl(), 54.4);
    EXPECT_LE(bank_.ccl(), 0.98 * 10.0 * 3.0);
}

TEST_F(Newcomer, ThatAReloadNamesGetsTheSameGrace) {
    bank_.reload(with_another(bank_, "C")).run(59.0);
    expect_nothing_cut();
    EXPECT_EQ(bank_.member("C").state, PackState::joining);
    bank_.run(2.0);
    EXPECT_EQ(bank_.alarm(AlarmKind::bms_cable), Severity::alarm);
}

TEST_F(Newcomer, KeepsItsGraceOverAnotherReload) {
    bank_.reload(with_another(bank_, "C")).run(30.0);
    bank_.reload(bank_.settings).run(32.0);
    EXPECT_EQ(bank_.member("C").state, PackState::waiting);
}

TEST_F(Newcomer, IsNoNewcomerAnyMoreOnceItWasBelieved) {
    bank_.says(pack("C")).run(10.0).vanishes("C").run(1.0);
    EXPECT_EQ(bank_.member("C").state, PackState::stale);
    EXPECT_EQ(bank_.is().state, BankState::degraded);
}

TEST(BankThatGathers, ComesOnTheBusWithAllItsPacks) {
    Scenario bank{{}, automatic()};
    for (const char* name : {"A", "B", "C"}) {
        bank.says(pack(name)).run(4.0);
        EXPECT_EQ(bank.is().state, BankState::starting) << name;
    }
    bank.run(5.0);
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_EQ(bank.is().battery.installed_capacity, AmpHours{300.0});
}

TEST(BankThatGathers, WaitsForNobodyLongerThanTheGrace) {
    Scenario bank{{}, automatic()};
    for (int i = 0; i < 30; ++i) bank.says(pack("P" + std::to_string(i))).run(2.0);
    bank.run(1.0);
    EXPECT_NE(bank.is().state, BankState::starting);
}

TEST(BankThatGathers, WaitsForAPackThatHasNotProvenItself) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A")).run(2.0);
    bank.says(pack("B")).changes("B", [](Battery& b) { b.current.reset(); }).run(20.0);
    EXPECT_EQ(bank.is().state, BankState::starting);
    bank.says(pack("B")).run(20.0);
    EXPECT_EQ(bank.is().state, BankState::run);
}

TEST(BankOfAList, DoesNotGather) {
    Scenario bank{pack("A")};
    EXPECT_EQ(bank.run(4.0).is().state, BankState::run);
}

}  // namespace
}  // namespace aggregator
