#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

/// Without waiting for packs that never say anything.
constexpr const char* kNoGrace = "[Failsafe]\nstartup_grace = 0\n";
/// Nothing is published by the interval while a test lasts.
constexpr const char* kRarely = "[Logging]\nupdate_interval = 60\n";

class DaemonPacks : public DaemonTest {
protected:
    /// The first two packs are heard as if there were no third.
    void expect_two_good_packs() {
        ASSERT_TRUE(shows("/Packs/0/State", text("online"))) << program_->output();
        ASSERT_TRUE(shows("/Packs/1/State", text("online"))) << program_->output();
        one_.set({.voltage = 13.2, .current = 7.0, .soc = 66.0});
        two_.set({.voltage = 13.4, .current = 8.0, .soc = 67.0});
        EXPECT_TRUE(shows("/System/MinSoc", Value{66.0}));
        EXPECT_TRUE(shows("/System/MaxSoc", Value{67.0}));
        EXPECT_NEAR(number("/Dc/0/Voltage"), 13.3, 1e-9);
        EXPECT_NEAR(number("/Dc/0/Current"), 15.0, 1e-9);
        expect_limits();
    }

    /// Whatever the packs do, these are numbers that no consumer stumbles over.
    void expect_limits() {
        EXPECT_EQ(value("/Info/MaxChargeVoltage"), Value{13.6}) << "3.4 V for each unseen cell";
        for (const char* path : {"/Info/MaxChargeCurrent", "/Info/MaxDischargeCurrent"}) {
            EXPECT_GE(number(path), 0.0) << path;
            EXPECT_LE(number(path), 150.0) << path;
        }
    }
};

TEST_F(DaemonPacks, DoNotWaitForOneThatNeverAnswers) {
    configure(kNoGrace);
    for (FakeBattery* pack : packs()) pack->come();
    served_ = {&one_.bus(), &two_.bus()};
    start();
    ASSERT_TRUE(appears());
    expect_two_good_packs();
    EXPECT_EQ(value("/Packs/2/State"), text("waiting"));
}

TEST_F(DaemonPacks, DoNotSufferFromOneThatAnswersNonsense) {
    configure(kNoGrace);
    OddBattery odd{daemon_.address(),
                   three_.name(),
                   {answer("GetItems", "a{sa{sv}}", [](dbus::Message& reply) {
                       write_tree(reply, {{"/Dc/0/Voltage", dbus::Variant{"13.2"}},
                                          {"/Dc/0/Current", dbus::Variant{std::nan("")}},
                                          {"/Soc", dbus::Variant{1e300}},
                                          {"/Info/MaxChargeCurrent", dbus::Variant{HUGE_VAL}},
                                          {"/Info/MaxChargeVoltage", dbus::Variant{-5.0}},
                                          {"/Connected", dbus::Variant{Dict{}}},
                                          {"/CustomName", dbus::Variant{std::string(9999, 'x')}}});
                   })}};
    served_ = {&one_.bus(), &two_.bus(), &odd.bus()};
    one_.come();
    two_.come();
    start();
    ASSERT_TRUE(appears());
    odd.send("/", "ItemsChanged", [](dbus::Message& signal) { signal << "nonsense"; });
    expect_two_good_packs();
    EXPECT_EQ(value("/Packs/2/State"), text("waiting"));
    EXPECT_GE(number("/Packs/2/RejectedValues"), 4.0);
    EXPECT_EQ(value("/Packs/0/RejectedValues"), whole(0));
    EXPECT_TRUE(says("canopen_bms_node3 sends what cannot be read"));
}

TEST_F(DaemonPacks, MayVanishAndComeBack) {
    start_with_packs();
    three_.leave();
    ASSERT_TRUE(shows("/Packs/2/State", text("stale")));
    EXPECT_EQ(value("/Packs/2/Reason"), text("not on the bus"));
    EXPECT_EQ(value("/System/BankState"), text("degraded"));
    EXPECT_EQ(value("/System/NrOfModulesOnline"), whole(2));
    EXPECT_EQ(value("/ConnectionInformation"), text("2 of 3 packs; not canopen_bms_node3"));
    three_.come();
    EXPECT_TRUE(shows("/Packs/2/State", text("online")));
    EXPECT_TRUE(shows("/System/NrOfModulesOnline", whole(3)));
}

TEST_F(DaemonPacks, LowerTheLimitAtOnce) {
    configure(kRarely);
    start_with_packs();
    ASSERT_EQ(value("/Info/MaxChargeCurrent"), Value{150.0});
    three_.set("/Info/MaxChargeCurrent", dbus::Variant{5.0});
    EXPECT_TRUE(pump([&] { return number("/Info/MaxChargeCurrent") < 20.0; }));
    EXPECT_THAT(std::get<std::string>(value("/Info/ChargeLimitation").value()),
                HasSubstr("canopen_bms_node3"));
}

TEST_F(DaemonPacks, RaiseAnAlarmAtOnce) {
    configure(kRarely);
    start_with_packs();
    ASSERT_EQ(value("/Alarms/Alarm"), whole(0));
    two_.set("/Alarms/LowCellVoltage", dbus::Variant{std::uint8_t{2}});
    EXPECT_TRUE(shows("/Alarms/LowCellVoltage", whole(2)));
    EXPECT_EQ(value("/Alarms/Alarm"), whole(2));
    EXPECT_EQ(value("/Info/MaxChargeCurrent"), Value{50.0});
}

TEST_F(DaemonPacks, AreMissedAtOnce) {
    configure(kRarely);
    start_with_packs();
    one_.leave();
    EXPECT_TRUE(shows("/System/NrOfModulesOnline", whole(2)));
}

TEST_F(DaemonPacks, OtherwiseWaitForTheInterval) {
    configure(kRarely);
    start_with_packs();
    three_.set({.voltage = 13.4});
    one_.set("/Alarms/HighTemperature", dbus::Variant{1});
    ASSERT_TRUE(shows("/Alarms/HighTemperature", whole(1)));
    const double with_the_alarm = number("/Dc/0/Voltage");
    two_.set({.voltage = 13.5});
    pump_for(served_, std::chrono::milliseconds{50});
    EXPECT_EQ(number("/Dc/0/Voltage"), with_the_alarm);
}

TEST_F(DaemonPacks, LeaveTheBanksNameToPeople) {
    configure(kRarely);
    start_with_packs();
    EXPECT_EQ(client().set_value(kBank, "/CustomName", dbus::Variant{"House bank"}), 0);
    EXPECT_TRUE(shows("/CustomName", text("House bank")));
    EXPECT_EQ(client().set_value(kBank, "/CustomName", dbus::Variant{5}), 2);
    EXPECT_EQ(client().set_value(kBank, "/Info/MaxChargeCurrent", dbus::Variant{999.0}), 1);
    EXPECT_EQ(value("/CustomName"), text("House bank"));
    EXPECT_EQ(value("/Info/MaxChargeCurrent"), Value{150.0});
}

TEST_F(DaemonPacks, MayBeFoundByThemselves) {
    configure("[BMS]\ndiscovery = auto\nexclude = " + three_.name() + "\n");
    start_with_packs();
    EXPECT_EQ(value("/System/NrOfBatteries"), whole(2));
    EXPECT_NEAR(number("/Dc/0/Current"), 20.0, 1e-9);
}

}  // namespace
}  // namespace aggregator::test
