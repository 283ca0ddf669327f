#include <gmock/gmock.h>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "sim/sim_fixture.hpp"

namespace aggregator::test {
namespace {

using dbus::Variant;
using testing::HasSubstr;
using venus::Value;
using namespace std::chrono_literals;

class SimBank : public SimOnBus {
protected:
    bool eventually(const std::function<bool()>& predicate) { return pump_until({}, predicate); }
};

TEST_F(SimBank, ServesPacksAsSetUp) {
    start({"bank", "--packs", "2", "--all", "capacity=100,cells=16", "--pack",
           "2:soc=60,current=-5,ccl=30,/Alarms/CellImbalance=2"});
    ASSERT_TRUE(appears(kOne));
    ASSERT_TRUE(appears(kTwo));
    EXPECT_EQ(number(kOne, "/Soc"), 80.0);
    EXPECT_EQ(number(kOne, "/InstalledCapacity"), 100.0);
    EXPECT_NEAR(number(kOne, "/Info/MaxChargeVoltage"), 56.8, 1e-9);
    EXPECT_NEAR(number(kTwo, "/Soc"), 60.0, 0.1);
    EXPECT_EQ(number(kTwo, "/Dc/0/Current"), -5.0);
    EXPECT_EQ(number(kTwo, "/Info/MaxChargeCurrent"), 30.0);
    EXPECT_EQ(value(kTwo, "/Alarms/CellImbalance"), Value{std::int64_t{2}});
    EXPECT_EQ(value(kOne, "/DeviceInstance"), Value{std::int64_t{1}});
    EXPECT_EQ(value(kTwo, "/DeviceInstance"), Value{std::int64_t{2}});
    EXPECT_EQ(value(kTwo, "/TimeToGo"), Value{});
    EXPECT_NE(client_.get_text(kOne, "/Serial"), client_.get_text(kTwo, "/Serial"));
}

TEST_F(SimBank, CountsChargeInScaledTime) {
    start({"bank", "--packs", "1", "--all", "soc=50,current=75,capacity=150", "--speed", "360"});
    ASSERT_TRUE(appears(kOne));
    // Half the capacity per hour: 5 points in 360 s, which pass with every tick.
    EXPECT_TRUE(eventually([&] { return number(kOne, "/Soc") >= 59.9; }));
    EXPECT_NEAR(std::remainder(number(kOne, "/Soc"), 5.0), 0.0, 1e-6);
}

TEST_F(SimBank, AnnouncesWhatMovesOnceASecond) {
    int signals = 0;
    const auto slot = bus_.match("member='ItemsChanged'", [&](dbus::Message&) { ++signals; });
    start({"bank", "--packs", "1", "--all", "current=-20"});
    EXPECT_TRUE(pump_until({&bus_}, [&] { return signals >= 2; }));
}

TEST_F(SimBank, TakesANumberIntoTheModel) {
    start({"bank", "--packs", "1"});
    ASSERT_TRUE(appears(kOne));
    EXPECT_EQ(client_.set_value(kOne, "/Soc", Variant{std::int32_t{33}}), 0);
    EXPECT_EQ(client_.set_value(kOne, "/Info/MaxChargeCurrent", Variant{0.0}), 0);
    EXPECT_EQ(number(kOne, "/Soc"), 33.0);
    EXPECT_NEAR(number(kOne, "/Capacity"), 49.5, 1e-9);
    EXPECT_EQ(value(kOne, "/Io/AllowToCharge"), Value{std::int64_t{0}});
}

TEST_F(SimBank, ShowsAnythingElseUntilANumberComes) {
    start({"bank", "--packs", "1"});
    ASSERT_TRUE(appears(kOne));
    for (const Variant& bad : {Variant{"full"}, dbus::invalid_variant(), Variant{101.0}}) {
        EXPECT_EQ(client_.set_value(kOne, "/Soc", bad), 0);
        EXPECT_TRUE(dbus::same(client_.get_value(kOne, "/Soc"), bad));
    }
    EXPECT_EQ(client_.set_value(kOne, "/Soc", Variant{std::nan("")}), 0);
    EXPECT_TRUE(std::isnan(number(kOne, "/Soc")));
    EXPECT_EQ(client_.set_value(kOne, "/Soc", Variant{12.5}), 0);
    EXPECT_EQ(number(kOne, "/Soc"), 12.5);
}

TEST_F(SimBank, KeepsWhatIsWrittenToOtherPaths) {
    start({"bank", "--packs", "1", "--all", "current=10"});
    ASSERT_TRUE(appears(kOne));
    EXPECT_EQ(client_.set_value(kOne, "/CustomName", Variant{"Port"}), 0);
    EXPECT_EQ(client_.set_value(kOne, "/Alarms/LowSoc", Variant{std::uint8_t{2}}), 0);
    const double before = number(kOne, "/Soc");
    EXPECT_TRUE(eventually([&] { return number(kOne, "/Soc") > before; }));
    EXPECT_EQ(client_.get_text(kOne, "/CustomName"), "Port");
    EXPECT_EQ(client_.get_value(kOne, "/Alarms/LowSoc").get<std::uint8_t>(), 2);
}

TEST_F(SimBank, FreezesAndThaws) {
    int signals = 0;
    start({"bank", "--packs", "1", "--all", "current=10"});
    ASSERT_TRUE(appears(kOne));
    EXPECT_EQ(client_.set_value(kOne, "/Sim/Freeze", Variant{1}), 0);
    const double frozen = number(kOne, "/Soc");
    const auto slot = bus_.match("member='ItemsChanged'", [&](dbus::Message& message) {
        Tree items;
        message >> items;
        signals += items.contains("/Soc") ? 1 : 0;
    });
    pump_for({&bus_}, 1500ms);
    EXPECT_EQ(signals, 0);
    EXPECT_EQ(number(kOne, "/Soc"), frozen);
    EXPECT_EQ(client_.set_value(kOne, "/Sim/Freeze", Variant{0}), 0);
    EXPECT_TRUE(eventually([&] { return number(kOne, "/Soc") > frozen; }));
}

TEST_F(SimBank, VanishesAndReturnsAsItWas) {
    start({"bank", "--packs", "2"});
    ASSERT_TRUE(appears(kTwo));
    EXPECT_EQ(client_.set_value(kTwo, "/CustomName", Variant{"Port"}), 0);
    EXPECT_EQ(client_.set_value(kTwo, "/Soc", Variant{44.0}), 0);
    EXPECT_EQ(client_.set_value(kTwo, "/Sim/Vanish", Variant{0.5}), 0);
    EXPECT_TRUE(disappears(kTwo));
    EXPECT_TRUE(client_.has_owner(kOne));
    ASSERT_TRUE(appears(kTwo));
    EXPECT_EQ(client_.get_text(kTwo, "/CustomName"), "Port");
    EXPECT_EQ(number(kTwo, "/Soc"), 44.0);
}

TEST_F(SimBank, HoldsItsNameWhileItIsSilent) {
    start({"bank", "--packs", "2"});
    ASSERT_TRUE(appears(kTwo));
    const auto before = std::chrono::steady_clock::now();
    EXPECT_EQ(client_.set_value(kOne, "/Sim/Silent", Variant{1}), 0);
    EXPECT_TRUE(client_.has_owner(kOne));
    EXPECT_EQ(number(kTwo, "/Soc"), 80.0);
    EXPECT_LT(std::chrono::steady_clock::now(), before + 1s);
    EXPECT_EQ(number(kOne, "/Soc"), 80.0);
    EXPECT_GE(std::chrono::steady_clock::now(), before + 1s);
}

TEST_F(SimBank, EndsWithinASecondWhenAskedTo) {
    start({"bank", "--packs", "3"});
    ASSERT_TRUE(appears(kTwo));
    program_->send_signal(SIGTERM);
    EXPECT_EQ(program_->wait(1s), 0);
    EXPECT_TRUE(disappears(kOne));
}

class SimScript : public SimBank {
protected:
    ~SimScript() override { std::filesystem::remove(file_); }

