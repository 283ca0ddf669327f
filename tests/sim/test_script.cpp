#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/script.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

LoadedScript script_of(const std::string& text) {
    std::istringstream input{text};
    return read_script(input, "demo", 3);
}

TEST(ScriptReader, ReadsEvents) {
    const auto [events, errors] = script_of(
        "# a comment\n"
        "\n"
        "10 2 /Soc 12.5\n"
        "  12.5\tall  /CustomName   Port side  \r\n");
    EXPECT_THAT(errors, IsEmpty());
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_EQ(events[0].at, Seconds{10.0});
    EXPECT_EQ(events[0].pack, 2U);
    EXPECT_EQ(events[0].path, "/Soc");
    EXPECT_EQ(events[0].value, TypedValue{12.5});
    EXPECT_EQ(events[0].text, "10 2 /Soc 12.5");
    EXPECT_EQ(events[1].pack, std::nullopt);
    EXPECT_EQ(events[1].value, TypedValue{std::string{"Port side"}});
}

TEST(ScriptReader, TakesQuotedValuesAsText) {
    const auto [events, errors] =
        script_of("1 1 /Soc \"12\"\n2 1 /Soc invalid\n3 1 /Soc \"invalid\"\n");
    ASSERT_THAT(events, SizeIs(3));
    EXPECT_EQ(events[0].value, TypedValue{std::string{"12"}});
    EXPECT_EQ(events[1].value, TypedValue{});
    EXPECT_EQ(events[2].value, TypedValue{std::string{"invalid"}});
}

TEST(ScriptReader, PutsEventsInOrder) {
    const auto [events, errors] = script_of("5 1 /A 1\n1 1 /B 1\n5 1 /C 1\n");
    ASSERT_THAT(events, SizeIs(3));
    EXPECT_EQ(events[0].path, "/B");
    EXPECT_EQ(events[1].path, "/A");
    EXPECT_EQ(events[2].path, "/C");
}

TEST(ScriptReader, ReportsEveryErrorWithItsLine) {
    EXPECT_THAT(
        script_of("soon 1 /Soc 1\n"
                  "1 4 /Soc 1\n"
                  "1 0 /Soc 1\n"
                  "1 1 Soc 1\n"
                  "1 1 /Soc\n"
                  "-1 1 /Soc 1\n")
            .errors,
        ElementsAre("demo:1: 'soon' is not a time in seconds",
                    "demo:2: '4' is not 'all' or a pack from 1 to 3",
                    "demo:3: '0' is not 'all' or a pack from 1 to 3", "demo:4: 'Soc' is not a path",
                    "demo:5: expected SECONDS PACK PATH VALUE",
                    "demo:6: '-1' is not a time in seconds"));
}

TEST(ScriptFile, IsNamedWhenItCannotBeRead) {
    try {
        (void)load_script("/nowhere/demo", 3);
        FAIL() << "no error";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("/nowhere/demo: No such file"));
    }
}

TEST(ScriptRun, HandsOutEveryEventOnceWhenItIsDue) {
    ScriptRun run{script_of("1 1 /A 1\n2 1 /B 1\n2 2 /C 1\n").events};
    EXPECT_THAT(run.advance(Seconds{0.5}), IsEmpty());
    EXPECT_THAT(run.advance(Seconds{1.0}), SizeIs(1));
    EXPECT_THAT(run.advance(Seconds{3.0}), SizeIs(2));
    EXPECT_THAT(run.advance(Seconds{9.0}), IsEmpty());
}

}  // namespace
}  // namespace aggregator::sim
