/// What somebody sees who watches the bank from the moment it has its name: of what chargers and
/// people rely on nothing goes invalid for a moment, whatever happens around it.

#include "daemon/daemon_fixture.hpp"
#include "daemon/stranger.hpp"
#include "support/fake_local_settings.hpp"

namespace aggregator::test {
namespace {

using testing::Each;
using testing::IsEmpty;
using testing::Not;

const std::string kName = "/Settings/Devices/bms_aggregator/CustomName";
/// Packs are stale and lost within a test's time.
constexpr const char* kHastyAndOften =
    "[Failsafe]\nstale_after = 2\nlost_after = 4\nstartup_grace = 6\n"
    "[Logging]\nupdate_interval = 0.2\n";

class BankUnderWatch : public DaemonTest {
protected:
    BankUnderWatch() {
        served_.push_back(&local_.bus());
        served_.push_back(&stranger_.bus());
        local_.set(kName, dbus::Variant{"House"});
        local_.come();
        configure(kHastyAndOften);
    }

    void restart(int signo) {
        const int readings = stranger_.readings();
        program_->send_signal(signo);
        ASSERT_TRUE(pump([&] { return !runs(); }));
        start();
        ASSERT_TRUE(appears()) << program_->output();
        ASSERT_TRUE(read_anew(readings));
    }
    void begin() {
        start_with_packs();
        ASSERT_TRUE(read_anew(0));
    }
    [[nodiscard]] bool read_anew(int readings) {
        return pump([&] { return stranger_.readings() > readings; });
    }
    void reload(const std::string& text) {
        configure(text);
        program_->send_signal(SIGHUP);
    }
    /// A pack that was lost proves itself for longer than a test should last.
    [[nodiscard]] bool is_back(int pack) {
        const std::string path = "/Packs/" + std::to_string(pack);
        return pump([&] {
            return value(path + "/State") == text("online") ||
                   value(path + "/Reason") == text("proving itself");
        });
    }
    [[nodiscard]] bool pack_is(int pack, const std::string& state) {
        return shows("/Packs/" + std::to_string(pack) + "/State", text(state));
    }

    void expect_no_flicker() {
        EXPECT_EQ(stranger_.arrivals(), stranger_.readings());
        for (const char* path :
             {"/Soc", "/Info/MaxChargeVoltage", "/Info/MaxChargeCurrent",
              "/Info/MaxDischargeCurrent", "/Info/BatteryLowVoltage", "/CustomName",
              "/DeviceInstance", "/ProductName", "/Connected", "/Mgmt/Connection"}) {
            EXPECT_THAT(stranger_.values(path), Not(IsEmpty())) << path;
            EXPECT_THAT(stranger_.values(path), Each(Not(Value{}))) << path;
        }
        EXPECT_THAT(stranger_.values("/Soc"), Each(Value{81.0}));
        EXPECT_EQ(stranger_.single_announcements(), 0) << "one signal for what belongs together";
    }