    void write(const std::string& text) { std::ofstream{file_} << text; }

    std::string file_ = testing::TempDir() + "bms-sim-script-" + std::to_string(getpid());
};

TEST_F(SimScript, PlaysItsEvents) {
    write("1 all /Dc/0/Current -20\n1 2 /Alarms/LowSoc 2\n2 2 /Sim/Vanish 0.5\n");
    start({"bank", "--packs", "2", "--script", file_});
    ASSERT_TRUE(appears(kTwo));
    EXPECT_TRUE(eventually([&] { return number(kOne, "/Dc/0/Current") == -20.0; }));
    EXPECT_EQ(value(kTwo, "/Alarms/LowSoc"), Value{std::int64_t{2}});
    EXPECT_EQ(value(kOne, "/Alarms/LowSoc"), Value{std::int64_t{0}});
    EXPECT_TRUE(disappears(kTwo));
    EXPECT_TRUE(appears(kTwo));
    EXPECT_THAT(program_->output(), HasSubstr("script: 2 2 /Sim/Vanish 0.5"));
}

TEST_F(SimScript, IsRefusedWithFileLineAndReason) {
    write("1 9 /Soc 1\n");
    start({"bank", "--script", file_});
    EXPECT_EQ(program_->wait(), 2);
    EXPECT_THAT(program_->output(), HasSubstr(file_ + ":1: '9' is not 'all' or a pack"));
}

}  // namespace
}  // namespace aggregator::test
