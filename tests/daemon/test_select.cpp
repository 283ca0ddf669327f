#include "daemon/daemon_fixture.hpp"
#include "support/fake_settings.hpp"

namespace aggregator::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Select : public DaemonTest {
protected:
    Select() { served_.push_back(&settings_.bus()); }

    void start_on_venus() {
        settings_.come();
        start_with_packs();
    }

    [[nodiscard]] Result select() { return command_here({"select"}); }
    [[nodiscard]] Result deselect() { return command_here({"deselect"}); }

    [[nodiscard]] bool chosen(const std::string& battery_service, int bms_instance) const {
        return settings_.battery_service() == battery_service &&
               settings_.bms_instance() == bms_instance;
    }
    [[nodiscard]] bool chosen_is_ours() const {
        return chosen("com.victronenergy.battery/280", 280);
    }
    [[nodiscard]] bool keeps_something() const {
        return std::filesystem::exists(folder_ / "state" / "venus-selection.json");
    }

    FakeSettings settings_{daemon_.address()};
};

TEST_F(Select, MakesVenusFollowTheBankAndGivesItBack) {
    settings_.choose("com.victronenergy.battery/1", 1);
    start_on_venus();
    const Result selected = select();
    EXPECT_EQ(selected.exit_code, 0) << selected.output;
    EXPECT_TRUE(chosen_is_ours());
    EXPECT_EQ(selected.output,
              "  battery monitor (BatteryService)  com.victronenergy.battery/1 -> "
              "com.victronenergy.battery/280\n"
              "  controlling BMS (BmsInstance)     1 -> 280\n");
    EXPECT_EQ(deselect().exit_code, 0);
    EXPECT_TRUE(chosen("com.victronenergy.battery/1", 1));
    EXPECT_FALSE(keeps_something());
}

TEST_F(Select, TwiceKeepsTheFirst) {
    settings_.choose("nobattery", 7);
    start_on_venus();
    EXPECT_EQ(select().exit_code, 0);
    const int writes = settings_.writes();
    const Result again = select();
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_THAT(again.output, HasSubstr("com.victronenergy.battery/280, as before"));
    EXPECT_EQ(settings_.writes(), writes);
    EXPECT_EQ(deselect().exit_code, 0);
    EXPECT_TRUE(chosen("nobattery", 7));
}

TEST_F(Select, TakesTheInstanceOfTheRunningDaemon) {
    configure("[BMS]\ndevice_instance = 290\n");
    start_on_venus();
    configure("[BMS]\ndevice_instance = 300\n");
    EXPECT_EQ(select().exit_code, 0);
    EXPECT_TRUE(chosen("com.victronenergy.battery/290", 290));
}

TEST_F(Select, LeavesWhatSomebodyChangedSince) {
    start_on_venus();
    EXPECT_EQ(select().exit_code, 0);
    settings_.choose("com.victronenergy.battery/280", 3);
    const Result result = deselect();
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_TRUE(chosen("default", 3));
    EXPECT_THAT(result.output, HasSubstr("the controlling BMS is not ours"));
    EXPECT_THAT(result.output, Not(HasSubstr("the battery monitor is not ours")));
}

TEST_F(Select, GivesBackWithoutADaemon) {
    settings_.choose("com.victronenergy.battery/1", 1);
    start_on_venus();
    EXPECT_EQ(select().exit_code, 0);
    program_->send_signal(SIGTERM);
    ASSERT_EQ(program_->wait(), 0);
    EXPECT_EQ(deselect().exit_code, 0);
    EXPECT_TRUE(chosen("com.victronenergy.battery/1", 1));
}

TEST_F(Select, LeavesVenusToItselfWhenNothingIsKept) {
    settings_.choose("com.victronenergy.battery/280", 280);
    settings_.come();
    EXPECT_EQ(deselect().exit_code, 0);
    EXPECT_TRUE(chosen("default", -1));
}

TEST_F(Select, ChangesNothingOfAForeignChoice) {
    settings_.choose("com.victronenergy.battery/5", 5);
    settings_.come();
    EXPECT_EQ(deselect().exit_code, 0);
    EXPECT_TRUE(chosen("com.victronenergy.battery/5", 5));
    EXPECT_EQ(settings_.writes(), 0);
}

TEST_F(Select, SaysThatDvccIsOff) {
    settings_.set_dvcc(0);
    start_on_venus();
    EXPECT_THAT(select().output, HasSubstr("! DVCC is off"));
}

TEST_F(Select, SaysThatThereIsNoVenus) {
    start_with_packs();
    for (const char* word : {"select", "deselect"}) {
        const Result result = command_here({word});
        EXPECT_EQ(result.exit_code, 1);
        EXPECT_THAT(result.output, HasSubstr("com.victronenergy.settings is not on the bus"));
    }
}

TEST_F(Select, SaysThatTheBankIsNotThere) {
    settings_.come();
    const Result result = select();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr(std::string{kBank} + " is not on the bus"));
    EXPECT_THAT(result.output, HasSubstr("configured: 280"));
    EXPECT_EQ(settings_.writes(), 0);
}

TEST_F(Select, SaysThatASettingIsMissing) {
    settings_.forget(FakeSettings::kBmsInstance);
    start_on_venus();
    const Result result = select();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("has no /Settings/SystemSetup/BmsInstance"));
    EXPECT_EQ(settings_.writes(), 0);
}

TEST_F(Select, ChangesNothingWhenOneSettingIsRefused) {
    settings_.choose("nobattery", 7);
    settings_.refuse(FakeSettings::kBmsInstance);
    start_on_venus();
    const Result result = select();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output,
                HasSubstr("refused the value for /Settings/SystemSetup/BmsInstance (code -1)"));
    EXPECT_TRUE(chosen("nobattery", 7));
}

TEST_F(Select, ChangesNothingWhenItCannotBeKept) {
    start_on_venus();
    std::filesystem::remove_all(folder_ / "state");
    std::ofstream{folder_ / "state"} << "a file where the folder should be";
    const Result result = select();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.output, HasSubstr("what was before cannot be kept"));
    EXPECT_EQ(settings_.writes(), 0);
}

}  // namespace
}  // namespace aggregator::test
