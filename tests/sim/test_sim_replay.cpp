#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>

#include "sim/recording.hpp"
#include "sim/served_service.hpp"
#include "sim/sim_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr const char* kPack = "com.victronenergy.battery.fixture_12v";
constexpr const char* kShunt = "com.victronenergy.battery.fixture_48v";
const std::string kPackFile = FIXTURES "/recordings/pack-12v.csv";
const std::string kShuntFile = FIXTURES "/recordings/shunt-48v.csv";

class SimReplay : public SimOnBus {
protected:
    std::string type(const std::string& service, const std::string& path) {
        return client_.get_value(service, path).peekValueType();
    }
};

TEST_F(SimReplay, ServesEveryRecordingOnAConnectionOfItsOwn) {
    start({"replay", kPackFile, kShuntFile});
    ASSERT_TRUE(appears(kPack));
    ASSERT_TRUE(appears(kShunt));
    EXPECT_EQ(client_.get_items(kPack).size(), 34U);
    EXPECT_EQ(client_.get_items(kShunt).size(), 28U);
    EXPECT_THAT(program_->output(), HasSubstr(kPack));
    EXPECT_THAT(program_->output(), HasSubstr(kShunt));
}

TEST_F(SimReplay, KeepsValuesTypesAndTextsAsRecorded) {
    start({"replay", kPackFile, "--speed", "0.001"});
    ASSERT_TRUE(appears(kPack));
    const auto served = client_.get_items(kPack);
    const auto loaded = sim::load_recording(kPackFile);
    ASSERT_EQ(served.size(), loaded.recording.start.size());
    for (const sim::RecordedItem& item : loaded.recording.start) {
        const auto& shown = served.at(item.path);
        EXPECT_TRUE(dbus::same(shown.at("Value"), sim::to_variant(item.value))) << item.path;
        EXPECT_EQ(shown.at("Text").get<std::string>(), item.text) << item.path;
    }
}

TEST_F(SimReplay, SendsTheTypesOfTheWire) {
    start({"replay", kPackFile, "--speed", "0.001"});
    ASSERT_TRUE(appears(kPack));
    EXPECT_EQ(type(kPack, "/ProductId"), "q");
    EXPECT_EQ(type(kPack, "/Balancing"), "y");
    EXPECT_EQ(type(kPack, "/Dc/0/Power"), "i");
    EXPECT_EQ(type(kPack, "/DeviceInstance"), "u");
    EXPECT_EQ(type(kPack, "/TimeToGo"), "ai");
    EXPECT_EQ(client_.get_value(kPack, "/Soc").get<double>(), 86.5999984741211);
}

TEST_F(SimReplay, PlaysTheChangesOverAndOver) {
    std::vector<double> currents;
    const auto slot = bus_.match("member='ItemsChanged'", [&](dbus::Message& message) {
        Tree items;
        message >> items;
        if (items.contains("/Dc/0/Current")) {
            currents.push_back(items.at("/Dc/0/Current").at("Value").get<double>());
        }
    });
    start({"replay", kPackFile, "--speed", "20"});  // A second of the recording in 50 ms.
    constexpr double kAtStart = 12.0;
    constexpr double kHighest = 16.0;
    const auto rounds = [&](double current) {
        return std::count(currents.begin(), currents.end(), current);
    };
    EXPECT_TRUE(
        pump_until({&bus_}, [&] { return rounds(kAtStart) >= 2 && rounds(kHighest) >= 2; }));
}

TEST_F(SimReplay, AcceptsSetValueUntilTheRecordingChangesThePath) {
    start({"replay", kPackFile, "--speed", "0.001"});
    ASSERT_TRUE(appears(kPack));
    EXPECT_EQ(client_.set_value(kPack, "/CustomName", dbus::Variant{"Starboard"}), 0);
    EXPECT_EQ(client_.get_value(kPack, "/CustomName").get<std::string>(), "Starboard");
    EXPECT_EQ(client_.get_text(kPack, "/CustomName"), "Starboard");
}

TEST_F(SimReplay, SignalsPerPathWhenAskedTo) {
    int signals = 0;
    const auto slot = bus_.match("member='PropertiesChanged',path='/Dc/0/Current'",
                                 [&](dbus::Message&) { ++signals; });
    start({"replay", kPackFile, "--speed", "20", "--signals", "properties"});
    EXPECT_TRUE(pump_until({&bus_}, [&] { return signals >= 3; }));
}

TEST_F(SimReplay, GivesAnotherNameAndInstance) {
    start({"replay", kPackFile, "--name", kPackFile + "=com.victronenergy.battery.other",
           "--instance", kPackFile + "=42"});
    ASSERT_TRUE(appears("com.victronenergy.battery.other"));
    EXPECT_EQ(value("com.victronenergy.battery.other", "/DeviceInstance"),
              venus::Value{std::int64_t{42}});
    EXPECT_FALSE(client_.has_owner(kPack));
}

TEST_F(SimReplay, EndsWithinASecondWhenAskedTo) {
    for (const int signo : {SIGTERM, SIGINT}) {
        start({"replay", kPackFile});
        ASSERT_TRUE(appears(kPack));
        program_->send_signal(SIGHUP);
        program_->send_signal(signo);
        EXPECT_EQ(program_->wait(1s), 0);
        EXPECT_TRUE(disappears(kPack));
    }
}

TEST_F(SimReplay, NamesFileLineAndReasonOfABadRecording) {
    start({"replay", FIXTURES "/recordings/bad.csv"});
    EXPECT_EQ(program_->wait(), 2);
    EXPECT_THAT(program_->output(), HasSubstr("bad.csv:2: /Soc: 'full' is not a value"));
    EXPECT_THAT(program_->output(), HasSubstr("bad.csv:4: /Dc/0/Current: "));
}

TEST_F(SimReplay, SaysWhenANameIsTaken) {
    dbus::Bus other{daemon_.address()};
    other.request_name(kPack);
    start({"replay", kPackFile});
    EXPECT_EQ(program_->wait(), 1);
    EXPECT_THAT(program_->output(), HasSubstr(std::string{"cannot serve "} + kPack));
}

TEST_F(SimReplay, EndsWhenTheBusIsLost) {
    start({"replay", kPackFile});
    ASSERT_TRUE(appears(kPack));
    daemon_.stop();
    EXPECT_EQ(program_->wait(), 1);
    EXPECT_THAT(program_->output(), HasSubstr("bus lost"));
}

TEST(SimProgram, SaysInOneLineThatThereIsNoBus) {
    Program program{{BMS_SIM, "bank", "--bus", "unix:path=/nowhere/bus"}};
    EXPECT_EQ(program.wait(), 1);
    const std::string output = program.output();
    EXPECT_THAT(output, HasSubstr("unix:path=/nowhere/bus"));
    EXPECT_EQ(std::count(output.begin(), output.end(), '\n'), 1);
}

TEST(SimProgram, RefusesBadUsage) {
    Program program{{BMS_SIM, "bank", "--packs", "many"}};
    EXPECT_EQ(program.wait(), 2);
}

}  // namespace
}  // namespace aggregator::test
