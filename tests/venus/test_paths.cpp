#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/venus/paths.hpp"
#include "venus/sheet.hpp"

namespace aggregator::venus {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

test::Sheet shown_battery(const Battery& battery) {
    test::Sheet sheet;
    show(battery, sheet.taker());
    return sheet;
}

std::vector<std::string> paths_shown() {
    return shown_battery({}).paths();
}

/// The paths that have a value.
std::vector<std::string> valid_paths(const test::Sheet& sheet) {
    std::vector<std::string> paths;
    for (const std::string& path : sheet.paths()) {
        if (sheet.value(path) != Value{}) paths.push_back(path);
    }
    return paths;
}

/// A value that the path can mean: a number, or else a text.
Value fitting(std::string_view path) {
    Battery scratch;
    const Value number{std::int64_t{1}};
    if (read(scratch, path, number) == Effect::taken) return number;
    return std::string{"x"};
}

TEST(PathTable, NamesEachPathOnce) {
    const auto names = paths_read();
    EXPECT_TRUE(std::ranges::is_sorted(names));
    EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
    EXPECT_GT(names.size(), 50U);
}

TEST(PathTable, IsShownInOrder) {
    const auto paths = paths_shown();
    EXPECT_TRUE(std::ranges::is_sorted(paths)) << "the search by halves needs it";
}

TEST(PathTable, FindsEveryPath) {
    for (const std::string_view path : paths_read()) EXPECT_TRUE(path_read(path)) << path;
}

TEST(PathTable, ReadsEverythingThatItShows) {
    for (const std::string& path : paths_shown()) EXPECT_TRUE(path_read(path)) << path;
}

TEST(PathTable, TakesAValueOnEveryPath) {
    for (const std::string_view path : paths_read()) {
        Battery battery;
        EXPECT_EQ(read(battery, path, fitting(path)), Effect::taken) << path;
    }
}

TEST(PathTable, BindsEachPathToAMemberOfItsOwn) {
    for (const std::string& path : paths_shown()) {
        Battery battery;
        ASSERT_EQ(read(battery, path, fitting(path)), Effect::taken) << path;
        EXPECT_THAT(valid_paths(shown_battery(battery)), ElementsAre(path));
    }
}

TEST(PathTable, RoundTripsEveryPath) {
    for (const std::string& path : paths_shown()) {
        Battery first;
        ASSERT_EQ(read(first, path, fitting(path)), Effect::taken) << path;
        const test::Sheet sheet = shown_battery(first);
        Battery second;
        EXPECT_EQ(read(second, path, sheet.value(path)), Effect::taken) << path;
        EXPECT_EQ(shown_battery(second).value(path), sheet.value(path)) << path;
        EXPECT_EQ(shown_battery(second).text(path), sheet.text(path)) << path;
    }
}

TEST(PathTable, ShowsEveryPathOfAnUnknownBatteryAsInvalid) {
    const test::Sheet sheet = shown_battery({});
    EXPECT_THAT(valid_paths(sheet), IsEmpty());
    for (const std::string& path : sheet.paths()) EXPECT_EQ(sheet.text(path), "---") << path;
}

TEST(PathTable, TakesInvalidAsNoValueOnEveryPath) {
    for (const std::string_view path : paths_read()) {
        Battery battery;
        ASSERT_EQ(read(battery, path, fitting(path)), Effect::taken) << path;
        EXPECT_EQ(read(battery, path, Value{}), Effect::taken) << path;
        EXPECT_THAT(valid_paths(shown_battery(battery)), IsEmpty()) << path;
    }
}

TEST(PathTable, ForgetsTheOldValueWhenTheNewOneIsNonsense) {
    Battery battery;
    ASSERT_EQ(read(battery, "/Soc", Value{81.0}), Effect::taken);
    EXPECT_EQ(read(battery, "/Soc", Value{std::string{"81.0"}}), Effect::rejected);
    EXPECT_EQ(battery.soc, std::nullopt);
}

TEST(PathTable, IgnoresPathsOfNoMeaningToUs) {
    Battery battery;
    for (const char* path : {"", "/", "Soc", "/soc", "/Soc/", "/Dc/0", "/Dc/0/Voltage/Min", "/Zzz",
                             "/NumberOfBmses", "/Alarms/Alarm"}) {
        EXPECT_FALSE(path_read(path)) << path;
        EXPECT_EQ(read(battery, path, Value{1.0}), Effect::none) << path;
    }
    EXPECT_THAT(valid_paths(shown_battery(battery)), IsEmpty());
}

TEST(PathTable, KeepsTheIdentityOfAPackApartFromTheBank) {
    Battery battery;
    ASSERT_EQ(read(battery, "/CustomName", Value{std::string{"House 1"}}), Effect::taken);
    ASSERT_EQ(read(battery, "/Connected", Value{std::int64_t{0}}), Effect::taken);
    EXPECT_EQ(battery.custom_name, "House 1");
    EXPECT_EQ(battery.connected, false);
    EXPECT_THAT(shown_battery(battery).paths(), Not(Contains("/CustomName")));
    EXPECT_THAT(shown_battery(battery).paths(), Not(Contains("/Connected")));
}

TEST(PathTable, HasARowForEveryAlarm) {
    Battery battery;
    for (const std::string_view path : paths_read()) {
        if (path.starts_with("/Alarms/")) read(battery, path, Value{std::int64_t{2}});
    }
    std::vector<std::optional<Severity>> severities;
    for (std::size_t i = 0; i < kAlarmKinds; ++i)
        severities.push_back(battery.alarms[static_cast<AlarmKind>(i)]);
    EXPECT_THAT(severities, Each(Severity::alarm));
}

}  // namespace
}  // namespace aggregator::venus
