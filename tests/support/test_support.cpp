/// The doubles and helpers that other tests trust.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "dbus/item_tree.hpp"
#include "support/client.hpp"
#include "support/private_bus.hpp"
#include "support/program.hpp"

namespace aggregator::test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr const char* kShell = "/bin/sh";

TEST(SupportPrivateBus, IsADifferentBusEachTime) {
    const PrivateBus one;
    const PrivateBus other;
    EXPECT_NE(one.address(), other.address());
    dbus::Bus here{one.address()};
    dbus::Bus there{other.address()};
    here.request_name("com.example.a");
    Client client{there};
    EXPECT_FALSE(client.has_owner("com.example.a"));
}

TEST(SupportPrivateBus, IsGoneOnceStopped) {
    PrivateBus daemon;
    daemon.stop();
    daemon.stop();
    EXPECT_THROW(dbus::Bus{daemon.address()}, dbus::BusUnreachable);
}

TEST(SupportPump, EndsWhenThePredicateHolds) {
    int asked = 0;
    EXPECT_TRUE(pump_until({}, [&] { return ++asked == 3; }));
    EXPECT_EQ(asked, 3);
}

TEST(SupportPump, GivesUpAtTheDeadline) {
    const auto before = std::chrono::steady_clock::now();
    EXPECT_FALSE(pump_until(
        {}, [] { return false; }, 50ms));
    EXPECT_GE(std::chrono::steady_clock::now(), before + 50ms);
}

TEST(SupportClient, AsksAServiceInItsOwnThread) {
    const PrivateBus daemon;
    dbus::Bus server{daemon.address()};
    dbus::Bus asker{daemon.address()};
    dbus::ItemTree tree{server};
    tree.update("/Soc", dbus::Variant{81.0}, "81%");
    Client client{asker, {&server}};
    EXPECT_EQ(client.get_value(server.unique_name(), "/Soc").get<double>(), 81.0);
    EXPECT_EQ(client.get_text(server.unique_name(), "/Soc"), "81%");
}

TEST(SupportClient, PassesOnErrorsOfTheService) {
    const PrivateBus daemon;
    dbus::Bus bus{daemon.address()};
    Client client{bus};
    EXPECT_THROW((void)client.get_value("com.example.nobody", "/Soc"), sdbus::Error);
}

TEST(SupportProgram, TellsExitCodeAndOutput) {
    Program program{{kShell, "-c", "echo out; echo err >&2; exit 3"}};
    EXPECT_EQ(program.wait(), 3);
    EXPECT_EQ(program.wait(), 3);
    EXPECT_EQ(program.output(), "out\nerr\n");
}

TEST(SupportProgram, TellsTheSignalThatEndedIt) {
    Program program{{kShell, "-c", "echo ready; while :; do :; done"}};
    ASSERT_TRUE(pump_until({}, [&] { return program.output() == "ready\n"; }));
    program.send_signal(SIGKILL);
    EXPECT_EQ(program.wait(), -SIGKILL);
}

TEST(SupportProgram, SaysWhenItStillRuns) {
    Program program{{kShell, "-c", "while :; do :; done"}};
    EXPECT_EQ(program.wait(50ms), std::nullopt);
}

TEST(SupportProgram, CannotRunWhatIsNotThere) {
    Program program{{"/nowhere/program"}};
    EXPECT_EQ(program.wait(), 127);
}

}  // namespace
}  // namespace aggregator::test
