#include <nlohmann/json.hpp>
#include <sstream>

#include "daemon/daemon_fixture.hpp"
#include "support/fake_settings.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Json = nlohmann::json;

class Status : public DaemonTest {
protected:
    Status() { served_.push_back(&settings_.bus()); }

    /// How often the words stand in what the program has written.
    [[nodiscard]] static std::size_t count(Program& program, const std::string& words) {
        const std::string& output = program.output();
        std::size_t found = 0;
        for (auto at = output.find(words); at != std::string::npos; at = output.find(words, at + 1))
            ++found;
        return found;
    }

    FakeSettings settings_{daemon_.address()};
};

TEST_F(Status, ShowsTheBankAndItsPacks) {
    configure("[BMS]\ncustom_name = House\nbms1_service = " + kPack + "1\nbms1_name = Left\n");
    start_with_packs();
    const Result result = command_here({"status"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.output, StartsWith("House: run   SOC 81.0%   13.25V   10.0A   "));
    EXPECT_THAT(result.output, HasSubstr("CCL   75.0A  pack limit: Left (its BMS)"));
    EXPECT_THAT(result.output, HasSubstr("  Left  online"));
    EXPECT_THAT(result.output, HasSubstr("no alarm"));
    EXPECT_THAT(result.output, Not(HasSubstr("Venus")));
    EXPECT_THAT(result.output, Not(HasSubstr("\x1b")));
}

TEST_F(Status, TellsProgramsInJson) {
    configure("[BMS]\nbms1_service = " + kPack + "1\nbms1_name = Left\n");
    start_with_packs();
    const Result result = command_here({"status", "--json"});
    EXPECT_EQ(result.exit_code, 0);
    const Json json = Json::parse(result.output);
    EXPECT_EQ(json.at("service"), kBank);
    EXPECT_EQ(json.at("bank").at("device_instance"), 280);
    EXPECT_EQ(json.at("limits").at("charge_current").at("value"), 75.0);
    EXPECT_EQ(json.at("limits").at("charge_current").at("pack"), "Left");
    EXPECT_EQ(json.at("packs").at(0).at("state"), "online");
    EXPECT_TRUE(json.at("venus").is_null());
}

TEST_F(Status, WarnsWhenVenusDoesNotFollowTheBank) {
    one_.set("/DeviceInstance", dbus::Variant{std::int32_t{1}});
    two_.set("/DeviceInstance", dbus::Variant{std::int32_t{280}});
    settings_.choose("com.victronenergy.battery/1", -1);
    settings_.set_dvcc(0);
    settings_.come();
    start_with_packs();
    const std::string page = command_here({"status"}).output;
    EXPECT_THAT(page, HasSubstr("! DVCC is off"));
    EXPECT_THAT(page, HasSubstr("! Venus chooses its controlling BMS by itself"));
    EXPECT_THAT(page, HasSubstr("! Venus's battery monitor is the single pack "
                                "\"canopen_bms_node1\" (battery 1), not this bank"));
    EXPECT_THAT(page, HasSubstr("! " + kPack + "2 has the instance 280 too"));
}

TEST_F(Status, DoesNotClaimToKnowWhatSettingsThatHangDoNotTell) {
    settings_.choose("com.victronenergy.battery/280", 280);
    settings_.come();
    start_with_packs();
    std::erase(served_, static_cast<app::EventSource*>(&settings_.bus()));
    const std::string page = command_here({"status"}).output;
    EXPECT_THAT(page, HasSubstr("! Venus's settings do not tell all of"));
    EXPECT_THAT(page, Not(HasSubstr("from here")));
}

TEST_F(Status, SaysWhenVenusFollowsTheBank) {
    settings_.choose("com.victronenergy.battery/280", 280);
    settings_.come();
    start_with_packs();
    EXPECT_THAT(command_here({"status"}).output,
                HasSubstr("Venus takes its battery monitor and its limits from here"));
}

TEST_F(Status, SaysWhenNobodyIsThere) {
    const Result text = command_here({"status"});
    EXPECT_EQ(text.exit_code, 1);
    EXPECT_EQ(text.output, std::string{kBank} + " is not on the bus; does the daemon run?\n");
    const Result json = command_here({"status", "--json"});
    EXPECT_EQ(json.exit_code, 1);
    EXPECT_THAT(json.output, HasSubstr("\"answers\": false"));
}

TEST_F(Status, SaysWhenTheBankHangs) {
    const OddBattery hanging{daemon_.address(), kBank};
    const Result result = command_here({"status"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("is on the bus and does not answer"));
}

TEST_F(Status, SaysWhenThereIsNoBus) {
    const Result result = run(command({"--bus", "unix:path=/nowhere/bus", "status"}));
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, StartsWith("no bus at unix:path=/nowhere/bus: "));
}

TEST_F(Status, GoesOnWhileTheDaemonRestarts) {
    start_with_packs();
    Program watching{here({"status", "--watch"})};
    ASSERT_TRUE(pump([&] { return count(watching, "SOC 81.0%") >= 2; }));
    program_->send_signal(SIGTERM);
    ASSERT_TRUE(pump([&] { return count(watching, " is not on the bus, waiting\n") >= 1; }));
    const auto before = count(watching, "SOC 81.0%");
    start();
    EXPECT_TRUE(pump([&] { return count(watching, "SOC 81.0%") > before; }));
    EXPECT_EQ(watching.wait(std::chrono::milliseconds{0}), std::nullopt);
}

class StatusEnds : public Status, public testing::WithParamInterface<int> {};

TEST_P(StatusEnds, CleanlyBySignal) {
    Program watching{here({"status", "--watch"})};
    ASSERT_TRUE(pump([&] { return count(watching, "waiting") >= 1; }));
    watching.send_signal(GetParam());
    EXPECT_EQ(watching.wait(), 0);
}

INSTANTIATE_TEST_SUITE_P(Signals, StatusEnds, testing::Values(SIGINT, SIGTERM, SIGHUP));

TEST_F(Status, WritesALineOfJsonEachSecond) {
    start_with_packs();
    Program watching{here({"status", "--watch", "--json"})};
    ASSERT_TRUE(pump([&] { return count(watching, "\n") >= 2; }));
    std::istringstream lines{watching.output()};
    std::string line;
    for (int i = 0; i < 2 && std::getline(lines, line); ++i)
        EXPECT_EQ(Json::parse(line).at("answers"), true) << line;
}

}  // namespace
}  // namespace aggregator::test
