#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/watcher_fixture.hpp"

namespace aggregator::dbus {
namespace {

using test::FakeBattery;
using test::kA;
using test::kB;
using test::OddBattery;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using venus::Value;

class BatteryWatch : public test::WatcherTest {
protected:
    /// Starts the watcher with these on the bus, until the first scan is done.
    void start_with(std::initializer_list<FakeBattery*> batteries) {
        for (FakeBattery* battery : batteries) {
            battery->come();
            served_.push_back(&battery->bus());
        }
        watcher_.start();
        ASSERT_TRUE(pump_until_scanned(served_));
    }

    Buses served_;
    FakeBattery a_{daemon_.address(), kA};
    FakeBattery b_{daemon_.address(), kB};
};

TEST_F(BatteryWatch, FindsServicesThatAreThere) {
    a_.set("/Soc", Variant{81.0});
    b_.set("/Soc", Variant{79.0});
    start_with({&a_, &b_});
    EXPECT_THAT(heard_.events_, ElementsAre("found com.victronenergy.battery.a",
                                            "found com.victronenergy.battery.b", "scanned"));
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{81.0});
    EXPECT_EQ(heard_.value(kB, "/Soc"), Value{79.0});
}

TEST_F(BatteryWatch, IsDoneAtOnceOnAnEmptyBus) {
    start_with({});
    EXPECT_THAT(heard_.events_, ElementsAre("scanned"));
}

TEST_F(BatteryWatch, SeesServicesComeGoAndComeBack) {
    start_with({});
    a_.set("/Soc", Variant{81.0});
    a_.come();
    ASSERT_TRUE(hears({&a_.bus()}, kA, "/Soc", Value{81.0}));
    a_.leave();
    ASSERT_TRUE(
        pump({&a_.bus()}, [&] { return heard_.events_.back() == "vanished " + a_.name(); }));
    a_.set("/Soc", Variant{60.0});
    a_.come();
    ASSERT_TRUE(hears({&a_.bus()}, kA, "/Soc", Value{60.0}));
    EXPECT_THAT(heard_.events_, ElementsAre("scanned", "appeared com.victronenergy.battery.a",
                                            "vanished com.victronenergy.battery.a",
                                            "appeared com.victronenergy.battery.a"));
}

/// A subscription waits for the bus, and what the bus holds by then is read before its answer. One
/// that comes and goes and floods the bus would fill the memory that way.
TEST_F(BatteryWatch, DoesNotWaitForTheBusWhenAServiceComesBack) {
    start_with({&a_});
    a_.leave();
    a_.come();
    a_.set("/Soc", Variant{60.0});
    const auto is_back = [&] {
        process_one(bus_.connection());
        return heard_.has("appeared " + a_.name());
    };
    ASSERT_TRUE(test::pump_until({&a_.bus()}, is_back));
    EXPECT_NE(bus_.poll_request().timeout, std::chrono::milliseconds{0})
        << "more was read than the message at hand";
    EXPECT_TRUE(hears({&a_.bus()}, kA, "/Soc", Value{60.0}));
}

TEST_F(BatteryWatch, HearsNothingOfAServiceThatLeft) {
    start_with({&a_});
    a_.leave();
    ASSERT_TRUE(pump(served_, [&] { return heard_.has("vanished " + a_.name()); }));
    const int before = heard_.deliveries(kA);
    a_.set("/Soc", Variant{1.0});
    b_.set("/Soc", Variant{79.0});
    b_.come();
    ASSERT_TRUE(hears({&a_.bus(), &b_.bus()}, kB, "/Soc", Value{79.0}));
    EXPECT_EQ(heard_.deliveries(kA), before);
}

TEST_F(BatteryWatch, FollowsANameToAnotherConnection) {
    start_with({&a_});
    a_.leave();
    FakeBattery heir{daemon_.address(), kA};
    heir.set("/Soc", Variant{33.0});
    heir.come();
    ASSERT_TRUE(hears({&a_.bus(), &heir.bus()}, kA, "/Soc", Value{33.0}));
    a_.set("/Soc", Variant{99.0});
    heir.set("/Soc", Variant{34.0});
    ASSERT_TRUE(hears({&a_.bus(), &heir.bus()}, kA, "/Soc", Value{34.0}));
}

/// With one match rule for each service name, every handler would get the signals of all of them.
TEST_F(BatteryWatch, NeverMixesServicesThatSendAtTheSameTime) {
    start_with({&a_, &b_});
    const int a_before = heard_.deliveries(kA);
    const int b_before = heard_.deliveries(kB);
    a_.set("/Soc", Variant{1.0});
    b_.set("/Soc", Variant{2.0});
    a_.set("/Dc/0/Voltage", Variant{13.0});
    ASSERT_TRUE(hears(served_, kA, "/Dc/0/Voltage", Value{13.0}));
    ASSERT_TRUE(hears(served_, kB, "/Soc", Value{2.0}));
    EXPECT_EQ(heard_.deliveries(kA), a_before + 2);
    EXPECT_EQ(heard_.deliveries(kB), b_before + 1);
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{1.0});
    EXPECT_EQ(heard_.value(kB, "/Dc/0/Voltage"), Value{}) << "it never had one";
}

TEST_F(BatteryWatch, HearsSignalsOfBothKinds) {
    FakeBattery older{daemon_.address(), "com.victronenergy.battery.older", Signalling::properties};
    older.come();
    served_.push_back(&older.bus());
    start_with({&a_});
    a_.set("/Soc", Variant{50.0});
    older.set("/Soc", Variant{51.0});
    EXPECT_TRUE(hears(served_, kA, "/Soc", Value{50.0}));
    EXPECT_TRUE(hears(served_, older.name(), "/Soc", Value{51.0}));
}

