#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <thread>

#include "dbus/bus_fixture.hpp"

namespace aggregator::dbus {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class BusConnection : public test::BusTest {
protected:
    void emit(Bus& bus, const std::string& member) {
        const auto object = sdbus::createObject(bus.connection(), "/");
        auto signal = object->createSignal("test.Signals", member);
        object->emitSignal(signal);
    }
};

TEST_F(BusConnection, HasAUniqueName) {
    EXPECT_THAT(server_.unique_name(), testing::StartsWith(":"));
    EXPECT_NE(server_.unique_name(), asker_.unique_name());
}

TEST_F(BusConnection, DeliversMatchingMessages) {
    std::vector<std::string> received;
    const auto slot = asker_.match("interface='test.Signals',member='Wanted'",
                                   [&](Message& m) { received.push_back(m.getMemberName()); });
    emit(server_, "Unwanted");
    emit(server_, "Wanted");
    EXPECT_TRUE(pump([&] { return !received.empty(); }));
    EXPECT_THAT(received, ElementsAre("Wanted"));
}

TEST_F(BusConnection, StopsDeliveringWhenTheSlotGoes) {
    int received = 0;
    int all = 0;
    const auto kept = asker_.match("interface='test.Signals'", [&](Message&) { ++all; });
    {
        const auto slot = asker_.match("interface='test.Signals'", [&](Message&) { ++received; });
        emit(server_, "First");
        EXPECT_TRUE(pump([&] { return all == 1; }));
    }
    emit(server_, "Second");
    EXPECT_TRUE(pump([&] { return all == 2; }));
    EXPECT_EQ(received, 1);
}

TEST_F(BusConnection, SurvivesAThrowingHandler) {
    int calls = 0;
    const auto slot = asker_.match("interface='test.Signals'", [&](Message&) {
        if (++calls == 1) {
            throw std::runtime_error("bad input");
        }
        throw 42;
    });
    emit(server_, "First");
    emit(server_, "Second");
    EXPECT_TRUE(pump([&] { return calls == 2; }));
    EXPECT_THAT(errors_, ElementsAre("bad input", "unknown exception"));
}

TEST_F(BusConnection, SurvivesAThrowingErrorSink) {
    Bus bus{daemon_.address(), [](const std::string&) { throw std::runtime_error("sink"); }};
    EXPECT_NO_THROW(bus.guarded([] { throw 1; })());
    Bus without_sink{daemon_.address()};
    EXPECT_NO_THROW(without_sink.guarded([] { throw 1; })());
}

TEST_F(BusConnection, RefusesANameThatIsTaken) {
    server_.request_name("com.victronenergy.battery.a");
    EXPECT_TRUE(client_.has_owner("com.victronenergy.battery.a"));
    EXPECT_THROW(asker_.request_name("com.victronenergy.battery.a"), sdbus::Error);
    server_.release_name("com.victronenergy.battery.a");
    EXPECT_NO_THROW(asker_.request_name("com.victronenergy.battery.a"));
}

TEST_F(BusConnection, SaysWhenTheBusIsLost) {
    daemon_.stop();
    EXPECT_THROW(test::pump_for({&server_}, test::kDeadline), BusLost);
}

TEST_F(BusConnection, AsksForItsTurnWhenACallReceivedMore) {
    int received = 0;
    const auto slot = asker_.match("interface='test.Signals'", [&](Message&) { ++received; });
    emit(server_, "BeforeTheReply");
    // The reply to this says that the bus has passed the signal on.
    server_.request_name("com.example.server");
    const auto broker = sdbus::createProxy(asker_.connection(), "org.freedesktop.DBus", "/");
    auto call = broker->createMethodCall("org.freedesktop.DBus", "GetId");
    broker->callMethod(call);
    EXPECT_EQ(received, 0);
    EXPECT_EQ(asker_.poll_request().timeout, std::chrono::milliseconds{0});
    asker_.drain();
    EXPECT_EQ(received, 1);
}

TEST_F(BusConnection, LeavesPartOfAFloodForTheNextTurn) {
    int received = 0;
    const auto slot = asker_.match("interface='test.Signals'", [&](Message&) { ++received; });
    constexpr int kSignals = Bus::kDrainLimit + 100;
    for (int i = 0; i < kSignals; ++i) {
        emit(server_, "Flood");
    }
    // A reply comes behind all that was sent before it: then everything waits in the connection.
    server_.request_name("com.example.server");
    asker_.request_name("com.example.asker");
    asker_.drain();
    EXPECT_LE(received, Bus::kDrainLimit);
    EXPECT_GT(received, 0);
    EXPECT_EQ(asker_.poll_request().timeout, std::chrono::milliseconds{0});
    EXPECT_TRUE(pump([&] { return received == kSignals; }));
}

TEST_F(BusConnection, LeavesWhatTakesLongForTheNextTurn) {
    int received = 0;
    const auto slot = asker_.match("interface='test.Signals'", [&](Message&) {
        std::this_thread::sleep_for(Bus::kDrainTime / 4);
        ++received;
    });
    constexpr int kSignals = 20;
    for (int i = 0; i < kSignals; ++i) emit(server_, "Slow");
    server_.request_name("com.example.server");
    asker_.request_name("com.example.asker");
    asker_.drain();
    EXPECT_LT(received, kSignals);
    EXPECT_GT(received, 0);
    EXPECT_EQ(asker_.poll_request().timeout, std::chrono::milliseconds{0});
    EXPECT_TRUE(pump([&] { return received == kSignals; }));
}

std::string reason_of_failure(const std::optional<std::string>& address) {
    try {
        const Bus bus{address};
    } catch (const BusUnreachable& error) {
        return error.what();
    }
    return "";
}

TEST(BusAddress, NamesTheAddressAndTheReasonWhenUnreachable) {
    const std::string reason = reason_of_failure("unix:path=/nowhere/bus");
    EXPECT_THAT(reason, HasSubstr("unix:path=/nowhere/bus"));
    EXPECT_THAT(reason, HasSubstr("No such file or directory"));
    EXPECT_EQ(reason.find('\n'), std::string::npos);
}

TEST(BusAddress, RefusesNonsense) {
    EXPECT_THAT(reason_of_failure("nonsense"), HasSubstr("nonsense"));
}

TEST(BusAddress, TakesTheSystemBusFromTheEnvironment) {
    const test::PrivateBus daemon;
    setenv("DBUS_SYSTEM_BUS_ADDRESS", daemon.address().c_str(), 1);
    EXPECT_EQ(reason_of_failure(std::nullopt), "");
    setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/system", 1);
    EXPECT_THAT(reason_of_failure(std::nullopt), HasSubstr("unix:path=/nowhere/system"));
    unsetenv("DBUS_SYSTEM_BUS_ADDRESS");
}

}  // namespace
}  // namespace aggregator::dbus
