#include <gtest/gtest.h>

#include "app/controller_fixture.hpp"

namespace aggregator::app {
namespace {

using venus::Value;

/// When the bank is published.
class Publishing : public test::ControllerTest {};

using test::kA;
using test::kB;

TEST_F(Publishing, WaitsUntilEveryPackHasData) {
    appear(kA);
    appear(kB);
    send_all(kA);
    controller_.first_scan_done();
    controller_.wake_up();
    tick_at(1.0);
    EXPECT_EQ(publisher_.publishes, 0);
    EXPECT_FALSE(controller_.save());
    send_all(kB);
    controller_.wake_up();
    for (const double seconds : {2.0, 3.0}) tick_at(seconds);
    EXPECT_EQ(publisher_.publishes, 0);
    tick_at(4.0);
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_TRUE(publisher_.on_bus());
    EXPECT_TRUE(controller_.save());
}

TEST_F(Publishing, WaitsUntilEveryServiceWasAsked) {
    appear(kA);
    appear(kB);
    send_all(kA);
    send_all(kB);
    controller_.wake_up();
    tick_at(5.0);
    EXPECT_EQ(publisher_.publishes, 0);
    controller_.first_scan_done();
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 1);
}

TEST_F(Publishing, WaitsForPacksThatDiscoveryMayStillFind) {
    Settings automatic = settings();
    automatic.packs.clear();
    automatic.discovery = Discovery::automatic;
    controller_.apply(automatic, ConfigurationInForce::users);
    for (const char* service : {kA, kB}) {
        appear(service);
        send_all(service);
    }
    controller_.first_scan_done();
    controller_.wake_up();
    for (const double seconds : {1.0, 2.0, 3.0, 4.0, 4.9}) tick_at(seconds);
    EXPECT_EQ(publisher_.publishes, 0);
    tick_at(5.0);
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/System/NrOfBatteries"), Value{std::int64_t{2}});
}

TEST_F(Publishing, BeginsWithTheLimitsAsComputed) {
    tick_at(0.0);
    tick_at(1.0);
    at(5.0);
    come_on_bus();
    EXPECT_GT(publisher_.number("/Info/MaxChargeCurrent"), 140.0);
    EXPECT_EQ(publisher_.value("/Info/MaxChargeVoltage"), Value{14.2});
}

TEST_F(Publishing, BeginsAsSoonAsItCan) {
    tick_at(0.5);
    begin_proof();
    for (const double seconds : {1.0, 2.5, 3.0}) tick_at(seconds);
    EXPECT_EQ(publisher_.publishes, 0);
    tick_at(3.5);
    EXPECT_EQ(publisher_.publishes, 1) << "between two intervals";
}

TEST_F(Publishing, FollowsTheInterval) {
    run();
    for (const double seconds : {1.0, 1.9, 2.0, 3.0, 4.0, 5.0}) tick_at(seconds);
    EXPECT_EQ(publisher_.publishes, 2);
}

/// Packs that speak every second by their own clock draw the ticks with them.
TEST_F(Publishing, TakesATickForTheOneThatWasDueALittleLater) {
    run();
    for (const double seconds : {0.95, 1.93, 2.90, 3.88, 4.86, 5.84}) tick_at(seconds);
    EXPECT_EQ(publisher_.publishes, 3);
}

TEST_F(Publishing, TakesTheTickThatIsNearestToTheInterval) {
    run();
    tick_at(1.4);
    EXPECT_EQ(publisher_.publishes, 0);
    tick_at(1.6);
    EXPECT_EQ(publisher_.publishes, 1);
    tick_at(3.0);
    EXPECT_EQ(publisher_.publishes, 1);
    tick_at(4.0);
    EXPECT_EQ(publisher_.publishes, 2);
}

TEST_F(Publishing, DividesTheIntervalIntoTicksOfASecondAtMost) {
    for (const auto& [interval, tick] : std::map<double, double>{
             {0.2, 0.2}, {1.0, 1.0}, {1.5, 0.75}, {2.0, 1.0}, {2.5, 2.5 / 3.0}, {60.0, 1.0}}) {
        Settings other = settings();
        other.update_interval = Seconds{interval};
        controller_.apply(other, {});
        EXPECT_DOUBLE_EQ(controller_.tick_period().count(), tick) << interval;
    }
}

TEST_F(Publishing, TicksOftenEnoughToAskAPackInTimeThatMayBeSilentOnlyShortly) {
    for (const auto& [stale_after, tick] :
         std::map<double, double>{{2.0, 0.5}, {3.0, 2.0 / 3.0}, {4.0, 1.0}, {600.0, 1.0}}) {
        Settings other = settings();
        other.failsafe.stale_after = Seconds{stale_after};
        controller_.apply(other, {});
        EXPECT_DOUBLE_EQ(controller_.tick_period().count(), tick) << stale_after;
    }
}

TEST_F(Publishing, TellsOnceWhatIsUrgentWhenATickFollows) {
    run();
    at(0.9);
    send_and_wake(kA, {{"/Info/MaxChargeCurrent", 5.0}});
    EXPECT_EQ(publisher_.publishes, 1);
    controller_.tick();
    EXPECT_EQ(publisher_.publishes, 1);
}

TEST_F(Publishing, DoesNotMakeUpForMissedIntervals) {
    run();
    tick_at(7.0);
    tick_at(8.0);
    EXPECT_EQ(publisher_.publishes, 1);
    tick_at(9.0);
    EXPECT_EQ(publisher_.publishes, 2);
}

TEST_F(Publishing, BeatsEveryTenSecondsWhateverTheInterval) {
    Settings patient = settings();
    patient.update_interval = Seconds{60.0};
    controller_.apply(patient, ConfigurationInForce::users);
    run();
    const auto first = std::get<std::int64_t>(publisher_.value("/System/Heartbeat"));
    tick_at(5.0);
    EXPECT_EQ(publisher_.value("/System/Heartbeat"), Value{first});
    tick_at(10.0);
    EXPECT_EQ(publisher_.value("/System/Heartbeat"), Value{first + 1});
    tick_at(20.0);
    EXPECT_EQ(publisher_.value("/System/Heartbeat"), Value{first + 2});
}

TEST_F(Publishing, TellsWithABeatHowOldTheDataAre) {
    run();
    at(10.0);
    send_all(kA);
    controller_.tick();
    EXPECT_EQ(publisher_.value("/System/LastUpdateAge"), Value{0.0});
    tick_at(18.0);
    EXPECT_EQ(publisher_.value("/System/LastUpdateAge"), Value{0.0});
    tick_at(20.0);
    EXPECT_EQ(publisher_.value("/System/LastUpdateAge"), Value{10.0});
}

TEST_F(Publishing, LeavesSmallNewsToTheTimer) {
    run();
    at(0.5);
    send_and_wake(kA, {{"/Dc/0/Voltage", 13.3}});
    send_and_wake(kB, {{"/Info/MaxChargeCurrent", 80.0}});
    EXPECT_EQ(publisher_.publishes, 0);
    tick_at(2.0);
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/Dc/0/Voltage"), Value{(13.25 + 13.3) / 2.0});
}

TEST_F(Publishing, TellsAFallingLimitAtOnce) {
    run();
    at(0.5);
    send_and_wake(kA, {{"/Info/MaxChargeCurrent", 10.0}});
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_LT(publisher_.number("/Info/MaxChargeCurrent"), 25.0);
    send_and_wake(kA, {{"/Info/MaxDischargeCurrent", 10.0}});
    EXPECT_EQ(publisher_.publishes, 2);
    send_and_wake(kB, {{"/Info/MaxChargeVoltage", 13.9}});
    EXPECT_EQ(publisher_.publishes, 3);
    EXPECT_EQ(publisher_.value("/Info/MaxChargeVoltage"), Value{13.9});
}

TEST_F(Publishing, LeavesARisingLimitToTheTimer) {
    run();
    send_and_wake(kA, {{"/Info/MaxChargeCurrent", 10.0}});
    publisher_.publishes = 0;
    send_and_wake(kA, {{"/Info/MaxChargeCurrent", 75.0}});
    EXPECT_EQ(publisher_.publishes, 0);
}

TEST_F(Publishing, TellsARisingAlarmAtOnceAndAFallingOneWithTheTimer) {
    run();
    send_and_wake(kA, {{"/Alarms/HighTemperature", std::int64_t{1}}});
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/Alarms/HighTemperature"), Value{std::int64_t{1}});
    send_and_wake(kA, {{"/Alarms/HighTemperature", std::int64_t{0}}});
    EXPECT_EQ(publisher_.publishes, 1);
}

TEST_F(Publishing, TellsAtOnceThatAPackLeft) {
    run();
    controller_.battery_vanished(kB);
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/System/NrOfModulesOnline"), Value{std::int64_t{1}});
}

TEST_F(Publishing, TellsWithTheNextTickThatAPackIsSilent) {
    run();
    at(14.0);
    send_all(kA);
    tick_at(14.0);
    publisher_.publishes = 0;
    tick_at(15.5);
    EXPECT_EQ(publisher_.publishes, 1) << "between two intervals";
    EXPECT_EQ(publisher_.value("/System/NrOfModulesOnline"), Value{std::int64_t{1}});
}

TEST_F(Publishing, StopsChargingWithinTheStaleTimeOfTheLastWord) {
    run();
    at(10.0);
    send_and_wake(kA, {});
    ASSERT_EQ(controller_.next_look(), now_ + std::chrono::milliseconds{4900}) << "B spoke at 0";
    at(14.9);
    controller_.wake_up();
    EXPECT_EQ(publisher_.value("/Packs/1/State"), Value{std::string{"stale"}});
    EXPECT_EQ(controller_.next_look(), now_ + std::chrono::seconds{10});
    at(24.89);
    publisher_.publishes = 0;
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 0) << "nothing is new";
    at(24.9);
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/Info/MaxChargeCurrent"), Value{0.0});
    EXPECT_EQ(controller_.next_look(), std::nullopt);
}

