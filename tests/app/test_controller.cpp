#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/controller_fixture.hpp"

namespace aggregator::app {
namespace {

using test::kA;
using test::kB;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using venus::Value;

using ControllerOfTwo = test::ControllerTest;

Value whole(std::int64_t number) {
    return number;
}
Value text(const char* characters) {
    return std::string{characters};
}

TEST_F(ControllerOfTwo, ShowsIdentityBankReasonsAndPacks) {
    run();
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/DeviceInstance"), whole(280));
    EXPECT_EQ(publisher_.value("/CustomName"), text("From the file"));
    EXPECT_EQ(publisher_.value("/Dc/0/Current"), Value{20.0});
    EXPECT_EQ(publisher_.value("/System/BankState"), text("run"));
    EXPECT_EQ(publisher_.value("/Packs/1/Service"), text(kB));
    EXPECT_EQ(publisher_.value("/Diagnostics/Module1/Id"), text("b"));
}

TEST_F(ControllerOfTwo, WantsEveryBattery) {
    EXPECT_TRUE(controller_.wants(kA));
    EXPECT_TRUE(controller_.wants("com.victronenergy.battery.other"));
    EXPECT_FALSE(controller_.wants("com.victronenergy.battery.bms_aggregator"));
}

TEST_F(ControllerOfTwo, NeverWantsItsOwnService) {
    Settings automatic = settings();
    automatic.discovery = Discovery::automatic;
    controller_.apply(automatic, ConfigurationInForce::users);
    EXPECT_TRUE(controller_.wants("com.victronenergy.battery.other"));
    EXPECT_FALSE(controller_.wants("com.victronenergy.battery.bms_aggregator"));
}

TEST_F(ControllerOfTwo, CountsWhatItCannotBelieve) {
    run();
    send(kA, {{"/Soh", std::string{"99"}}, {"/Alarms/LowSoc", std::int64_t{-1}}}, 3);
    send(kB, {{"/Soh", 99.0}, {"/Not/Ours", std::string{"x"}}});
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/Packs/0/RejectedValues"), whole(5));
    EXPECT_EQ(publisher_.value("/Packs/1/RejectedValues"), whole(0));
    EXPECT_EQ(publisher_.value("/Diagnostics/RejectedValues"), whole(5));
}

TEST_F(ControllerOfTwo, ShowsANewNameAtOnce) {
    run();
    controller_.rename("By hand");
    EXPECT_EQ(publisher_.publishes, 0) << "within the call nothing may be sent";
    controller_.wake_up();
    EXPECT_EQ(publisher_.publishes, 1);
    EXPECT_EQ(publisher_.value("/CustomName"), text("By hand"));
}

TEST_F(ControllerOfTwo, TakesTheNameOfANewConfiguration) {
    run();
    Settings renamed = settings();
    renamed.custom_name = "From the new file";
    controller_.apply(renamed, ConfigurationInForce::users);
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/CustomName"), text("From the new file"));
}

TEST_F(ControllerOfTwo, PrefersTheNameThatPeopleGaveToThatOfANewConfiguration) {
    run();
    controller_.rename("By hand");
    Settings renamed = settings();
    renamed.custom_name = "From the new file";
    controller_.apply(renamed, ConfigurationInForce::users);
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/CustomName"), text("By hand"));
    controller_.rename("");
    tick_at(4.0);
    EXPECT_EQ(publisher_.value("/CustomName"), text("From the new file"));
}

TEST_F(ControllerOfTwo, ComesBackWithAnotherInstance) {
    run();
    controller_.take_instance(280);
    EXPECT_EQ(publisher_.departures, 0);
    controller_.take_instance(281);
    EXPECT_EQ(publisher_.departures, 1) << "consumers read the instance once";
    controller_.wake_up();
    EXPECT_TRUE(publisher_.on_bus());
    EXPECT_EQ(publisher_.value("/DeviceInstance"), whole(281));
    EXPECT_EQ(log_.count("device instance 281 instead of 280"), 1);
}

TEST_F(ControllerOfTwo, SaysOnceWhatKeepsVenusFromUsingTheBank) {
    run();
    EXPECT_EQ(publisher_.value("/Diagnostics/Selection"), text(""));
    controller_.take_venus_settings({.bms_instance = 280, .dvcc = 0});
    tick_at(2.0);
    tick_at(4.0);
    EXPECT_THAT(std::get<std::string>(publisher_.value("/Diagnostics/Selection")),
                HasSubstr("DVCC is off"));
    EXPECT_EQ(log_.count("warning: DVCC is off"), 1);
}

TEST_F(ControllerOfTwo, ComesAnewWhenAnotherServiceOfItsInstanceLeaves) {
    run();
    controller_.take_neighbours({{"com.victronenergy.battery.intruder", 280}});
    tick_at(2.0);
    EXPECT_EQ(log_.count("warning: com.victronenergy.battery.intruder has our device instance"), 1);
    EXPECT_EQ(publisher_.departures, 0);
    controller_.take_neighbours({});
    tick_at(4.0);
    EXPECT_EQ(publisher_.departures, 1) << "Venus forgot both of them";
    EXPECT_TRUE(publisher_.on_bus());
    tick_at(6.0);
    EXPECT_EQ(publisher_.departures, 1);
}

TEST_F(ControllerOfTwo, DoesNotComeAnewWithEveryRestartOfAnother) {
    run();
    for (double seconds = 1.0; seconds < 60.0; seconds += 1.0) {
        controller_.take_neighbours({{"com.victronenergy.battery.intruder", 280}});
        controller_.take_neighbours({});
        tick_at(seconds);
    }
    EXPECT_EQ(publisher_.departures, 1);
    tick_at(70.0);
    EXPECT_EQ(publisher_.departures, 2) << "once it is quiet";
}

TEST_F(ControllerOfTwo, LeavesNeighboursOfOtherInstancesAlone) {
    run();
    controller_.take_neighbours({{kA, 1}, {kB, 2}});
    controller_.take_neighbours({});
    tick_at(2.0);
    EXPECT_EQ(publisher_.departures, 0);
}

TEST_F(ControllerOfTwo, JudgesTheSelectionByTheInstanceItHas) {
    Settings hasty = settings();
    hasty.failsafe.hold = Seconds{0.0};
    hasty.failsafe.leave_bus_after = Seconds{10.0};
    controller_.apply(hasty, ConfigurationInForce::users);
    run();
    controller_.take_venus_settings({.bms_instance = 281});
    controller_.take_instance(281);
    controller_.wake_up();
    controller_.battery_vanished(kA);
    controller_.battery_vanished(kB);
    for (double seconds = 1.0; seconds < 60.0; seconds += 1.0) tick_at(seconds);
    EXPECT_FALSE(publisher_.on_bus());
}

TEST_F(ControllerOfTwo, HoldsChargingBackWithoutAUsableConfiguration) {
    controller_.apply(settings(), ConfigurationInForce::embedded);
    come_on_bus();
    EXPECT_EQ(publisher_.value("/Info/MaxChargeCurrent"), Value{50.0});
    EXPECT_EQ(publisher_.value("/Alarms/InternalFailure"), whole(1));
    EXPECT_EQ(publisher_.value("/ErrorCode"), whole(31));
}

TEST_F(ControllerOfTwo, TakesAReloadedPackOutAndAnotherIn) {
    run();
    Settings other = settings();
    other.packs = {{.service = kA}, {.service = "com.victronenergy.battery.c"}};
    controller_.apply(other, ConfigurationInForce::users);
    controller_.wake_up();
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/Packs/0/State"), text("online"));
    EXPECT_EQ(publisher_.value("/Packs/1/State"), text("joining"));
    EXPECT_EQ(publisher_.value("/Dc/0/Current"), Value{10.0});
}

TEST_F(ControllerOfTwo, IgnoresServicesItDoesNotKnow) {
    run();
    controller_.battery_vanished("com.victronenergy.battery.other");
    send("com.victronenergy.battery.other", {{"/Soc", 1.0}});
    tick_at(2.0);
    EXPECT_EQ(publisher_.value("/Soc"), Value{81.0});
}

TEST_F(ControllerOfTwo, LeavesTheBusOnlyWhereThatStopsTheChargers) {
    Settings hasty = settings();
    hasty.failsafe.hold = Seconds{0.0};
    hasty.failsafe.leave_bus_after = Seconds{10.0};
    controller_.apply(hasty, ConfigurationInForce::users);
    run();
    controller_.battery_vanished(kA);
    controller_.battery_vanished(kB);
    for (double seconds = 1.0; seconds < 60.0; seconds += 1.0) tick_at(seconds);
    EXPECT_TRUE(publisher_.on_bus()) << "a pack could be selected as the BMS";
    EXPECT_EQ(publisher_.value("/Info/MaxDischargeCurrent"), Value{0.0});
    controller_.take_venus_settings({.bms_instance = 280, .feed_in_excess_solar = 0});
    tick_at(61.0);
    tick_at(62.0);
    EXPECT_FALSE(publisher_.on_bus());
}

TEST_F(ControllerOfTwo, StartsNoLooserThanBeforeTheRestart) {
    come_on_bus();
    auto state = controller_.save();
    ASSERT_TRUE(state);
    EXPECT_GT(state->charge_current, Amps{140.0});
    state->charge_current = Amps{40.0};
    Controller restarted{settings(), {.device_instance = 280}, publisher_};
    restarted.set_time(now_);
    restarted.resume(*state, Seconds{300.0});
    const venus::Items items{
        {"/Dc/0/Voltage", 13.25}, {"/Dc/0/Current", 10.0}, {"/Dc/0/Temperature", 20.0}};
    for (const char* service : {kA, kB}) {
        restarted.battery_appeared(service, app::Arrival::found);
        restarted.battery_sent(service, items, 0);
    }
    restarted.first_scan_done();
    restarted.wake_up();
    restarted.set_time(now_ + std::chrono::seconds{3});
    restarted.tick();
    EXPECT_EQ(publisher_.value("/Info/MaxChargeCurrent"), Value{40.0});
}

TEST_F(ControllerOfTwo, ComesBackAtOnceAfterAShortAbsence) {
    come_on_bus();
    const auto state = controller_.save();
    ASSERT_TRUE(state);
    test::RecordingPublisher publisher;
    Controller restarted{settings(), {.device_instance = 280}, publisher};
    restarted.set_time(now_);
    restarted.resume(*state, Seconds{2.0});
    restarted.tick();
    EXPECT_TRUE(publisher.on_bus()) << "nothing was heard yet";
    EXPECT_EQ(publisher.value("/System/BankState"), text("hold"));
    EXPECT_EQ(publisher.value("/Info/MaxChargeCurrent"), Value{0.0});
    EXPECT_GT(publisher.number("/Info/MaxDischargeCurrent"), 0.0);
    EXPECT_GT(publisher.number("/Info/MaxChargeVoltage"), 13.0);
    EXPECT_EQ(publisher.value("/Soc"), Value{81.0});
    EXPECT_EQ(publisher.value("/Dc/0/Voltage"), Value{13.25});
    EXPECT_EQ(publisher.value("/Dc/0/Current"), Value{20.0});
    EXPECT_EQ(log_.count("known from 2 s ago: 2 packs"), 1);
}

TEST_F(ControllerOfTwo, HasNothingToSaveWhileAnotherCopyHasTheName) {
    publisher_.name_is_free = false;
    begin_proof();
    tick_at(10.0);
    ASSERT_GT(publisher_.publishes, 0);
    EXPECT_EQ(controller_.save(), std::nullopt);
    publisher_.name_is_free = true;
    tick_at(20.0);
    ASSERT_TRUE(publisher_.on_bus());
    ASSERT_NE(controller_.save(), std::nullopt);
    EXPECT_EQ(controller_.save()->packs.size(), 2U);
}

TEST_F(ControllerOfTwo, LogsComingsAndGoingsAndTroubles) {
    run();
    controller_.battery_vanished(kB);
    controller_.battery_trouble(kA, "shares one connection");
    EXPECT_THAT(log_.text(), HasSubstr(std::string{"info: "} + kB + " left the bus"));
    EXPECT_THAT(log_.text(), HasSubstr(std::string{"warning: "} + kA + " shares one connection"));
}

TEST_F(ControllerOfTwo, TellsTheUserOfALostPack) {
    run();
    controller_.battery_vanished(kB);
    for (double seconds = 1.0; seconds < 70.0; seconds += 1.0) {
        at(seconds);
        send_all(kA);
        controller_.tick();
    }
    ASSERT_THAT(notices_, Not(IsEmpty()));
    EXPECT_THAT(notices_.front().title, HasSubstr("b lost"));
}

TEST_F(ControllerOfTwo, IsQuietWithoutNotifications) {
    Settings quiet = settings();
    quiet.notifications = false;
    controller_.apply(quiet, ConfigurationInForce::users);
    run();
    controller_.battery_vanished(kA);
    controller_.battery_vanished(kB);
    for (double seconds = 1.0; seconds < 70.0; seconds += 1.0) tick_at(seconds);
    EXPECT_THAT(notices_, IsEmpty());
}

}  // namespace
}  // namespace aggregator::app
