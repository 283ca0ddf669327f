#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/recording.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LoadedRecording read(const std::string& text) {
    std::istringstream input{text};
    return read_recording(input, "test.csv");
}

constexpr const char* kHead = "com.victronenergy.battery.a\n/Soc\tDOUBLE\t80.0\t80%\n";

TEST(RecordingReader, ReadsNameStartAndChanges) {
    const auto [recording, errors] = read(
        "com.victronenergy.battery.ttyO0\n"
        "/Soc\tDOUBLE\t80.5\t80.5%\n"
        "/ProductId\tUINT16\t517\t0x205\n"
        "\n"
        "3\t/Soc\tDOUBLE\t80.0\t80.0%\n"
        "4.5\t/ProductId\tARRAY\t[]\t---\n");
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(recording.service, "com.victronenergy.battery.ttyO0");
    ASSERT_THAT(recording.start, SizeIs(2));
    EXPECT_EQ(recording.start[0].path, "/Soc");
    EXPECT_EQ(recording.start[0].value, TypedValue{80.5});
    EXPECT_EQ(recording.start[0].text, "80.5%");
    EXPECT_EQ(recording.start[1].value, TypedValue{std::uint16_t{517}});
    ASSERT_THAT(recording.changes, SizeIs(2));
    EXPECT_EQ(recording.changes[0].at, Seconds{3.0});
    EXPECT_EQ(recording.changes[0].item.value, TypedValue{80.0});
    EXPECT_EQ(recording.changes[1].at, Seconds{4.5});
    EXPECT_EQ(recording.changes[1].item.value, TypedValue{});
}

TEST(RecordingReader, NeedsNoChanges) {
    const auto [recording, errors] = read(kHead);
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_THAT(recording.changes, IsEmpty());
}

TEST(RecordingReader, TakesLinesThatEndAsOnWindows) {
    const auto [recording, errors] = read(
        "com.victronenergy.battery.a\r\n/Soc\tDOUBLE\t80.0\t80%\r\n\r\n1\t/Soc\tDOUBLE\t1\t1%\r\n");
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(recording.service, "com.victronenergy.battery.a");
    EXPECT_EQ(recording.start[0].text, "80%");
    EXPECT_THAT(recording.changes, SizeIs(1));
}

TEST(RecordingReader, TakesAMissingTextAsEmpty) {
    const auto [recording, errors] = read("a.b\n/Alarms/Alarm\tARRAY\t[]\n");
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(recording.start[0].text, "");
}

TEST(RecordingReader, TakesQuotesOff) {
    const auto [recording, errors] =
        read("a.b\n/CustomName\tSTRING\t\"the \"\"good\"\" one\"\t\"x\"\n/Id\tSTRING\t\"\t\"\n");
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_EQ(recording.start[0].value, TypedValue{std::string{"the \"good\" one"}});
    EXPECT_EQ(recording.start[0].text, "x");
    EXPECT_EQ(recording.start[1].value, TypedValue{std::string{"\""}});
}

TEST(RecordingReader, PassesOverGroupsOfPaths) {
    const auto [recording, errors] = read(
        "a.b\n/\tUNKNOWN\t'dbus.Dictionary'\t''\n/Soc\tDOUBLE\t1\t1%\n\n1\t/"
        "System\tUNKNOWN\tx\ty\n");
    EXPECT_THAT(errors, IsEmpty());
    EXPECT_THAT(recording.start, SizeIs(1));
    EXPECT_THAT(recording.changes, IsEmpty());
}

TEST(RecordingReader, ReportsEveryErrorWithItsLine) {
    const auto [recording, errors] = read(
        "battery\n"
        "/Soc\tDOUBLE\teighty\t80%\n"
        "Soc\tDOUBLE\t80\t80%\n"
        "/Soh\tFLOAT\t80\t80%\n"
        "/Soh\tDOUBLE\n"
        "/State\tINT32\t9\t9\n"
        "/State\tINT32\t9\t9\n"
        "\n"
        "soon\t/State\tINT32\t9\t9\n"
        "-1\t/State\tINT32\t9\t9\n"
        "5\t/State\tINT32\t9\t9\n"
        "4\t/State\tINT32\t9\t9\n"
        "6\n");
    EXPECT_THAT(errors, ElementsAre("test.csv:1: 'battery' is not the name of a service",
                                    "test.csv:2: /Soc: 'eighty' is not a value of the type DOUBLE",
                                    "test.csv:3: 'Soc' is not a path",
                                    "test.csv:4: /Soh: '80' is not a value of the type FLOAT",
                                    "test.csv:5: expected 4 fields, got 2",
                                    "test.csv:7: /State is given twice",
                                    "test.csv:9: 'soon' is not a time in seconds",
                                    "test.csv:10: '-1' is not a time in seconds",
                                    "test.csv:12: the time goes back to 4 s",
                                    "test.csv:13: expected 5 fields, got 1"));
}

TEST(RecordingReader, RefusesFilesWithoutContent) {
    EXPECT_THAT(read("").errors, ElementsAre(HasSubstr("the file is empty")));
    EXPECT_THAT(read("a.b\n").errors, ElementsAre(HasSubstr("no path")));
    EXPECT_THAT(read("a.b\n\n1\t/Soc\tDOUBLE\t1\t1%\n").errors, ElementsAre(HasSubstr("no path")));
}

TEST(RecordingReader, RefusesTimesWithoutEnd) {
    const std::string head = kHead;
    EXPECT_THAT(read(head + "\nnan\t/Soc\tDOUBLE\t1\t\n").errors, SizeIs(1));
    EXPECT_THAT(read(head + "\ninf\t/Soc\tDOUBLE\t1\t\n").errors, SizeIs(1));
}

TEST(RecordingFile, IsNamedWhenItCannotBeRead) {
    EXPECT_THAT(load_recording("/nowhere/a.csv").errors,
                ElementsAre("/nowhere/a.csv: No such file or directory"));
}

TEST(RecordingFile, IsReadFromTheFixtures) {
    const auto pack = load_recording(FIXTURES "/recordings/pack-12v.csv");
    EXPECT_THAT(pack.errors, IsEmpty());
    EXPECT_THAT(pack.recording.start, SizeIs(34));
    EXPECT_THAT(pack.recording.changes, SizeIs(39));
    const auto shunt = load_recording(FIXTURES "/recordings/shunt-48v.csv");
    EXPECT_THAT(shunt.errors, IsEmpty());
    EXPECT_EQ(shunt.recording.changes.back().at, Seconds{27.5});
}

}  // namespace
}  // namespace aggregator::sim