TEST_F(Publishing, ComesOnTheBusTheMomentItsPacksAreBelieved) {
    begin_proof();
    ASSERT_EQ(controller_.next_look(), now_ + std::chrono::seconds{3});
    at(2.99);
    controller_.wake_up();
    EXPECT_FALSE(publisher_.on_bus());
    at(3.0);
    controller_.wake_up();
    EXPECT_TRUE(publisher_.on_bus()) << "without a tick and without another word of a pack";
}

TEST_F(Publishing, DoesNothingWithoutNews) {
    run();
    publisher_.leave_bus();
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 0);
}

TEST_F(Publishing, TakesANewIntervalAtOnce) {
    Settings patient = settings();
    patient.update_interval = Seconds{60.0};
    controller_.apply(patient, ConfigurationInForce::users);
    run();
    controller_.apply(settings(), ConfigurationInForce::users);
    for (const double seconds : {1.0, 2.0, 3.0, 4.0, 5.0}) tick_at(seconds);
    EXPECT_GE(publisher_.publishes, 2);
}

TEST_F(Publishing, TriesAgainWhileTheNameIsTaken) {
    publisher_.name_is_free = false;
    begin_proof();
    for (const double seconds : {3.0, 4.0, 5.0}) tick_at(seconds);
    EXPECT_GE(publisher_.attempts, 3);
    EXPECT_EQ(log_.count("com.victronenergy.battery.bms_aggregator cannot come on the bus: "
                         "another program has it"),
              1);
    publisher_.name_is_free = true;
    tick_at(6.0);
    EXPECT_TRUE(publisher_.on_bus());
    EXPECT_EQ(log_.count("the bank is on the bus, device instance 280"), 1);
}

