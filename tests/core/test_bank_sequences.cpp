#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

const auto ccl_of = [](double amps) {
    return [amps](Battery& b) { b.limits.charge_current = Amps{amps}; };
};
const auto soc_of = [](double percent) {
    return [percent](Battery& b) { b.soc = Percent{percent}; };
};

TEST(BankSequence, CutsAtOnceAndRisesLateWhenAPackLimitDips) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.run(2.0).changes("B", ccl_of(0.25)).run(1.0);
    EXPECT_LE(bank.ccl(), 0.75);
    EXPECT_TRUE(bank.is().urgent);
    bank.run(9.0).changes("B", ccl_of(50.0)).run(20.0);
    EXPECT_LE(bank.ccl(), 0.75);
    EXPECT_TRUE(bank.is().charge_cause.rising);
    bank.run(30.0);
    EXPECT_NEAR(bank.ccl(), 45.0, 3.0);
    bank.run(200.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 147.0);
    EXPECT_FALSE(bank.is().charge_cause.rising);
}

TEST(BankSequence, DischargesAgainAfterHalfAMinuteOfPermission) {
    Scenario bank{pack("A"), pack("B")};
    const auto dcl_of = [](double amps) {
        return [amps](Battery& b) { b.limits.discharge_current = Amps{amps}; };
    };
    bank.run(2.0).changes("A", dcl_of(0.0)).run(1.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
    bank.changes("A", dcl_of(60.0)).run(29.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
    EXPECT_EQ(bank.is().discharge_cause.rule, LimitRule::restart_wait);
    bank.run(30.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 117.6);
}

TEST(BankSequence, LeavesTheSevereTierStepByStep) {
    Settings settings;
    Scenario bank{{pack("A").soc(80.0), pack("B").soc(60.0)}, settings};
    bank.changes("A", ccl_of(200.0)).changes("B", ccl_of(200.0)).run(1.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 50.0);
    EXPECT_EQ(bank.is().charge_cause.rule, LimitRule::imbalance);
    EXPECT_EQ(bank.alarm(AlarmKind::cell_imbalance), Severity::ok);
    EXPECT_EQ(bank.run(10.0).alarm(AlarmKind::cell_imbalance), Severity::alarm);
    bank.changes("A", soc_of(62.0)).run(61.0);
    EXPECT_EQ(bank.is().tier, Tier::warning);
    bank.run(150.0);
    EXPECT_EQ(bank.is().tier, Tier::full);
    EXPECT_EQ(bank.alarm(AlarmKind::cell_imbalance), Severity::alarm)
        << "shown for five minutes, no longer";
    EXPECT_EQ(bank.run(150.0).alarm(AlarmKind::cell_imbalance), Severity::ok);
    EXPECT_EQ(only<TierChanged>(bank.events).size(), 4U);
}

TEST(BankSequence, OnlyAlarmsOfTheImbalanceWhenTheUserWantsNoLimit) {
    Settings settings;
    settings.imbalance.action = ImbalanceAction::alarm_only;
    Scenario bank{{pack("A").soc(80.0).ccl(200.0), pack("B").soc(60.0).ccl(200.0)}, settings};
    bank.run(11.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 150.0);
    EXPECT_EQ(bank.alarm(AlarmKind::cell_imbalance), Severity::alarm);
}

TEST(BankSequence, ObeysACellAlarmWhateverTheImbalanceAction) {
    Settings settings;
    settings.imbalance.action = ImbalanceAction::alarm_only;
    for (const auto& [severity, amps] : std::vector<std::pair<Severity, double>>{
             {Severity::warning, 99.0}, {Severity::alarm, 50.0}}) {
        Scenario bank{
            {pack("A").ccl(200.0).alarm(AlarmKind::cell_imbalance, severity), pack("B").ccl(200.0)},
            settings};
        bank.run(1.0);
        EXPECT_DOUBLE_EQ(bank.ccl(), amps);
        EXPECT_EQ(bank.alarm(AlarmKind::cell_imbalance), severity);
        EXPECT_EQ(bank.is().charge_cause.rule, LimitRule::cell_alarm);
    }
}

TEST(BankSequence, CarriesTheRuleThatSetsEachLimitInAnEvent) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0);
    bank.events.clear();
    bank.run(5.0);
    EXPECT_TRUE(only<LimitChanged>(bank.events).empty());
    bank.changes("B", ccl_of(20.0)).run(1.0);
    const auto changes = only<LimitChanged>(bank.events);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_STREQ(changes.front().what, "CCL");
    EXPECT_EQ(changes.front().cause.pack, 1U);
    EXPECT_DOUBLE_EQ(changes.front().value, bank.ccl());
}

TEST(BankSequence, ChangesNothingWhenTimeStandsStill) {
    Scenario bank{pack("A").soc(90.0), pack("B").soc(60.0)};
    bank.run(5.0).changes("B", ccl_of(10.0)).decide();
    bank.changes("B", ccl_of(50.0));
    const double ccl = bank.decide().ccl();
    for (int i = 0; i < 1000; ++i) bank.decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), ccl);
    EXPECT_DOUBLE_EQ(bank.soc(), 60.0);
}

TEST(UrgentDecision, IsOneThatMadeSomethingWorse) {
    const std::vector<std::function<void(Battery&)>> worse{
        ccl_of(10.0),
        [](Battery& b) { b.limits.discharge_current = Amps{10.0}; },
        [](Battery& b) { b.limits.charge_voltage = Volts{55.0}; },
        [](Battery& b) { b.limits.low_voltage = Volts{48.0}; },
        [](Battery& b) { b.alarms[AlarmKind::high_temperature] = Severity::warning; },
        [](Battery& b) { b.voltage.reset(); },
    };
    for (std::size_t i = 0; i < worse.size(); ++i) {
        Scenario bank{pack("A"), pack("B")};
        bank.run(5.0).changes("A", worse[i]).run(1.0);
        EXPECT_TRUE(bank.is().urgent) << i;
    }
}

TEST(UrgentDecision, IsNoneThatOnlyMeasured) {
    const std::vector<std::function<void(Battery&)>> usual{
        [](Battery&) {},
        [](Battery& b) { b.voltage = Volts{52.9}; },
        [](Battery& b) { b.temperature = Celsius{30.0}; },
        soc_of(79.0),
        [](Battery& b) { b.alarms[AlarmKind::high_temperature] = Severity::ok; },
    };
    for (std::size_t i = 0; i < usual.size(); ++i) {
        Scenario bank{pack("A"), pack("B")};
        bank.run(5.0).changes("A", usual[i]).run(1.0);
        EXPECT_FALSE(bank.is().urgent) << i;
    }
}

}  // namespace
}  // namespace aggregator
