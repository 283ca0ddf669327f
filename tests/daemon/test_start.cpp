#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

using DaemonStart = DaemonTest;

TEST_F(DaemonStart, MakesOneBatteryOfThree) {
    one_.set({.voltage = 13.2, .soc = 80.0});
    two_.set({.voltage = 13.3, .soc = 81.0});
    three_.set({.voltage = 13.4, .soc = 82.0});
    start_with_packs();
    EXPECT_NEAR(number("/Dc/0/Voltage"), 13.3, 1e-9);
    EXPECT_NEAR(number("/Dc/0/Current"), 30.0, 1e-9);
    EXPECT_NEAR(number("/Dc/0/Power"), 399.0, 1e-9);
    EXPECT_NEAR(number("/Dc/0/Temperature"), 20.0, 1e-9);
    EXPECT_NEAR(number("/Soc"), 80.0, 1e-9);
    EXPECT_NEAR(number("/InstalledCapacity"), 450.0, 1e-9);
    EXPECT_NEAR(number("/Info/MaxChargeVoltage"), 14.2, 1e-9);
    EXPECT_NEAR(number("/Info/MaxChargeCurrent"), 150.0, 1e-9);
    EXPECT_NEAR(number("/Info/MaxDischargeCurrent"), 150.0, 1e-9);
    EXPECT_NEAR(number("/Info/BatteryLowVoltage"), 11.5, 1e-9);
    EXPECT_EQ(value("/System/NrOfModulesOnline"), whole(3));
    EXPECT_EQ(value("/State"), whole(9));
}

TEST_F(DaemonStart, ShowsEveryMandatoryPathFromTheFirstMoment) {
    start_with_packs();
    const Tree tree = client().get_items(kBank);
    for (const char* path : {"/Mgmt/ProcessName",
                             "/Mgmt/ProcessVersion",
                             "/Mgmt/Connection",
                             "/DeviceInstance",
                             "/ProductId",
                             "/ProductName",
                             "/FirmwareVersion",
                             "/HardwareVersion",
                             "/Connected",
                             "/CustomName",
                             "/Dc/0/Voltage",
                             "/Dc/0/Current",
                             "/Dc/0/Power",
                             "/Dc/0/Temperature",
                             "/Soc",
                             "/Info/MaxChargeVoltage",
                             "/Info/MaxChargeCurrent",
                             "/Info/MaxDischargeCurrent",
                             "/Info/BatteryLowVoltage",
                             "/Alarms/InternalFailure",
                             "/ErrorCode",
                             "/State",
                             "/Packs/0/State",
                             "/Packs/2/Name"}) {
        ASSERT_TRUE(tree.contains(path)) << path;
        EXPECT_TRUE(tree.at(path).contains("Value") && tree.at(path).contains("Text")) << path;
    }
    EXPECT_EQ(value("/DeviceInstance"), whole(280));
    EXPECT_EQ(value("/Mgmt/Connection"), text("Virtual"));
    EXPECT_EQ(value("/CustomName"), text("BMS Aggregator"));
    EXPECT_EQ(value("/Connected"), whole(1));
}

TEST_F(DaemonStart, StaysOffTheBusUntilEveryPackHasData) {
    two_.set("/Dc/0/Voltage", dbus::invalid_variant());
    for (FakeBattery* pack : packs()) pack->come();
    start();
    ASSERT_TRUE(says("canopen_bms_node3: waiting -> online")) << program_->output();
    EXPECT_FALSE(client().has_owner(kBank));
    two_.set(PackValues{});
    EXPECT_TRUE(appears());
}

TEST_F(DaemonStart, GoesOnWithoutAMissingPackWhenTheGraceIsOver) {
    configure("[Failsafe]\nstartup_grace = 0\n");
    one_.come();
    start();
    ASSERT_TRUE(appears());
    EXPECT_EQ(value("/Packs/1/State"), text("waiting"));
    EXPECT_EQ(value("/System/BankState"), text("degraded"));
    EXPECT_LT(number("/Info/MaxChargeCurrent"), 75.0);
}

TEST_F(DaemonStart, HoldsChargingBackWithAConfigurationThatIsNotUsable) {
    configure("[Battery]\ncapacity = many\n");
    start_with_packs();
    EXPECT_EQ(value("/Info/MaxChargeCurrent"), Value{50.0});
    EXPECT_EQ(value("/Info/ChargeLimitation"), text("configuration not usable"));
    EXPECT_EQ(value("/Alarms/InternalFailure"), whole(1));
    EXPECT_EQ(value("/ErrorCode"), whole(31));
    EXPECT_THAT(program_->output(), HasSubstr(config() + ":2: [Battery] capacity: 'many'"));
}

TEST_F(DaemonStart, PrefersTheLastGoodConfigurationToABadOne) {
    configure("[Battery]\nmax_charge_voltage = 13.9\n");
    start_with_packs();
    EXPECT_EQ(value("/Info/MaxChargeVoltage"), Value{13.9});
    program_.reset();
    std::filesystem::remove(folder_ / "state" / "state");
    configure("[Battery]\nmax_charge_voltage = high\n");
    start();
    ASSERT_TRUE(appears());
    EXPECT_EQ(value("/Info/MaxChargeVoltage"), Value{13.9});
    EXPECT_EQ(value("/ErrorCode"), whole(31));
}

TEST_F(DaemonStart, UsesTheDefaultsWithoutAFile) {
    std::filesystem::remove(config());
    start_with_packs();
    EXPECT_EQ(value("/ErrorCode"), whole(0));
    EXPECT_THAT(program_->output(), HasSubstr("the embedded defaults are in force"));
}

TEST_F(DaemonStart, TakesTheSystemBusWithoutAnAddress) {
    for (FakeBattery* pack : packs()) pack->come();
    program_ = std::make_unique<Program>(
        std::vector<std::string>{"/usr/bin/env", "DBUS_SYSTEM_BUS_ADDRESS=" + daemon_.address(),
                                 AGGREGATOR_PROGRAM, "--config", config()});
    EXPECT_TRUE(appears());
}

TEST_F(DaemonStart, FailsWithOneLineWithoutABus) {
    Program program{command({"--config", config(), "--bus", "unix:path=/nowhere/bus"})};
    EXPECT_EQ(program.wait(), 1);
    EXPECT_THAT(program.output(), HasSubstr("error: no bus at unix:path=/nowhere/bus: "));
    EXPECT_THAT(program.output(), testing::EndsWith("No such file or directory)\n"));
}

TEST_F(DaemonStart, LeavesTheNameToACopyThatHasIt) {
    configure("[BMS]\ncustom_name = First\n");
    start_with_packs();
    configure("[BMS]\ncustom_name = Second\n");
    Program second{here()};
    ASSERT_TRUE(pump([&] {
        return second.output().find("cannot come on the bus: another program has it") !=
               std::string::npos;
    }));
    EXPECT_EQ(value("/CustomName"), text("First"));
    EXPECT_EQ(second.wait(std::chrono::milliseconds{0}), std::nullopt);
    program_->send_signal(SIGTERM);
    EXPECT_TRUE(shows("/CustomName", text("Second"))) << "the name is free now";
}

}  // namespace
}  // namespace aggregator::test
