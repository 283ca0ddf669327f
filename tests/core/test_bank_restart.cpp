#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::automatic;
using testing::kCable;
using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;
using testing::settings_of;

constexpr AlarmKind kHot = AlarmKind::high_temperature;

/// Three packs, one of which raised an alarm and is gone for long.
class Restart : public ::testing::Test {
protected:
    Restart() {
        before_.run(20.0).vanishes("C").run(100.0);
        kept_ = before_.save();
    }
    /// The packs that still answer, as ever.
    static void come(Scenario& bank) { bank.says(pack("A")).says(pack("B")); }

    Scenario before_{pack("A"), pack("B"), pack("C").alarm(kHot, Severity::alarm)};
    SavedState kept_{};
    Scenario after_{{}, settings_of({"A", "B", "C"})};
};

TEST_F(Restart, AfterAShortAbsenceComesBackAtOnceOnHold) {
    after_.resume(kept_, 3.0).run(1.0);
    EXPECT_EQ(after_.is().state, BankState::hold);
    EXPECT_DOUBLE_EQ(after_.ccl(), 0.0);
    EXPECT_GT(after_.dcl(), 0.0);
    EXPECT_LE(after_.dcl(), std::min(before_.dcl(), 30.0));
    EXPECT_LE(after_.cvl(), before_.cvl());
    EXPECT_GT(after_.cvl(), 50.0);
    EXPECT_DOUBLE_EQ(after_.soc(), before_.soc());
    EXPECT_EQ(after_.is().battery.voltage, before_.is().battery.voltage);
    EXPECT_TRUE(after_.is().battery.current);
    EXPECT_EQ(after_.is().battery.installed_capacity, AmpHours{300.0});
}

TEST_F(Restart, AfterAShortAbsenceStopsInTimeWhenNobodyAnswers) {
    after_.resume(kept_, 3.0).run(130.0);
    EXPECT_EQ(after_.is().state, BankState::zero);
    EXPECT_DOUBLE_EQ(after_.dcl(), 0.0);
    EXPECT_DOUBLE_EQ(after_.soc(), before_.soc());
}

TEST_F(Restart, AfterALongerAbsenceWaitsOffTheBusForThePacks) {
    after_.resume(kept_, 61.0).run(5.0);
    EXPECT_EQ(after_.is().state, BankState::starting);
    EXPECT_TRUE(only<AlarmChanged>(after_.events).empty());
}

TEST_F(Restart, DoesNotWaitForAPackThatWasLostBefore) {
    after_.resume(kept_, 61.0);
    come(after_);
    after_.run(20.0);
    EXPECT_EQ(after_.is().state, BankState::degraded);
    EXPECT_LE(after_.ccl(), before_.ccl());
    EXPECT_LE(after_.dcl(), before_.dcl());
    EXPECT_LE(after_.cvl(), before_.cvl());
}

