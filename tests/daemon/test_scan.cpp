#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

/// Beside the three packs a shunt that limits nothing and a driver that hangs.
class Scan : public DaemonTest {
protected:
    Scan() {
        for (int i = 0; i < 3; ++i) {
            const auto pack = packs()[static_cast<std::size_t>(i)];
            pack->set("/DeviceInstance", dbus::Variant{std::int32_t{i + 1}});
            pack->set("/FirmwareVersion", dbus::Variant{std::string{"1.7"}});
        }
        shunt_.set("/Dc/0/Voltage", dbus::Variant{13.2});
        shunt_.set("/DeviceInstance", dbus::Variant{std::int32_t{256}});
        served_.push_back(&shunt_.bus());
    }

    void all_come() {
        for (FakeBattery* pack : packs()) pack->come();
        shunt_.come();
    }

    [[nodiscard]] Json found() {
        const Result result = command_here({"scan", "--json"});
        EXPECT_EQ(result.exit_code, 0);
        return Json::parse(result.output);
    }

    [[nodiscard]] static Json battery(const Json& found, const std::string& service) {
        for (const Json& each : found.at("batteries"))
            if (each.at("service") == service) return each;
        return nullptr;
    }

    FakeBattery shunt_{daemon_.address(), "com.victronenergy.battery.ttyO0"};
};

TEST_F(Scan, TellsPacksFromMonitors) {
    all_come();
    const Json result = found();
    EXPECT_EQ(result.at("batteries").size(), 4U);
    const Json pack = battery(result, kPack + "1");
    EXPECT_EQ(pack.at("eligible"), true);
    EXPECT_EQ(pack.at("device_instance"), 1);
    EXPECT_EQ(pack.at("cells_in_series"), 4);
    EXPECT_EQ(pack.at("capacity_ah"), 150.0);
    EXPECT_EQ(pack.at("charge_current_limit_a"), 75.0);
    EXPECT_EQ(battery(result, shunt_.name()).at("eligible"), false);
    EXPECT_THAT(battery(result, shunt_.name()).at("why_not").get<std::string>(),
                HasSubstr("a monitor, not a BMS"));
}

TEST_F(Scan, IsDoneInASecondWhenADriverHangs) {
    all_come();
    const OddBattery hanging{daemon_.address(), "com.victronenergy.battery.hangs"};
    const auto begin = std::chrono::steady_clock::now();
    const Json result = found();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
    const Json silent = battery(result, "com.victronenergy.battery.hangs");
    EXPECT_EQ(silent.at("answers"), false);
    EXPECT_EQ(silent.at("why_not"), "does not answer");
    EXPECT_EQ(battery(result, kPack + "3").at("eligible"), true);
}

TEST_F(Scan, TellsADriverThatAnswersOnlyErrors) {
    all_come();
    OddBattery odd{daemon_.address(),
                   "com.victronenergy.battery.odd",
                   {refuse("GetItems", "com.victronenergy.Broken"),
                    refuse("GetValue", "com.victronenergy.Broken")}};
    served_.push_back(&odd.bus());
    EXPECT_EQ(battery(found(), "com.victronenergy.battery.odd").at("why_not"),
              "answers, but shows no values");
    served_.pop_back();
}

TEST_F(Scan, KnowsTheBankItself) {
    start_with_packs();
    EXPECT_THAT(battery(found(), kBank).at("why_not").get<std::string>(), HasSubstr("itself"));
    EXPECT_THAT(command_here({"scan"}).output, HasSubstr("  the bank\n"));
}

TEST_F(Scan, FollowsTheExcludeOfTheConfiguration) {
    configure("[BMS]\nexclude = " + kPack + "2\n");
    all_come();
    EXPECT_EQ(battery(found(), kPack + "2").at("why_not"), "named under exclude");
}

TEST_F(Scan, ProposesAFileThatIsGood) {
    all_come();
    const Result proposal = command_here({"scan", "--ini"});
    EXPECT_EQ(proposal.exit_code, 0);
    const std::string file = folder_ / "proposed.ini";
    std::ofstream{file} << proposal.output;
    EXPECT_EQ(run(command({"check-config", file})).output, file + ": good\n");
    const std::string printed = run(command({"print-config", file})).output;
    EXPECT_THAT(printed, ContainsRegex("\ncapacity += 450\n"));
    EXPECT_THAT(printed, ContainsRegex("\nbms3_service += " + kPack + "3\n"));
    EXPECT_THAT(printed, Not(HasSubstr("ttyO0")));
}

TEST_F(Scan, ProposesNothingWithoutAPack) {
    shunt_.come();
    const Result result = command_here({"scan", "--ini"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("no battery on the bus can be a pack"));
    EXPECT_EQ(command_here({"scan"}).exit_code, 0);
}

/// The output may go straight into a file.
TEST_F(Scan, SaysErrorsOnStandardError) {
    std::string line;
    for (const std::string& word : here({"scan", "--ini"})) line += "'" + word + "' ";
    const Result result = run({"/bin/sh", "-c", line + "2>/dev/null"});
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, IsEmpty());
}

TEST_F(Scan, ShowsLiveWhatComesAndEndsBySignal) {
    Program watching{here({"scan", "--watch"})};
    const auto shows = [&](const std::string& text) {
        return pump([&] { return watching.output().find(text) != std::string::npos; });
    };
    ASSERT_TRUE(shows("No battery service is on the bus.\n"));
    all_come();
    EXPECT_TRUE(shows("ttyO0"));
    watching.send_signal(SIGINT);
    EXPECT_EQ(watching.wait(), 0);
}

TEST_F(Scan, WritesALineOfJsonForEachLook) {
    all_come();
    Program watching{here({"scan", "--watch", "--json"})};
    ASSERT_TRUE(pump([&] { return std::ranges::count(watching.output(), '\n') >= 2; }));
    std::istringstream lines{watching.output()};
    std::string line;
    for (int i = 0; i < 2 && std::getline(lines, line); ++i)
        EXPECT_EQ(Json::parse(line).at("batteries").size(), 4U) << line;
}

TEST_F(Scan, SaysThatThereIsNothing) {
    EXPECT_EQ(command_here({"scan"}).output, "No battery service is on the bus.\n");
}

TEST_F(Scan, SaysWhenThereIsNoBus) {
    const Result result = run(command({"--bus", "unix:path=/nowhere/bus", "scan"}));
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("no bus at unix:path=/nowhere/bus: "));
}

}  // namespace
}  // namespace aggregator::test
