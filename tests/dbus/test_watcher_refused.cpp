#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "dbus/watcher_fixture.hpp"

namespace aggregator::dbus {
namespace {

using test::FakeBattery;
using test::kA;
using test::kB;
using venus::Value;

/// The option for a bus on which a connection may have two match rules: one for who comes and goes,
/// and one for the signals of a single service.
std::string two_rules() {
    const std::string file =
        std::filesystem::path{testing::TempDir()} / ("two-rules-" + std::to_string(getpid()));
    std::ofstream{file} << "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
                           "<auth>EXTERNAL</auth><policy context=\"default\">"
                           "<allow send_destination=\"*\"/><allow receive_sender=\"*\"/>"
                           "<allow own=\"*\"/></policy>"
                           "<limit name=\"max_match_rules_per_connection\">2</limit></busconfig>";
    return "--config-file=" + file;
}

TEST(RefusedSubscription, LeavesTheServiceOutAndTheOthersIn) {
    const std::string option = two_rules();
    const test::PrivateBus daemon{option};
    std::filesystem::remove(option.substr(option.find('=') + 1));
    Bus bus{daemon.address()};
    FakeBattery a{daemon.address(), kA};
    FakeBattery b{daemon.address(), kB};
    for (FakeBattery* battery : {&a, &b}) {
        battery->set("/Soc", Variant{50.0});
        battery->come();
    }
    test::RecordingListener heard;
    BatteryWatcher watcher{bus, heard, Seconds{5.0}};
    watcher.start();
    ASSERT_TRUE(test::pump_until({&bus, &a.bus(), &b.bus()}, [&] { return heard.has("scanned"); }));
    EXPECT_EQ(heard.value(kA, "/Soc"), Value{50.0});
    EXPECT_EQ(heard.value(kB, "/Soc"), std::nullopt) << "its changes would never be heard";
    EXPECT_FALSE(heard.has("found " + std::string{kB}));
    ASSERT_EQ(heard.troubles_.size(), 1U);
    EXPECT_EQ(heard.troubles_[0].service, kB);
    EXPECT_THAT(heard.troubles_[0].what, testing::StartsWith("cannot be followed: "));
}

}  // namespace
}  // namespace aggregator::dbus
