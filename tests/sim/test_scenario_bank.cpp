/// Scenarios on a bus: the real bms-sim, a bank of the test's own, and the real aggregator.

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "sim/sim_fixture.hpp"
#include "support/fake_battery.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr const char* kBankName = "com.victronenergy.battery.bms_aggregator";
constexpr const char* kMulti = "com.victronenergy.vebus.sim";

/// Two packs of 12 V that are charged; the second leaves for a while.
constexpr const char* kSmall =
    "[Scenario]\ncells = 4\nends = time\nhours = 1\n"
    "[Packs]\ncount = 2\nresistance = 5\nsoc = 50\n"
    "[Pack 2]\nname = Old one\nsoc = 60\n";

class ScenarioBankTest : public SimOnBus {
protected:
    ScenarioBankTest() {
        std::string path = testing::TempDir() + "bms_sim_scenario_XXXXXX";
        if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no folder");
        folder_ = path;
    }
    ~ScenarioBankTest() override {
        program_.reset();
        std::filesystem::remove_all(folder_);
    }

    std::string write(const std::string& name, const std::string& text) {
        std::ofstream{folder_ / name} << text;
        return folder_ / name;
    }

    void play(const std::string& text, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"bank", "--scenario", write("bank.ini", text)});
        start(std::move(more));
    }

    /// Puts a bank with these limits on the bus, for the MultiPlus to obey.
    void allow(double charge_a, double discharge_a) {
        bank_.set({.charge_limit = charge_a, .discharge_limit = discharge_a});
        bank_.set("/Info/MaxChargeVoltage", dbus::Variant{14.2});
        bank_.set("/System/NrOfModulesOffline", dbus::Variant{0});
        if (!std::exchange(on_bus_, true)) bank_.come();
    }

    bool eventually(const std::function<bool()>& predicate) {
        return pump_until({&bank_.bus()}, predicate);
    }

    double ask(const std::string& service, const std::string& path) {
        return Client{bus_, {&bank_.bus()}}.get_value(service, path).get<double>();
    }

    std::filesystem::path folder_;
    FakeBattery bank_{daemon_.address(), kBankName};
    bool on_bus_ = false;
};

TEST_F(ScenarioBankTest, ServesItsPacksAndWaitsForTheBank) {
    play(kSmall);
    ASSERT_TRUE(appears(kOne));
    ASSERT_TRUE(appears(kTwo));
    ASSERT_TRUE(appears(kMulti));
    EXPECT_EQ(client_.get_text(kTwo, "/CustomName"), "Old one");
    EXPECT_EQ(number(kTwo, "/Soc"), 60.0);
    EXPECT_EQ(number(kOne, "/InstalledCapacity"), 100.0);
    EXPECT_EQ(value(kOne, "/DeviceInstance"), venus::Value{std::int64_t{1}});
    EXPECT_EQ(value(kOne, "/System/NrOfCellsPerBattery"), venus::Value{std::int64_t{4}});
    EXPECT_THAT(program_->output(), HasSubstr("waiting for com.victronenergy.battery.bms_agg"));
    EXPECT_EQ(number(kMulti, "/BatteryOperationalLimits/MaxChargeCurrent"), 0.0);
}

TEST_F(ScenarioBankTest, ObeysWhatTheBankPublishes) {
    play(kSmall, {"--speed", "10"});
    allow(40.0, 100.0);
    EXPECT_TRUE(eventually([&] {
        return client_.has_owner(kMulti) && std::abs(ask(kMulti, "/Dc/0/Current") - 40.0) < 0.2;
    }));
    EXPECT_EQ(ask(kMulti, "/BatteryOperationalLimits/MaxChargeCurrent"), 40.0);
    EXPECT_NEAR(ask(kOne, "/Dc/0/Current") + ask(kTwo, "/Dc/0/Current"), 40.0, 0.5);
    allow(10.0, 100.0);
    EXPECT_TRUE(eventually([&] { return std::abs(ask(kMulti, "/Dc/0/Current") - 10.0) < 0.2; }));
}

TEST_F(ScenarioBankTest, SwitchesTheLightsOffWithoutADischargeLimit) {
    play(std::string{kSmall} + "[System]\nsun = 0:0\nload = 0:500\nsupply = island\n",
         {"--speed", "10"});
    allow(40.0, 100.0);
    EXPECT_TRUE(eventually(
        [&] { return client_.has_owner(kMulti) && ask(kMulti, "/Dc/0/Current") < -30.0; }));
    allow(40.0, 0.0);
    EXPECT_TRUE(eventually([&] { return ask(kMulti, "/Ac/Out/P") == 0.0; }));
}

