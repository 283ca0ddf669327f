#include "aggregator/core/history_record.hpp"
#include "daemon/daemon_fixture.hpp"

namespace aggregator::test {
namespace {

using dbus::Variant;

class DaemonHistory : public DaemonTest {
protected:
    [[nodiscard]] std::filesystem::path file() const { return folder_ / "state" / "history"; }

    void write(const std::string& text) const {
        std::filesystem::create_directories(file().parent_path());
        std::ofstream{file()} << text;
    }

    /// As if the bank had been through this before.
    void write(const HistoryRecord& record) const { write(to_text(record)); }

    [[nodiscard]] std::optional<HistoryRecord> kept() const {
        std::ifstream stream{file()};
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        return history_from_text(text);
    }

    void stop() {
        program_->send_signal(SIGTERM);
        ASSERT_EQ(program_->wait(), 0) << program_->output();
    }

    /// Lets the packs be full: no pack below 99 %, no current to speak of.
    void be_full() {
        for (FakeBattery* pack : packs()) pack->set({.current = 0.0, .soc = 100.0});
    }

    [[nodiscard]] int clear(const Variant& value) {
        return client().set_value(kBank, "/History/Clear", value);
    }
};

TEST_F(DaemonHistory, CountsFromTheStart) {
    for (FakeBattery* pack : packs()) pack->set({.current = -200.0, .soc = 60.0});
    start_with_packs();
    EXPECT_TRUE(pump([&] { return number("/History/TotalAhDrawn") < 0.0; }));
    EXPECT_LT(number("/History/DeepestDischarge"), 0.0);
    EXPECT_EQ(value("/History/CanBeCleared"), whole(1));
}

TEST_F(DaemonHistory, SurvivesARestart) {
    write({.drawn = AmpHours{1000.0}, .low_voltage_alarms = {3, false}});
    be_full();
    start_with_packs();
    EXPECT_EQ(number("/History/TotalAhDrawn"), -1000.0);
    EXPECT_EQ(value("/History/TimeSinceLastFullCharge"), Value{0.0});
    stop();
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->low_voltage_alarms.count, 3);
    const double lowest = kept()->voltage.low.value_or(Volts{}).value();
    EXPECT_GT(lowest, 0.0);
    start();
    ASSERT_TRUE(appears()) << program_->output();
    EXPECT_EQ(number("/History/TotalAhDrawn"), -1000.0);
    EXPECT_EQ(value("/History/LowVoltageAlarms"), whole(3));
    EXPECT_NEAR(number("/History/MinimumVoltage"), lowest, 0.001);
    EXPECT_GE(number("/History/TimeSinceLastFullCharge"), 0.0);
}

TEST_F(DaemonHistory, IsClearedByAClientAndKeptSoAtOnce) {
    write({.drawn = AmpHours{1000.0}, .high_voltage_alarms = {2, false}});
    be_full();
    start_with_packs();
    EXPECT_EQ(clear(Variant{std::int32_t{1}}), 0);
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->drawn, AmpHours{});
    EXPECT_TRUE(shows("/History/TotalAhDrawn", Value{0.0}));
    EXPECT_EQ(value("/History/HighVoltageAlarms"), whole(0));
    program_->send_signal(SIGKILL);
    EXPECT_EQ(program_->wait(), -SIGKILL);
    ASSERT_TRUE(pump([&] { return !client().has_owner(kBank); }));
    start();
    ASSERT_TRUE(appears()) << program_->output();
    EXPECT_EQ(number("/History/TotalAhDrawn"), 0.0);
}

TEST_F(DaemonHistory, IsThatOfTheCopyThatHasTheName) {
    write({.drawn = AmpHours{1000.0}});
    be_full();
    start_with_packs();
    Program second{here()};
    ASSERT_TRUE(
        pump([&] { return second.output().find("cannot come on the bus") != std::string::npos; }));
    ASSERT_EQ(clear(Variant{std::int32_t{1}}), 0);
    stop();
    ASSERT_TRUE(pump([&] { return value("/CustomName").has_value(); })) << second.output();
    EXPECT_TRUE(shows("/History/TotalAhDrawn", Value{0.0})) << "not what it knew at its start";
    second.send_signal(SIGTERM);
    EXPECT_EQ(second.wait(), 0);
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->drawn, AmpHours{});
}

TEST_F(DaemonHistory, IsNotClearedByAMistake) {
    write({.drawn = AmpHours{1000.0}});
    be_full();
    start_with_packs();
    EXPECT_EQ(clear(Variant{std::int32_t{0}}), 2);
    EXPECT_EQ(client().set_value(kBank, "/History/TotalAhDrawn", Variant{0.0}), 1);
    EXPECT_EQ(client().set_value(kBank, "/History/CanBeCleared", Variant{std::int32_t{0}}), 1);
    EXPECT_EQ(number("/History/TotalAhDrawn"), -1000.0);
}

TEST_F(DaemonHistory, BeginsAnewWhenItIsDamagedAndLosesNothing) {
    write("damaged\n");
    be_full();
    start_with_packs();
    EXPECT_EQ(number("/History/TotalAhDrawn"), 0.0);
    EXPECT_TRUE(says("the history is damaged or of another version"));
    stop();
    EXPECT_TRUE(kept());
    EXPECT_TRUE(std::filesystem::exists(folder_ / "state" / "history.damaged"));
}

}  // namespace
}  // namespace aggregator::test
