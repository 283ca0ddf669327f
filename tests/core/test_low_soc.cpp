#include <gtest/gtest.h>

#include "aggregator/core/low_soc.hpp"
#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::Scenario;

TEST(LowSoc, WarnsAtFivePercentAndAlarmsAtNone) {
    LowSoc rule;
    EXPECT_EQ(rule.step(Percent{5.1}), Severity::ok);
    EXPECT_EQ(rule.step(Percent{5.0}), Severity::warning);
    EXPECT_EQ(rule.step(Percent{0.1}), Severity::warning);
    EXPECT_EQ(rule.step(Percent{0.0}), Severity::alarm);
}

TEST(LowSoc, EndsThreePointsAboveWhereItBegan) {
    LowSoc rule;
    rule.step(Percent{0.0});
    EXPECT_EQ(rule.step(Percent{3.0}), Severity::alarm);
    EXPECT_EQ(rule.step(Percent{3.1}), Severity::warning);
    EXPECT_EQ(rule.step(Percent{8.0}), Severity::warning);
    EXPECT_EQ(rule.step(Percent{8.1}), Severity::ok);
}

TEST(LowSoc, RaisesAnAlarmOfTheBankThatDoesNotFlicker) {
    Scenario bank{pack("A").soc(6.0), pack("B").soc(40.0)};
    EXPECT_EQ(bank.run(1.0).alarm(AlarmKind::low_soc), Severity::ok);
    bank.changes("A", [](Battery& b) { b.soc = Percent{5.0}; }).run(2.0);
    EXPECT_EQ(bank.alarm(AlarmKind::low_soc), Severity::warning);
    bank.changes("A", [](Battery& b) { b.soc = Percent{7.0}; }).run(3600.0);
    EXPECT_EQ(bank.alarm(AlarmKind::low_soc), Severity::warning);
    bank.changes("A", [](Battery& b) { b.soc = Percent{9.0}; }).run(59.0);
    EXPECT_EQ(bank.alarm(AlarmKind::low_soc), Severity::warning);
    bank.run(5.0);
    EXPECT_EQ(bank.alarm(AlarmKind::low_soc), Severity::ok);
}

}  // namespace
}  // namespace aggregator
