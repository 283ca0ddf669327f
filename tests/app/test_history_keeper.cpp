#include <gtest/gtest.h>

#include "aggregator/app/history_keeper.hpp"
#include "app/log_capture.hpp"
#include "app/temp_folder.hpp"

namespace aggregator::app {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart = Instant{} + 1h;

HistoryRecord drawn(double amp_hours) {
    return {.drawn = AmpHours{amp_hours}};
}

class HistoryInFolder : public testing::Test {
protected:
    /// What a program that starts now finds.
    [[nodiscard]] HistoryRecord recalled() {
        StateStore store{folder_.file("state")};
        return HistoryKeeper{store}.recall(kStart);
    }

    [[nodiscard]] bool is_kept() const { return folder_.has("state/history"); }

    test::LogCapture log_;
    test::TempFolder folder_;
    StateStore store_{folder_.file("state")};
    HistoryKeeper keeper_{store_};
};

TEST_F(HistoryInFolder, BeginsWithNothing) {
    EXPECT_EQ(keeper_.recall(kStart), HistoryRecord{});
    keeper_.keep({}, kStart);
    EXPECT_FALSE(folder_.has("state")) << "nothing happened, nothing is written";
    EXPECT_EQ(log_.text(), "");
}

TEST_F(HistoryInFolder, IsThereAgain) {
    keeper_.keep(drawn(12.5), kStart);
    EXPECT_EQ(recalled(), drawn(12.5));
    EXPECT_FALSE(folder_.has("state/history.new"));
}

TEST_F(HistoryInFolder, IsWrittenEveryQuarterOfAnHour) {
    keeper_.recall(kStart);
    keeper_.step(drawn(1.0), kStart + 14min + 59s);
    EXPECT_FALSE(is_kept());
    keeper_.step(drawn(2.0), kStart + 15min);
    EXPECT_EQ(recalled(), drawn(2.0));
    keeper_.step(drawn(3.0), kStart + 29min);
    EXPECT_EQ(recalled(), drawn(2.0));
    keeper_.step(drawn(4.0), kStart + 30min);
    EXPECT_EQ(recalled(), drawn(4.0));
}

TEST_F(HistoryInFolder, IsWrittenOnlyWhenSomethingHappened) {
    keeper_.keep(drawn(1.0), kStart);
    folder_.write("state/history", "untouched");
    keeper_.keep(drawn(1.0), kStart + 1h);
    EXPECT_EQ(folder_.read("state/history"), "untouched");
    keeper_.keep(drawn(1.1), kStart + 1h);
    EXPECT_EQ(recalled(), drawn(1.1));
}

TEST_F(HistoryInFolder, IsSetAsideWhenDamaged) {
    keeper_.keep(drawn(12.5), kStart);
    std::string text = folder_.read("state/history");
    text[text.size() / 2] ^= 1;
    folder_.write("state/history", text);
    EXPECT_EQ(keeper_.recall(kStart), HistoryRecord{});
    EXPECT_EQ(log_.count("warning: "), 1) << log_.text();
    EXPECT_EQ(log_.count("the history is damaged or of another version; it is kept as "
                         "history.damaged and begins anew"),
              1);
    keeper_.keep(drawn(0.5), kStart);
    EXPECT_EQ(folder_.read("state/history.damaged"), text) << "nothing is lost";
    EXPECT_EQ(recalled(), drawn(0.5));
}

TEST_F(HistoryInFolder, KeepsEveryDamagedFile) {
    for (const char* damaged : {"", "nonsense", "bms-aggregator history 2\nchecksum 1\n"}) {
        folder_.write("history", damaged);
        StateStore store{folder_.file("")};
        HistoryKeeper{store}.recall(kStart);
    }
    EXPECT_EQ(folder_.read("history.damaged"), "");
    EXPECT_EQ(folder_.read("history.damaged.2"), "nonsense");
    EXPECT_EQ(folder_.read("history.damaged.3"), "bms-aggregator history 2\nchecksum 1\n");
    EXPECT_EQ(log_.count("warning: "), 3);
}

TEST_F(HistoryInFolder, FillsTheFolderWithNoMoreThanNineDamagedFiles) {
    for (int i = 0; i < 20; ++i) {
        folder_.write("history", std::to_string(i));
        StateStore store{folder_.file("")};
        HistoryKeeper{store}.recall(kStart);
    }
    EXPECT_EQ(folder_.read("history.damaged"), "0");
    EXPECT_EQ(folder_.read("history.damaged.9"), "19");
    EXPECT_FALSE(folder_.has("history.damaged.10"));
}

TEST_F(HistoryInFolder, CostsNoWarningOfItsOwnWhereNothingCanBeWritten) {
    folder_.write("state", "no folder");
    store_.keep({});
    keeper_.keep(drawn(1.0), kStart);
    EXPECT_EQ(log_.count("warning: "), 1) << log_.text();
}

}  // namespace
}  // namespace aggregator::app