TEST_F(BatteryWatch, LosesNoChangeBetweenAnswerAndSubscription) {
    std::optional<OddBattery> hasty;
    auto answer = test::answer("GetItems", "a{sa{sv}}", [](Message& reply) {
        test::write_tree(reply, {{"/Soc", Variant{80.0}}});
    });
    const auto reply = answer.handler;
    answer.handler = [&hasty, reply](MethodCall call) {
        reply(std::move(call));
        hasty->send("/", "ItemsChanged", [](Message& signal) {
            test::write_tree(signal, {{"/Soc", Variant{79.0}}});
        });
    };
    hasty.emplace(daemon_.address(), kA, std::vector{answer});
    watcher_.start();
    EXPECT_TRUE(hears({&hasty->bus()}, kA, "/Soc", Value{79.0}));
}

TEST_F(BatteryWatch, LeavesUnwantedServicesAlone) {
    FakeBattery ours{daemon_.address(), test::kOurs};
    served_.push_back(&ours.bus());
    ours.set("/Soc", Variant{81.0});
    ours.come();
    start_with({&a_});
    ours.set("/Soc", Variant{80.0});
    a_.set("/Soc", Variant{5.0});
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{5.0}));
    EXPECT_EQ(heard_.deliveries(test::kOurs), 0);
    EXPECT_THAT(heard_.events_, Not(Contains("found com.victronenergy.battery.ours")));
}

TEST_F(BatteryWatch, LeavesOtherKindsOfServicesAlone) {
    FakeBattery solar{daemon_.address(), "com.victronenergy.solarcharger.ttyO1"};
    solar.come();
    served_.push_back(&solar.bus());
    FakeBattery similar{daemon_.address(), "com.victronenergy.batterystuff"};
    similar.come();
    served_.push_back(&similar.bus());
    start_with({&a_});
    EXPECT_THAT(heard_.events_, ElementsAre("found com.victronenergy.battery.a", "scanned"));
}

TEST_F(BatteryWatch, ScansAnewWhenAsked) {
    heard_.unwanted_ = {kA};
    a_.set("/Soc", Variant{81.0});
    b_.set("/Soc", Variant{79.0});
    start_with({&a_, &b_});
    EXPECT_EQ(heard_.deliveries(kA), 0);
    heard_.unwanted_ = {kB};
    watcher_.rescan();
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{81.0}));
    EXPECT_THAT(heard_.events_, ElementsAre("found com.victronenergy.battery.b", "scanned",
                                            "vanished com.victronenergy.battery.b",
                                            "found com.victronenergy.battery.a"));
    b_.set("/Soc", Variant{1.0});
    a_.set("/Soc", Variant{2.0});
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{2.0}));
    EXPECT_EQ(heard_.value(kB, "/Soc"), std::nullopt);
}

TEST_F(BatteryWatch, KeepsWhatItHasInAScanAnew) {
    start_with({&a_});
    watcher_.rescan();
    b_.come();
    ASSERT_TRUE(pump({&a_.bus(), &b_.bus()}, [&] { return heard_.deliveries(kB) > 0; }));
    EXPECT_EQ(std::ranges::count(heard_.events_, "found com.victronenergy.battery.a"), 1);
    EXPECT_THAT(heard_.events_, Not(Contains("vanished com.victronenergy.battery.a")));
}

class SharedConnection : public BatteryWatch {
protected:
    SharedConnection() {
        a_.come();
        a_.bus().request_name(kB);
        served_ = {&a_.bus()};
    }
};

TEST_F(SharedConnection, IsReportedOnceAndNotUsed) {
    a_.set("/Soc", Variant{81.0});
    watcher_.start();
    ASSERT_TRUE(pump_until_scanned(served_));
    FakeBattery other{daemon_.address(), "com.victronenergy.battery.other"};
    served_.push_back(&other.bus());
    other.come();
    for (const double soc : {80.0, 79.0, 78.0}) {
        a_.set("/Soc", Variant{soc});
        other.set("/Soc", Variant{soc});
        ASSERT_TRUE(hears(served_, other.name(), "/Soc", Value{soc}));
    }
    EXPECT_EQ(heard_.deliveries(kA), 0);
    EXPECT_EQ(heard_.deliveries(kB), 0);
    ASSERT_EQ(heard_.troubles_.size(), 1U);
    EXPECT_THAT(heard_.troubles_[0].what, HasSubstr("shares one D-Bus connection"));
}

TEST_F(SharedConnection, IsUsedAgainWhenOneNameIsLeft) {
    watcher_.start();
    ASSERT_TRUE(pump_until_scanned(served_));
    a_.bus().release_name(kB);
    ASSERT_TRUE(pump(served_, [&] { return heard_.has("vanished com.victronenergy.battery.b"); }));
    a_.set("/Soc", Variant{70.0});
    EXPECT_TRUE(hears(served_, kA, "/Soc", Value{70.0}));
}

TEST_F(SharedConnection, CountsOnlyNamesThatAreWanted) {
    heard_.unwanted_ = {kB};
    a_.set("/Soc", Variant{81.0});
    watcher_.start();
    EXPECT_TRUE(hears(served_, kA, "/Soc", Value{81.0}));
    EXPECT_THAT(heard_.troubles_, IsEmpty());
}

}  // namespace
}  // namespace aggregator::dbus
