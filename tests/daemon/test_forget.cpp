#include "daemon/daemon_fixture.hpp"
#include "support/fake_local_settings.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;

const std::string kMeasurements =
    "/Settings/SystemSetup/Batteries/Configuration/com_victronenergy_battery/";

/// The bank leaves Venus for good.
class Forget : public DaemonTest {
protected:
    Forget() { served_.push_back(&local_.bus()); }

    void set(const std::string& path, const std::string& text) {
        local_.set(path, dbus::Variant{text});
    }
    void stop() {
        program_->send_signal(SIGTERM);
        ASSERT_TRUE(pump([&] { return !runs(); }));
    }
    [[nodiscard]] Result forget() { return command_here({"forget"}); }
    [[nodiscard]] std::vector<std::string> settings() const {
        std::vector<std::string> paths;
        for (const auto& [path, value] : local_.values()) paths.push_back(path);
        return paths;
    }

    FakeLocalSettings local_{daemon_.address()};
};

TEST_F(Forget, LeavesTheSettingsAsTheyWere) {
    set("/Settings/Devices/other/ClassAndVrmInstance", "battery:280");
    set(kMeasurements + "280/Name", "of the other");
    set(kMeasurements + "2812/Name", "of a third");
    local_.come();
    const auto before = settings();
    start_with_packs();
    // What systemcalc adds by itself.
    for (const char* name : {"/Name", "/Enabled", "/1/Name", "/1/Enabled"})
        set(kMeasurements + "281" + name, "");
    stop();
    const Result result = forget();
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_THAT(result.output, HasSubstr("removed from Venus's settings: 8 entries"));
    EXPECT_EQ(settings(), before);
}

TEST_F(Forget, TwiceIsNoError) {
    local_.come();
    start_with_packs();
    stop();
    EXPECT_EQ(forget().exit_code, 0);
    const Result again = forget();
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_THAT(again.output, HasSubstr("0 entries"));
    EXPECT_EQ(settings(), std::vector<std::string>{});
}

TEST_F(Forget, IsRefusedWhileTheDaemonRuns) {
    local_.come();
    start_with_packs();
    const auto before = settings();
    const Result result = forget();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("stop the daemon first"));
    EXPECT_EQ(settings(), before);
}

TEST_F(Forget, SaysThatThereIsNoVenus) {
    const Result result = forget();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("com.victronenergy.settings"));
}

/// Removed entries are free for whoever comes next, also for this program itself.
TEST_F(Forget, ComesBackAsIfForTheFirstTime) {
    local_.come();
    start_with_packs();
    set("/Settings/Devices/bms_aggregator/CustomName", "House");
    ASSERT_TRUE(shows("/CustomName", text("House")));
    stop();
    EXPECT_EQ(forget().exit_code, 0);
    start();
    ASSERT_TRUE(appears());
    EXPECT_EQ(value("/CustomName"), text("BMS Aggregator"));
    EXPECT_EQ(local_.text("/Settings/Devices/bms_aggregator/ClassAndVrmInstance"), "battery:280");
}

}  // namespace
}  // namespace aggregator::test