TEST_F(Publishing, AsksForTheNameOnceASecondAtMost) {
    publisher_.name_is_free = false;
    begin_proof();
    for (int i = 0; i < 20; ++i) {
        at(3.0 + i * 0.1);
        send_and_wake(kA, {{"/Dc/0/Voltage", 13.25 + i * 0.001}});
    }
    EXPECT_EQ(publisher_.attempts, 2);
}

TEST_F(Publishing, TellsEveryDetailOnlyToWhoeverAsks) {
    run();
    controller_.tick();
    EXPECT_EQ(log_.count("debug: "), 0);
    spdlog::default_logger()->set_level(spdlog::level::debug);
    tick_at(2.0);
    EXPECT_EQ(log_.count("debug: bank run: SOC 81.00 %, 13.25 V, 20.00 A, "), 1) << log_.text();
    EXPECT_EQ(log_.count("debug: pack "), 2);
}

TEST_F(Publishing, SaysAgainThatTheNameIsTakenWhenTheReasonIsAnother) {
    controller_.refused("another program has it");
    controller_.refused("another program has it");
    controller_.refused("not allowed");
    EXPECT_EQ(log_.count("cannot come on the bus"), 2);
    controller_.arrived();
    controller_.refused("not allowed");
    EXPECT_EQ(log_.count("cannot come on the bus"), 3);
}

TEST_F(Publishing, WaitsUntilItsInstanceIsKnown) {
    Controller unregistered{settings(), {}, publisher_};
    unregistered.set_time(now_);
    for (const char* service : {kA, kB}) {
        unregistered.battery_appeared(service, Arrival::found);
        unregistered.battery_sent(service, {}, 0);
    }
    const venus::Items items{
        {"/Dc/0/Voltage", 13.25}, {"/Dc/0/Current", 10.0}, {"/Dc/0/Temperature", 20.0}};
    for (const char* service : {kA, kB}) unregistered.battery_sent(service, items, 0);
    unregistered.first_scan_done();
    unregistered.wake_up();
    at(3.0);
    unregistered.set_time(now_);
    for (const char* service : {kA, kB}) unregistered.battery_sent(service, items, 0);
    unregistered.wake_up();
    EXPECT_EQ(publisher_.attempts, 0);
    unregistered.take_instance(280);
    unregistered.wake_up();
    EXPECT_EQ(publisher_.attempts, 1);
    EXPECT_TRUE(publisher_.on_bus());
}

}  // namespace
}  // namespace aggregator::app
