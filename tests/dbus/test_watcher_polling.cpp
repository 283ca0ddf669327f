#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dbus/watcher_fixture.hpp"

namespace aggregator::dbus {
namespace {

using namespace std::chrono_literals;
using test::FakeBattery;
using test::kA;
using test::kB;
using test::OddBattery;
using venus::Value;

constexpr Instant kStart = Instant{} + 1000s;

/// The services are asked after 5 s of silence.
class WatcherPolling : public test::WatcherTest {
protected:
    void start() {
        watcher_.set_time(kStart);
        watcher_.start();
        ASSERT_TRUE(pump_until_scanned(served_));
        ASSERT_EQ(asked_, 1);
    }

    void poll_at(Instant now) {
        watcher_.set_time(now);
        watcher_.poll();
    }

    /// Everything that was asked before has been answered.
    void settle() {
        soc_ += 0.5;
        marker_.set("/Soc", Variant{soc_});
        ASSERT_TRUE(hears(served_, kB, "/Soc", Value{soc_}));
    }

    int asked_ = 0;
    double soc_ = 10.0;
    OddBattery counting_{
        daemon_.address(), kA, {test::answer("GetItems", "a{sa{sv}}", [this](Message& reply) {
            ++asked_;
            test::write_tree(reply, {{"/Soc", Variant{80.0 - asked_}}});
        })}};
    FakeBattery marker_{daemon_.address(), kB};
    Buses served_{&counting_.bus(), &marker_.bus()};
};

TEST_F(WatcherPolling, AsksAServiceThatHasBeenQuiet) {
    start();
    poll_at(kStart + 5s);
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{78.0}));
    EXPECT_EQ(asked_, 2);
}

TEST_F(WatcherPolling, ForgetsWhatAWholeAnswerNoLongerHolds) {
    start();
    counting_.send("/", "ItemsChanged", [](Message& signal) {
        test::write_tree(signal, {{"/Dc/0/Voltage", Variant{13.2}}});
    });
    ASSERT_TRUE(hears(served_, kA, "/Dc/0/Voltage", Value{13.2}));
    poll_at(kStart + 5s);
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{78.0}));
    EXPECT_EQ(heard_.value(kA, "/Dc/0/Voltage"), Value{}) << "it is unknown now";
}

TEST_F(WatcherPolling, TakesASignalForChangesOnly) {
    start();
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{79.0}));
    counting_.send("/", "ItemsChanged", [](Message& signal) {
        test::write_tree(signal, {{"/Dc/0/Voltage", Variant{13.2}}});
    });
    ASSERT_TRUE(hears(served_, kA, "/Dc/0/Voltage", Value{13.2}));
    EXPECT_EQ(heard_.value(kA, "/Soc"), Value{79.0});
}

TEST_F(WatcherPolling, LeavesAServiceAloneThatWasJustHeard) {
    start();
    poll_at(kStart + 4s);
    marker_.come();
    settle();
    EXPECT_EQ(asked_, 1);
}

TEST_F(WatcherPolling, CountsASignalAsHeard) {
    start();
    watcher_.set_time(kStart + 4s);
    counting_.send("/", "ItemsChanged", [](Message& signal) {
        test::write_tree(signal, {{"/Soc", Variant{5.0}}});
    });
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{5.0}));
    poll_at(kStart + 8s);
    marker_.come();
    settle();
    EXPECT_EQ(asked_, 1);
    poll_at(kStart + 9s);
    EXPECT_TRUE(pump(served_, [&] { return asked_ == 2; }));
}

TEST_F(WatcherPolling, CountsAnAnswerAsHeard) {
    start();
    poll_at(kStart + 5s);
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{78.0}));
    poll_at(kStart + 9s);
    marker_.come();
    settle();
    EXPECT_EQ(asked_, 2);
}

TEST_F(WatcherPolling, DoesNotAskAgainWhileAnAnswerIsDue) {
    start();
    poll_at(kStart + 5s);
    poll_at(kStart + 6s);
    poll_at(kStart + 7s);
    ASSERT_TRUE(hears(served_, kA, "/Soc", Value{78.0}));
    marker_.come();
    settle();
    EXPECT_EQ(asked_, 2);
}

TEST_F(WatcherPolling, AsksAgainAfterAnAnswerThatCouldNotBeRead) {
    int answers = 0;
    OddBattery odd{daemon_.address(),
                   "com.victronenergy.battery.odd",
                   {test::answer("GetItems", "s", [&](Message& reply) {
                       ++answers;
                       reply << "items";
                   })}};
    served_.push_back(&odd.bus());
    watcher_.set_time(kStart);
    watcher_.start();
    ASSERT_TRUE(pump(served_, [&] { return heard_.troubles_.size() == 1; }));
    poll_at(kStart + 5s);
    EXPECT_TRUE(pump(served_, [&] { return answers == 2; }));
}

TEST_F(WatcherPolling, StaysWithTheTreeWhereThatWasTheAnswer) {
    int trees = 0;
    int items = 0;
    auto refusal = test::refuse("GetItems", "org.freedesktop.DBus.Error.UnknownMethod");
    refusal.handler = [&items, refuse = refusal.handler](MethodCall call) {
        ++items;
        refuse(std::move(call));
    };
    OddBattery older{daemon_.address(),
                     "com.victronenergy.battery.older",
                     {refusal, test::answer("GetValue", "v", [&](Message& reply) {
                          ++trees;
                          reply << Variant{std::map<std::string, Variant>{{"Soc", Variant{1.0}}}};
                      })}};
    served_.push_back(&older.bus());
    start();
    poll_at(kStart + 5s);
    ASSERT_TRUE(pump(served_, [&] { return trees == 2; }));
    EXPECT_EQ(items, 1);
}

TEST_F(WatcherPolling, TakesANewPatience) {
    start();
    watcher_.set_quiet(Seconds{1.0});
    poll_at(kStart + 1s);
    EXPECT_TRUE(pump(served_, [&] { return asked_ == 2; }));
}

}  // namespace
}  // namespace aggregator::dbus