TEST_F(Restart, RemembersALostPackHoweverLongItWasAway) {
    for (const double away : {3.0, 61.0, 3000.0, 40'000.0}) {
        Scenario after{{}, settings_of({"A", "B", "C"})};
        after.resume(kept_, away);
        come(after);
        after.run(20.0);
        EXPECT_EQ(after.member("C").state, PackState::lost) << away;
        EXPECT_EQ(after.alarm(kHot), Severity::alarm) << away;
        EXPECT_EQ(after.alarm(kCable), Severity::alarm) << away;
        EXPECT_DOUBLE_EQ(after.soc(), 80.0);
        after.run(600.0);
        EXPECT_LE(after.ccl(), before_.ccl() + 0.11) << away;
        EXPECT_LE(after.dcl(), before_.dcl() + 0.11) << away;
        EXPECT_DOUBLE_EQ(after.cvl(), 54.4) << away;
    }
}

TEST_F(Restart, ForgetsTheAlarmWhenThePackReturnsWithoutIt) {
    after_.resume(kept_, 3.0);
    come(after_);
    after_.says(pack("C").alarm(kHot, Severity::ok)).run(100.0);
    EXPECT_EQ(after_.member("C").state, PackState::online);
    EXPECT_EQ(after_.alarm(kHot), Severity::ok);
    EXPECT_EQ(after_.is().state, BankState::run);
}

TEST_F(Restart, ForgetsAPackThatTheFileDoesNotNameAnyMore) {
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(kept_, 3.0);
    come(after);
    after.run(30.0);
    EXPECT_THROW((void)after.member("C"), std::out_of_range);
    EXPECT_EQ(after.is().state, BankState::run);
}

TEST(RestartOfAWellBank, HoldsUntilThePacksAreProvenAndRisesFromZero) {
    Scenario before{pack("A"), pack("B")};
    before.run(20.0);
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(before.save(), 3.0);
    after.says(pack("A")).says(pack("B")).run(10.0);
    EXPECT_EQ(after.is().state, BankState::hold);
    after.run(15.0);
    EXPECT_EQ(after.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(after.ccl(), 0.0);
    EXPECT_GT(after.dcl(), 0.0);
    after.run(300.0);
    EXPECT_DOUBLE_EQ(after.ccl(), before.ccl());
    EXPECT_DOUBLE_EQ(after.dcl(), before.dcl());
}

TEST(RestartOfAWellBank, UsesNoLimitThatIsTooOld) {
    Scenario before{pack("A"), pack("B")};
    before.run(20.0);
    SavedState low = before.save();
    low.charge_current = Amps{1.0};
    low.discharge_current = Amps{1.0};
    low.tier = Tier::severe;
    for (const double away : {3599.0, 3601.0}) {
        Scenario after{{}, settings_of({"A", "B"})};
        after.resume(low, away);
        after.says(pack("A")).says(pack("B")).run(15.0);
        ASSERT_EQ(after.is().state, BankState::run);
        EXPECT_EQ(after.ccl() > 1.0, away > 3600.0);
        EXPECT_EQ(after.dcl() > 1.0, away > 3600.0);
        EXPECT_EQ(after.is().tier == Tier::full, away > 3600.0);
    }
}

TEST(RestartOfAWellBank, RaisesNoAlarmForPacksItHasNotHeardYet) {
    Scenario before{pack("A"), pack("B")};
    before.run(20.0);
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(before.save(), 3.0).run(3.0);
    after.says(pack("A")).says(pack("B")).run(40.0);
    EXPECT_EQ(after.is().state, BankState::run);
    EXPECT_TRUE(only<AlarmChanged>(after.events).empty());
}

TEST(RestartOfAWellBank, LosesAPackThatDoesNotAnswerWhenItsGraceIsOver) {
    Scenario before{pack("A"), pack("B")};
    before.run(20.0);
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(before.save(), 3.0);
    after.says(pack("A")).run(59.0);
    EXPECT_EQ(after.member("B").state, PackState::waiting);
    EXPECT_EQ(after.alarm(kCable), Severity::ok);
    EXPECT_DOUBLE_EQ(after.soc(), 80.0);
    after.run(2.0);
    EXPECT_EQ(after.member("B").state, PackState::lost);
    EXPECT_EQ(after.alarm(kCable), Severity::alarm);
}

TEST(RestartOfAWellBank, NeverLoosensForAPackThatDoesNotAnswer) {
    Scenario before{pack("A"), pack("B").ccl(4.0).cvl(53.0)};
    before.run(20.0);
    for (const double away : {3.0, 300.0}) {
        Scenario after{{}, settings_of({"A", "B"})};
        after.resume(before.save(), away);
        after.says(pack("A")).run(120.0);
        ASSERT_EQ(after.is().state, BankState::degraded);
        EXPECT_LE(after.ccl(), 8.0);
        EXPECT_LE(after.cvl(), 53.0);
    }
}

TEST(RestartOfAWellBank, RemembersTheShares) {
    Scenario before{pack("A"), pack("B")};
    const auto carries = [](double amps) { return [amps](Battery& b) { b.current = Amps{amps}; }; };
    before.run(10.0);
    for (int i = 0; i < 40; ++i) {
        const double current = i % 2 == 0 ? 40.0 : 10.0;
        before.changes("A", carries(current * 0.7)).changes("B", carries(current * 0.3)).run(10.0);
    }
    const double learned = before.bank.roles()[0].share;
    ASSERT_GT(learned, 0.6);
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(before.save(), 3.0).run(1.0);
    EXPECT_NEAR(after.bank.roles()[0].share, learned, 0.01);
    Scenario late{{}, settings_of({"A", "B"})};
    late.resume(before.save(), 3601.0).run(1.0);
    EXPECT_NEAR(late.bank.roles()[0].share, 0.5, 0.01);
}

TEST(RestartOfAWellBank, HasNothingToGoOnWithWhenTheFileNamesOtherPacks) {
    Scenario before{pack("A"), pack("B")};
    before.run(20.0);
    Scenario after{{}, settings_of({"X", "Y"})};
    after.resume(before.save(), 3.0).run(5.0);
    EXPECT_EQ(after.is().state, BankState::starting);
}

/// A bank that found its packs itself and has lost one.
class RestartWithDiscovery : public ::testing::Test {
protected:
    RestartWithDiscovery() {
        const auto named = [](Battery& b) { b.custom_name = "Cellar"; };
        before_.says(pack("A")).says(pack("B")).says(pack("C").with(named)).run(20.0);
        before_.vanishes("C").run(100.0);
        kept_ = before_.save();
    }
    Scenario before_{{}, automatic()};
    SavedState kept_{};
};

TEST_F(RestartWithDiscovery, RemembersAPackThatIsGone) {
    for (const double away : {3.0, 300.0}) {
        Scenario after{{}, automatic()};
        after.resume(kept_, away);
        after.says(pack("A")).says(pack("B")).run(30.0);
        EXPECT_EQ(after.member("Cellar").state, PackState::lost);
        EXPECT_EQ(after.is().state, BankState::degraded);
        EXPECT_EQ(after.alarm(kCable), Severity::alarm);
        after.run(600.0);
        EXPECT_LE(after.ccl(), before_.ccl() + 0.11);
    }
}

TEST_F(RestartWithDiscovery, ForgetsAPackThatTheUserExcludes) {
    for (const char* name : {"com.victronenergy.battery.C", "Cellar"}) {
        Settings settings = automatic();
        settings.exclude = {name};
        Scenario after{{}, settings};
        after.resume(kept_, 3.0);
        after.says(pack("A")).says(pack("B")).run(40.0);
        EXPECT_EQ(after.is().state, BankState::run);
        EXPECT_EQ(after.is().battery.installed_capacity, AmpHours{200.0});
    }
}

TEST_F(RestartWithDiscovery, TakesAPackThatReturnsForItself) {
    Scenario after{{}, automatic()};
    after.resume(kept_, 3.0);
    after.says(pack("A")).says(pack("B")).says(pack("C")).run(60.0);
    EXPECT_EQ(after.is().battery.installed_capacity, AmpHours{300.0});
    EXPECT_EQ(after.is().state, BankState::run);
}

}  // namespace
}  // namespace aggregator
