#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

/// Packs are lost soon, so that the tests need not wait for long.
constexpr const char* kHasty = "[Failsafe]\nstale_after = 2\nlost_after = 4\nstartup_grace = 6\n";

class DaemonRestart : public DaemonTest {
protected:
    [[nodiscard]] std::filesystem::path state_file() const { return folder_ / "state" / "state"; }

    /// Waits until the file holds the words.
    [[nodiscard]] bool keeps(const std::string& words) {
        return pump([&] {
            std::ifstream file{state_file()};
            const std::string kept{std::istreambuf_iterator<char>{file}, {}};
            return kept.find(words) != std::string::npos;
        });
    }
    void remember_limits() {
        for (const char* path : kLimits) limits_[path] = number(path);
    }
    void expect_no_higher_limits() {
        for (const char* path : kLimits) {
            EXPECT_GE(number(path), 0.0) << path;
            EXPECT_LE(number(path), limits_[path]) << path;
        }
    }
    void kill_and_start() {
        program_->send_signal(SIGKILL);
        ASSERT_EQ(program_->wait(), -SIGKILL);
        ASSERT_TRUE(pump([&] { return !client().has_owner(kBank); }));
        start();
        ASSERT_TRUE(appears()) << program_->output();
    }

    static constexpr std::array kLimits{"/Info/MaxChargeCurrent", "/Info/MaxDischargeCurrent",
                                        "/Info/MaxChargeVoltage"};
    std::map<std::string, double> limits_{};
};

TEST_F(DaemonRestart, ForgetsNoAlarmOfAPackThatIsGoneWhenItIsKilled) {
    configure(kHasty);
    start_with_packs();
    two_.set("/Alarms/HighTemperature", dbus::Variant{2});
    ASSERT_TRUE(shows("/Alarms/HighTemperature", whole(2)));
    ASSERT_TRUE(keeps("HighTemperature=2"));
    two_.leave();
    ASSERT_TRUE(shows("/Packs/1/State", text("lost")));
    ASSERT_TRUE(keeps("state lost"));
    remember_limits();
    kill_and_start();
    EXPECT_EQ(value("/Alarms/HighTemperature"), whole(2));
    expect_no_higher_limits();
    ASSERT_TRUE(shows("/Packs/1/State", text("lost")));
    EXPECT_EQ(value("/Alarms/HighTemperature"), whole(2));
    EXPECT_TRUE(shows("/Alarms/BmsCable", whole(2)));
    expect_no_higher_limits();
}

TEST_F(DaemonRestart, ForgetsNoLostPackWhenItIsKilled) {
    configure(std::string{kHasty} + "[BMS]\ndiscovery = auto\n");
    start_with_packs();
    two_.leave();
    ASSERT_TRUE(shows("/Alarms/BmsCable", whole(2)));
    ASSERT_TRUE(keeps("state lost"));
    remember_limits();
    kill_and_start();
    EXPECT_EQ(value("/Alarms/BmsCable"), whole(2));
    EXPECT_EQ(value("/System/NrOfBatteries"), whole(3));
    expect_no_higher_limits();
    EXPECT_TRUE(says("canopen_bms_node2 was lost before"));
}

TEST_F(DaemonRestart, IsBackAtOnceAfterAShortAbsence) {
    start_with_packs();
    remember_limits();
    program_->send_signal(SIGTERM);
    ASSERT_EQ(program_->wait(), 0);
    for (FakeBattery* pack : packs()) pack->leave();
    start();
    ASSERT_TRUE(appears()) << "before any pack was heard: " << program_->output();
    EXPECT_EQ(value("/System/BankState"), text("hold"));
    expect_no_higher_limits();
    EXPECT_EQ(value("/Info/MaxChargeCurrent"), Value{0.0});
    EXPECT_GT(number("/Info/MaxDischargeCurrent"), 0.0);
    EXPECT_GT(number("/Info/MaxChargeVoltage"), 13.0);
    EXPECT_EQ(value("/Soc"), Value{81.0});
    EXPECT_EQ(value("/Dc/0/Voltage"), Value{13.25});
    EXPECT_EQ(value("/Dc/0/Current"), Value{30.0});
    EXPECT_EQ(value("/Alarms/Alarm"), whole(0));
}

TEST_F(DaemonRestart, KeepsTheStateAlsoWhenTheBusIsLost) {
    start_with_packs();
    ASSERT_TRUE(keeps("checksum"));
    std::filesystem::remove(state_file());
    daemon_.stop();
    ASSERT_EQ(program_->wait(), 1);
    EXPECT_TRUE(std::filesystem::exists(state_file()));
}

TEST_F(DaemonRestart, LeavesTheStateToACopyThatHasTheName) {
    start_with_packs();
    ASSERT_TRUE(keeps("checksum"));
    std::filesystem::remove(state_file());
    Program second{here()};
    ASSERT_TRUE(pump([&] {
        return second.output().find("cannot come on the bus: another program has it") !=
               std::string::npos;
    }));
    second.send_signal(SIGTERM);
    ASSERT_EQ(second.wait(), 0);
    EXPECT_FALSE(std::filesystem::exists(state_file()));
}

TEST_F(DaemonRestart, GoesOnWithoutAStateThatIsDamaged) {
    std::filesystem::create_directory(folder_ / "state");
    std::ofstream{state_file()} << "bms-aggregator state 2\nnonsense\n";
    start_with_packs();
    EXPECT_THAT(program_->output(), HasSubstr("is damaged and ignored"));
    EXPECT_EQ(value("/System/BankState"), text("run"));
}

}  // namespace
}  // namespace aggregator::test
