#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "aggregator/app/history_file.hpp"
#include "app/log_capture.hpp"
#include "app/temp_folder.hpp"

namespace aggregator::app {
namespace {

class HistoryInFolder : public testing::Test {
protected:
    [[nodiscard]] static HistoryFigures figures() {
        return {.drawn = AmpHours{12.5}, .min_voltage = Volts{11.9}};
    }

    test::LogCapture log_;
    test::TempFolder folder_;
    HistoryFile file_{folder_.file("state")};
};

TEST_F(HistoryInFolder, RecallsWhatWasKept) {
    EXPECT_EQ(file_.recall(), std::nullopt);
    file_.keep(figures());
    EXPECT_EQ(HistoryFile{folder_.file("state")}.recall(), figures());
    EXPECT_EQ(log_.text(), "");
}

TEST_F(HistoryInFolder, IsWrittenOnlyWhenItChanged) {
    file_.keep(figures());
    folder_.write("state/history", "untouched");
    file_.keep(figures());
    EXPECT_EQ(folder_.read("state/history"), "untouched");
    file_.keep({});
    EXPECT_EQ(file_.recall(), HistoryFigures{});
}

TEST_F(HistoryInFolder, IsWrittenEveryQuarterOfAnHour) {
    const Instant start{std::chrono::hours{1}};
    file_.step(figures(), start);
    file_.step(figures(), start + std::chrono::seconds{899});
    EXPECT_FALSE(folder_.has("state/history"));
    file_.step(figures(), start + std::chrono::seconds{900});
    EXPECT_EQ(file_.recall(), figures());
    file_.step({}, start + std::chrono::seconds{1000});
    EXPECT_EQ(file_.recall(), figures());
}

TEST_F(HistoryInFolder, IsIgnoredWhenItIsDamaged) {
    file_.keep(figures());
    folder_.write("state/history", folder_.read("state/history") + "x");
    EXPECT_EQ(file_.recall(), std::nullopt);
    EXPECT_EQ(log_.count("damaged and ignored: the history begins anew"), 1);
}

TEST_F(HistoryInFolder, WarnsOnceThatItCannotBeKept) {
    folder_.write("state", "a file where the folder should be");
    file_.keep(figures());
    file_.keep({});
    EXPECT_EQ(log_.count("history is not kept"), 1);
}

}  // namespace
}  // namespace aggregator::app