TEST_F(ScenarioBankTest, PlaysItsFaults) {
    play(std::string{kSmall} +
             "[Fault 1]\nkind = away\npack = 2\nat = 10\nduration = 20\n"
             "[Fault 2]\nkind = silent\npack = 1\nat = 40\nduration = 20\n"
             "[Fault 3]\nkind = missing\npack = 2\nat = 70\n",
         {"--speed", "10"});
    ASSERT_TRUE(appears(kTwo));
    allow(40.0, 100.0);
    EXPECT_TRUE(eventually([&] { return !client_.has_owner(kTwo); }));
    EXPECT_TRUE(eventually([&] { return client_.has_owner(kTwo); }));
    EXPECT_TRUE(eventually(
        [&] { return dbus::to_value(client_.get_value(kTwo, "/Soc")) == venus::Value{}; }));
    EXPECT_THAT(program_->output(), HasSubstr("fault: Old one: away for 20 s"));
    EXPECT_THAT(program_->output(), HasSubstr("fault: Pack 1: silent for 20 s"));
}

TEST_F(ScenarioBankTest, EndsWithItsFigures) {
    play("[Scenario]\ncells = 4\nends = time\nhours = 0.02\n[Packs]\ncount = 2\nresistance = 5\n",
         {"--speed", "50", "--at-once"});
    EXPECT_EQ(program_->wait(), 0);
    EXPECT_THAT(program_->output(), HasSubstr("above its own limit: 0.000 Ah"));
}

TEST_F(ScenarioBankTest, EndsWithinASecondWhenAskedTo) {
    play(kSmall);
    ASSERT_TRUE(appears(kTwo));
    program_->send_signal(SIGTERM);
    EXPECT_EQ(program_->wait(1s), 0);
    EXPECT_TRUE(disappears(kOne));
    EXPECT_TRUE(disappears(kMulti));
}

TEST_F(ScenarioBankTest, RefusesABadFileAndOptionsOfTheOtherKind) {
    play("[Packs]\ncuont = 2\n");
    EXPECT_EQ(program_->wait(), 2);
    EXPECT_THAT(program_->output(), HasSubstr("bank.ini:2: [Packs] cuont: unknown key"));
    play(kSmall, {"--packs", "3"});
    EXPECT_EQ(program_->wait(), 2);
    start({"bank", "--at-once"});
    EXPECT_EQ(program_->wait(), 2);
}

/// The real daemon steers a weak pack near its end, with a falling limit and a driver that dies, at
/// ten times real speed. The sun waits until the packs are believed, whenever that is. The same
/// experiment in virtual time has the same result: the limit is long on its way up again when the
/// driver dies, so that a second more or less, which is much on a busy machine, makes no other
/// story; and it falls just after a report, as it mostly will on a bus.
class OnTheBusAndInVirtualTime : public ScenarioBankTest {
protected:
    using Json = nlohmann::json;

    static Json figures_in(const std::string& output) {
        return Json::parse(output.substr(output.find("[\n")))[0]["rules"][0]["figures"];
    }

    static std::string output_of(std::vector<std::string> command) {
        Program program{std::move(command)};
        (void)program.wait(60s);
        return program.output();
    }
};

TEST_F(OnTheBusAndInVirtualTime, TheWeakPackIsChargedAlike) {
    const std::string scenario =
        write("bank.ini",
              "[Scenario]\nends = time\nhours = 0.075\n"
              "[System]\nsun = 0:0, 0.0139:0, 0.014:8000\n"
              "[Packs]\ncount = 3\nsoc = 86\n"
              "[Pack 3]\ncapacity = 80\nresistance = 40\n"
              "[Fault 1]\nkind = limit\npack = 1\nat = 70\nduration = 40\nvalue = 10\n"
              "[Fault 2]\nkind = away\npack = 2\nat = 205\nduration = 40\n");
    const std::string config = write(
        "config.ini", output_of({BMS_SIM, "score", scenario, "--print-config", "--speed", "10"}));
    Program aggregator{{AGGREGATOR_PROGRAM, "--config", config, "--bus", daemon_.address()}};
    start({"bank", "--scenario", scenario, "--speed", "10", "--compare"});
    // 0 means that every figure is within 10 % of virtual time (sim/report/comparison.hpp).
    EXPECT_EQ(program_->wait(60s), 0) << program_->output() << aggregator.output();
    EXPECT_THAT(program_->output(), HasSubstr("changes of alarms"));

    // What is alike is something: the packs are charged, and the driver is missed.
    const auto figures = figures_in(
        output_of({BMS_SIM, "score", scenario, "--rule", "adaptive", "--speed", "10", "--json"}));
    EXPECT_GT(figures["charged_ah"].get<double>(), 1.0);
    EXPECT_GT(figures["over_charge_ah"].get<double>(), 0.0);
    EXPECT_GT(figures["alarm_edges"].get<int>(), 0);
}

}  // namespace
}  // namespace aggregator::test
