#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using DaemonReload = DaemonTest;

TEST_F(DaemonReload, TakesOverAGoodFile) {
    start_with_packs();
    configure("[Battery]\nmax_charge_voltage = 13.8\n[BMS]\ncustom_name = House\n");
    program_->send_signal(SIGHUP);
    EXPECT_TRUE(shows("/Info/MaxChargeVoltage", Value{13.8}));
    EXPECT_TRUE(shows("/CustomName", text("House")));
    EXPECT_EQ(value("/ErrorCode"), whole(0));
    EXPECT_TRUE(runs());
}

TEST_F(DaemonReload, KeepsTheRunningConfigurationWhenTheFileIsBad) {
    configure("[Battery]\nmax_charge_voltage = 13.9\n");
    start_with_packs();
    configure("[Battery]\nmax_charge_voltage = 14.6\nmax_discharge_current = -1\n");
    program_->send_signal(SIGHUP);
    ASSERT_TRUE(says(config() + ":3: [Battery] max_discharge_current: -1 is out of range"));
    EXPECT_TRUE(shows("/Alarms/InternalFailure", whole(1)));
    EXPECT_TRUE(shows("/ErrorCode", whole(31)));
    EXPECT_EQ(value("/Info/MaxChargeVoltage"), Value{13.9});
    EXPECT_EQ(value("/Info/MaxChargeCurrent"), Value{150.0}) << "it ran well before";
}

TEST_F(DaemonReload, RecoversWithTheNextGoodFile) {
    configure("[Battery]\ncapacity = many\n");
    start_with_packs();
    ASSERT_EQ(value("/ErrorCode"), whole(31));
    configure("");
    program_->send_signal(SIGHUP);
    EXPECT_TRUE(shows("/ErrorCode", whole(0)));
    EXPECT_EQ(value("/Info/ChargeLimitation"), text("configured ceiling, rising"));
}

TEST_F(DaemonReload, FindsAPackThatIsNamedNow) {
    configure("[BMS]\nbms1_service = " + kPack + "1\nbms2_service = " + kPack + "2\n");
    start_with_packs();
    ASSERT_EQ(value("/System/NrOfBatteries"), whole(2));
    configure("");
    program_->send_signal(SIGHUP);
    EXPECT_TRUE(shows("/System/NrOfBatteries", whole(3)));
    EXPECT_TRUE(shows("/Packs/2/State", text("online")));
}

}  // namespace
}  // namespace aggregator::test