    FakeLocalSettings local_{daemon_.address()};
    Stranger stranger_{daemon_.address(), kBank};
};

TEST_F(BankUnderWatch, IsSteadyWhilePacksComeOneByOne) {
    start();
    one_.come();
    pump_for(served_, std::chrono::milliseconds{300});
    two_.come();
    ASSERT_TRUE(appears()) << "with the end of the grace";
    three_.come();
    ASSERT_TRUE(is_back(2));
    expect_no_flicker();
    EXPECT_THAT(stranger_.values("/CustomName"), Each(text("House")));
}

TEST_F(BankUnderWatch, IsSteadyWhilePacksAreAwayForAMoment) {
    configure("");
    begin();
    three_.leave();
    ASSERT_TRUE(pack_is(2, "stale"));
    three_.come();
    ASSERT_TRUE(pack_is(2, "online"));
    for (FakeBattery* pack : packs()) pack->leave();
    ASSERT_TRUE(shows("/System/BankState", text("hold")));
    for (FakeBattery* pack : packs()) pack->come();
    for (int pack = 0; pack < 3; ++pack) ASSERT_TRUE(pack_is(pack, "online"));
    expect_no_flicker();
}

TEST_F(BankUnderWatch, IsSteadyWhilePacksGoInAllTheirWays) {
    begin();
    one_.leave();
    ASSERT_TRUE(pack_is(0, "lost"));
    one_.come();
    ASSERT_TRUE(is_back(0));
    for (const char* path : {"/Dc/0/Voltage", "/Dc/0/Current", "/Dc/0/Power"})
        two_.set(path, dbus::invalid_variant());
    ASSERT_TRUE(pump([&] { return value("/Packs/1/State") != text("online"); }));
    two_.set(PackValues{});
    ASSERT_TRUE(is_back(1));
    for (const char* path : {"/Soc", "/Info/MaxChargeVoltage", "/Info/MaxChargeCurrent",
                             "/Info/MaxDischargeCurrent"}) {
        for (FakeBattery* pack : packs()) pack->set(path, dbus::invalid_variant());
        pump_for(served_, std::chrono::milliseconds{300});
        for (FakeBattery* pack : packs()) pack->set(PackValues{});
        pump_for(served_, std::chrono::milliseconds{300});
    }
    expect_no_flicker();
}

TEST_F(BankUnderWatch, IsSteadyWhileAllPacksAreGoneForLong) {
    begin();
    for (FakeBattery* pack : packs()) pack->leave();
    for (int pack = 0; pack < 3; ++pack) ASSERT_TRUE(pack_is(pack, "lost"));
    one_.come();
    ASSERT_TRUE(is_back(0));
    two_.come();
    three_.come();
    ASSERT_TRUE(is_back(2));
    expect_no_flicker();
}

TEST_F(BankUnderWatch, IsSteadyOverRestartsWithAKeptState) {
    begin();
    restart(SIGTERM);
    restart(SIGKILL);
    three_.leave();
    ASSERT_TRUE(pack_is(2, "lost"));
    restart(SIGTERM);
    one_.set("/Soc", dbus::invalid_variant());
    two_.set("/Info/MaxChargeVoltage", dbus::invalid_variant());
    restart(SIGTERM);
    three_.come();
    one_.set(PackValues{});
    two_.set(PackValues{});
    ASSERT_TRUE(is_back(2));
    expect_no_flicker();
    EXPECT_THAT(stranger_.values("/CustomName"), Each(text("House")));
}

TEST_F(BankUnderWatch, IsSteadyOverReloads) {
    begin();
    const std::string hasty{kHastyAndOften};
    reload(hasty + "[Battery]\nmax_charge_voltage = 14.0\n");
    ASSERT_TRUE(shows("/Info/MaxChargeVoltage", Value{14.0}));
    reload(hasty + "[BMS]\nbms1_service = " + kPack + "1\n");
    ASSERT_TRUE(shows("/System/NrOfBatteries", whole(1)));
    reload(hasty + "[BMS]\ndiscovery = auto\ncustom_name = Other\n");
    ASSERT_TRUE(shows("/System/NrOfBatteries", whole(3)));
    reload(hasty + "[Battery]\ncapacity = many\n");
    ASSERT_TRUE(shows("/ErrorCode", whole(31)));
    reload(hasty + "[BMS]\nbms4_service = " + kPack + "4\nbms1_service = " + kPack + "1\n");
    ASSERT_TRUE(shows("/ErrorCode", whole(0)));
    const int readings = stranger_.readings();
    reload(hasty + "[BMS]\ndevice_instance = 290\n");
    ASSERT_TRUE(read_anew(readings)) << "consumers read the instance once";
    ASSERT_TRUE(shows("/DeviceInstance", whole(290)));
    expect_no_flicker();
    EXPECT_THAT(stranger_.values("/CustomName"), Each(text("House")));
}

TEST_F(BankUnderWatch, IsSteadyWhileSettingsGoAndCome) {
    local_.leave();
    begin();
    local_.set("/Settings/Devices/other/ClassAndVrmInstance", dbus::Variant{"battery:280"});
    local_.come();
    ASSERT_TRUE(read_anew(1)) << "consumers read the instance once";
    EXPECT_EQ(client().set_value(kBank, "/CustomName", dbus::Variant{"Boat"}), 0);
    ASSERT_TRUE(shows("/CustomName", text("Boat")));
    const int adds = local_.adds();
    local_.leave();
    pump_for(served_, std::chrono::milliseconds{300});
    local_.come();
    ASSERT_TRUE(pump([&] { return local_.adds() >= adds + 2; }));
    pump_for(served_, std::chrono::milliseconds{300});
    expect_no_flicker();
    EXPECT_EQ(stranger_.values("/CustomName").back(), text("Boat"));
}

}  // namespace
}  // namespace aggregator::test
