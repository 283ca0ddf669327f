#include "daemon/daemon_fixture.hpp"

/// The real daemon on recordings that the real bms-sim plays: three services of different kinds, in
/// the types that their drivers send.

namespace aggregator::test {
namespace {

std::string recording(const std::string& name) {
    return std::string{AGGREGATOR_PROJECT_DIR} + "/tests/fixtures/recordings/" + name;
}

class OnRecordings : public DaemonTest {
protected:
    OnRecordings() {
        configure(
            "[BMS]\nbms1_service = com.victronenergy.battery.fixture_bms\n"
            "bms2_service = com.victronenergy.battery.fixture_virtual\n"
            "bms3_service = com.victronenergy.battery.fixture_monitor\n");
        sim_ = std::make_unique<Program>(std::vector<std::string>{
            AGGREGATOR_SIM, "replay", recording("bank-24v-bms.csv"),
            recording("bank-24v-virtual.csv"), recording("bank-24v-monitor.csv"), "--bus",
            daemon_.address()});
        start();
    }

    [[nodiscard]] double number(const std::string& path) {
        const auto value = dbus::to_value(client().get_value(kBank, path));
        if (const auto* real = std::get_if<double>(&*value)) return *real;
        if (const auto* whole = std::get_if<std::int64_t>(&*value))
            return static_cast<double>(*whole);
        return std::nan("");
    }

    /// The monitor shows neither cell nor temperature: it is believed after fifteen seconds.
    [[nodiscard]] bool comes() {
        return pump_until(
            {&asker_}, [&] { return client().has_owner(kBank); }, std::chrono::seconds{30});
    }

    std::unique_ptr<Program> sim_;
};

TEST_F(OnRecordings, PublishesWhatTheRulesGive) {
    ASSERT_TRUE(comes()) << program_->output() << sim_->output();
    EXPECT_DOUBLE_EQ(number("/Soc"), 70.0) << "the lowest";
    EXPECT_NEAR(number("/Dc/0/Voltage"), (26.39 + 26.94 + 26.5) / 3.0, 0.001) << "the mean";
    EXPECT_NEAR(number("/Dc/0/Current"), -1.9, 0.001) << "the sum";
    EXPECT_NEAR(number("/Dc/0/Power"), -1.9 * (26.39 + 26.94 + 26.5) / 3.0, 0.01);
    EXPECT_NEAR(number("/Dc/0/Temperature"), 23.1, 0.001) << "the mean of those that have one";
    EXPECT_DOUBLE_EQ(number("/InstalledCapacity"), 100.0 + 2.0 * 450.0 / 3.0);
    EXPECT_NEAR(number("/Info/MaxChargeVoltage"), 27.39, 0.011) << "the lowest";
    EXPECT_NEAR(number("/Info/BatteryLowVoltage"), 24.4, 0.001) << "the highest";
    EXPECT_DOUBLE_EQ(number("/Info/MaxChargeCurrent"), 50.0) << "29 points of spread: reduced";
    EXPECT_DOUBLE_EQ(number("/Alarms/HighTemperature"), 1.0) << "one warns, the others are silent";
    EXPECT_DOUBLE_EQ(number("/System/NrOfModulesOnline"), 3.0);
    EXPECT_TRUE(pump([&] { return number("/Alarms/CellImbalance") == 2.0; }, 3 * kDeadline))
        << "29 points of spread, when they last";
}

TEST_F(OnRecordings, DrawsNoMoreThanThePacksWithoutALimitMayGive) {
    ASSERT_TRUE(comes()) << program_->output() << sim_->output();
    // 150 A by capacity: 56.25 A for 150 of 400 Ah, less the little more that the monitor's pack
    // carries now.
    EXPECT_NEAR(number("/Info/MaxDischargeCurrent"), (56.25 - 0.2875) / 0.375, 0.11);
}

}  // namespace
}  // namespace aggregator::test
