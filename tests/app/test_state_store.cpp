#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "aggregator/app/state_store.hpp"
#include "app/log_capture.hpp"
#include "app/temp_folder.hpp"

namespace aggregator::app {
namespace {

class StateStoreInFolder : public testing::Test {
protected:
    [[nodiscard]] static SavedState state() {
        return {.charge_current = Amps{42.5},
                .discharge_current = Amps{100.0},
                .charge_voltage = Volts{14.2},
                .tier = Tier::minor,
                .cells_in_series = 4,
                .packs = {{.service = "com.victronenergy.battery.a",
                           .seen_at = "com.victronenergy.battery.a",
                           .state = PackState::lost,
                           .silence = Seconds{70.0}}}};
    }
    /// Whether the store has a state.
    [[nodiscard]] bool recalls() const { return store_.recall().has_value(); }

    /// Keeps a state, and changes it on the disk.
    void keep_changed(const std::function<void(SavedState&)>& change) {
        store_.keep(state());
        auto kept = from_text(folder_.read("state/state"));
        ASSERT_TRUE(kept);
        change(*kept);
        folder_.write("state/state", to_text(*kept));
    }

    test::LogCapture log_;
    test::TempFolder folder_;
    StateStore store_{folder_.file("state")};
};

TEST_F(StateStoreInFolder, RecallsWhatWasKept) {
    store_.keep(state());
    const auto recalled = StateStore{folder_.file("state")}.recall();
    ASSERT_TRUE(recalled);
    EXPECT_EQ(recalled->state.charge_current, Amps{42.5});
    EXPECT_EQ(recalled->state.discharge_current, Amps{100.0});
    EXPECT_EQ(recalled->state.charge_voltage, Volts{14.2});
    EXPECT_EQ(recalled->state.tier, Tier::minor);
    EXPECT_EQ(recalled->state.cells_in_series, 4);
    EXPECT_EQ(recalled->state.packs, state().packs);
    EXPECT_GT(recalled->state.uptime_s, 0.0);
    EXPECT_GE(recalled->ago, Seconds{0.0});
    EXPECT_LT(recalled->ago, Seconds{60.0});
}

TEST_F(StateStoreInFolder, HasNothingAtFirst) {
    EXPECT_FALSE(recalls());
    EXPECT_EQ(store_.recall_configuration(), std::nullopt);
    EXPECT_FALSE(folder_.has("state")) << "reading creates nothing";
    EXPECT_EQ(log_.text(), "");
}

TEST_F(StateStoreInFolder, ReplacesTheFileAsAWhole) {
    store_.keep(state());
    SavedState later = state();
    later.charge_current = Amps{1.0};
    store_.keep(later);
    EXPECT_EQ(store_.recall()->state.charge_current, Amps{1.0});
    EXPECT_FALSE(folder_.has("state/state.new"));
}

TEST_F(StateStoreInFolder, KeepsTheOldFileWhenTheNewOneCannotBeWritten) {
    store_.keep(state());
    std::filesystem::create_directory(folder_.file("state/state.new"));
    store_.keep({});
    EXPECT_EQ(store_.recall()->state.charge_current, Amps{42.5});
    EXPECT_EQ(log_.count("warning: state is not kept"), 1);
}

TEST_F(StateStoreInFolder, IgnoresADamagedFile) {
    store_.keep(state());
    std::string text = folder_.read("state/state");
    text[text.size() / 2] ^= 1;
    folder_.write("state/state", text);
    EXPECT_FALSE(recalls());
    EXPECT_EQ(log_.count("is damaged and ignored"), 1);
    for (const char* damaged : {"", "nonsense", "bms-aggregator state 2\n"}) {
        folder_.write("state/state", damaged);
        EXPECT_FALSE(recalls()) << damaged;
    }
}

TEST_F(StateStoreInFolder, IgnoresAStateOfAnotherBoot) {
    keep_changed([](SavedState& kept) { kept.boot_id = "another"; });
    EXPECT_FALSE(recalls());
    EXPECT_EQ(log_.count("of an earlier time"), 1);
}

TEST_F(StateStoreInFolder, TellsHowOldTheStateIs) {
    keep_changed([](SavedState& kept) { kept.uptime_s -= std::min(kept.uptime_s, 7200.0); });
    const auto recalled = store_.recall();
    ASSERT_TRUE(recalled);
    EXPECT_GT(recalled->ago, Seconds{1.0});
    EXPECT_LT(recalled->ago, Seconds{7260.0});
}

TEST_F(StateStoreInFolder, IgnoresTheStateOfAnotherVersion) {
    store_.keep(state());
    folder_.write("state/state", "bms-aggregator state 1\nboot_id x\nchecksum 1\n");
    EXPECT_FALSE(recalls());
    EXPECT_EQ(log_.count("of another version and ignored"), 1);
    EXPECT_EQ(log_.count("warning: "), 0);
}

TEST_F(StateStoreInFolder, IgnoresAFileThatIsFarTooLong) {
    store_.keep(state());
    folder_.write("state/state", std::string(3'000'000, 'x'));
    EXPECT_FALSE(recalls());
    EXPECT_EQ(log_.count("is damaged and ignored"), 1);
}

TEST_F(StateStoreInFolder, IgnoresAStateOfTheFuture) {
    keep_changed([](SavedState& kept) { kept.uptime_s += 60.0; });
    EXPECT_FALSE(recalls());
}

TEST_F(StateStoreInFolder, CostsOneWarningWhereNothingCanBeWritten) {
    folder_.write("file", "no folder");
    StateStore store{folder_.file("file") + "/state"};
    store.keep(state());
    store.keep(state());
    store.keep_configuration("[Battery]\n");
    EXPECT_EQ(log_.count("warning: "), 1) << log_.text();
    EXPECT_FALSE(store.recall());
    EXPECT_EQ(store.recall_configuration(), std::nullopt);
}

TEST_F(StateStoreInFolder, WarnsAnewAfterItWorkedAgain) {
    folder_.write("state", "in the way");
    store_.keep(state());
    std::filesystem::remove(folder_.file("state"));
    store_.keep(state());
    std::filesystem::remove_all(folder_.file("state"));
    folder_.write("state", "in the way again");
    store_.keep(state());
    EXPECT_EQ(log_.count("warning: "), 2) << log_.text();
}

TEST_F(StateStoreInFolder, KeepsTheTextOfAConfiguration) {
    const std::string text = std::string("[Battery]\ncapacity = 450\n\0", 26);
    store_.keep_configuration(text);
    EXPECT_EQ(store_.recall_configuration(), text);
    store_.keep_configuration("other");
    EXPECT_EQ(store_.recall_configuration(), "other");
}

TEST_F(StateStoreInFolder, DoesNotWearTheFlashForAnUnchangedConfiguration) {
    const auto inode = [&] {
        struct stat info {};
        EXPECT_EQ(stat(folder_.file("state/last-good-config.ini").c_str(), &info), 0);
        return info.st_ino;
    };
    store_.keep_configuration("the same");
    std::filesystem::create_hard_link(folder_.file("state/last-good-config.ini"),
                                      folder_.file("state/link"));
    const auto before = inode();
    store_.keep_configuration("the same");
    EXPECT_EQ(inode(), before);
    store_.keep_configuration("another");
    EXPECT_NE(inode(), before);
}

}  // namespace
}  // namespace aggregator::app
