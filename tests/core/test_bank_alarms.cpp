/// The bank's own alarms, from what the packs do to what is shown.

#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::kCable;
using testing::kInternal;
using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

constexpr AlarmKind kParallel = AlarmKind::parallel_bms_lost;
constexpr AlarmKind kHighCharge = AlarmKind::high_charge_current;

TEST(BankAlarms, OfASilentPackRiseWithTheSilenceAndClearAMinuteAfterItsReturn) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).falls_silent("B").run(14.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::ok);
    bank.run(2.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::warning);
    EXPECT_EQ(bank.alarm(kParallel), Severity::ok);
    bank.run(45.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::alarm);
    EXPECT_EQ(bank.alarm(kParallel), Severity::alarm);
    EXPECT_EQ(only<AlarmChanged>(bank.events).back().pack, "B");
    bank.says(pack("B")).run(16.0);
    ASSERT_TRUE(bank.member("B").fresh());
    bank.run(58.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::alarm);
    bank.run(3.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::ok);
    EXPECT_EQ(bank.alarm(kParallel), Severity::ok);
}

TEST(BankAlarms, AreAtTheirWorstAsSoonAsNoPackIsFresh) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).falls_silent("A").falls_silent("B").run(16.0);
    EXPECT_EQ(bank.is().state, BankState::hold);
    EXPECT_EQ(bank.alarm(kCable), Severity::alarm);
    EXPECT_EQ(bank.alarm(kParallel), Severity::ok);
}

TEST(BankAlarms, OfNonsenseOutlastThePackThatIsLostForIt) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).changes("B", [](Battery& b) { b.voltage = Volts{53000.0}; }).run(29.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
    bank.run(3.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    bank.run(270.0);
    EXPECT_EQ(bank.member("B").state, PackState::lost);
    EXPECT_EQ(bank.alarm(kInternal), Severity::alarm);
    bank.says(pack("B")).run(119.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::alarm);
    bank.run(3.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
}

TEST(BankAlarms, OfAnOverloadNameThePackAndStayFiveMinutes) {
    Scenario bank{pack("A").amps(65.0), pack("B").amps(20.0)};
    bank.run(10.0);
    EXPECT_EQ(bank.alarm(kHighCharge), Severity::ok);
    bank.run(1.0);
    EXPECT_EQ(bank.alarm(kHighCharge), Severity::warning);
    EXPECT_EQ(only<AlarmChanged>(bank.events).back().pack, "A");
    bank.run(20.0);
    EXPECT_EQ(bank.alarm(kHighCharge), Severity::alarm);
    bank.says(pack("A").amps(20.0)).run(299.0);
    EXPECT_EQ(bank.alarm(kHighCharge), Severity::alarm);
    bank.run(3.0);
    EXPECT_EQ(bank.alarm(kHighCharge), Severity::ok);
}

TEST(BankAlarms, OfAConfigurationThatIsNotUsableEndWithIt) {
    Scenario bank{pack("A")};
    bank.surroundings.configuration = ConfigurationInForce::embedded;
    bank.run(1.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::warning);
    bank.surroundings.configuration = ConfigurationInForce::users;
    bank.run(1.0);
    EXPECT_EQ(bank.alarm(kInternal), Severity::ok);
}

TEST(BankAlarms, TellOfFrostOnlyAsAWarningWhenThePackIsFull) {
    Settings settings = settings_48v();
    settings.temperature.enabled = true;
    const AlarmKind cold = AlarmKind::low_charge_temperature;
    Scenario full{{pack("A").celsius(-3.0).soc(95.0)}, settings};
    EXPECT_EQ(full.run(1.0).alarm(cold), Severity::warning);
    Scenario half{{pack("A").celsius(-3.0).soc(50.0)}, settings};
    EXPECT_EQ(half.run(1.0).alarm(cold), Severity::alarm);
    Scenario unknown{{pack("A").celsius(-3.0).without(&Battery::soc)}, settings};
    EXPECT_EQ(unknown.run(1.0).alarm(cold), Severity::alarm);
    Scenario asking{
        {pack("A").celsius(-3.0).soc(96.0).with([](Battery& b) { b.charge_request = true; })},
        settings};
    EXPECT_EQ(asking.run(1.0).alarm(cold), Severity::alarm);
}

}  // namespace
}  // namespace aggregator
