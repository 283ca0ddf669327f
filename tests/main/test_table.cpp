#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "main/table.hpp"

namespace aggregator {
namespace {

constexpr std::array kTwo{Align::left, Align::right};

std::string plain(const std::vector<Row>& rows) {
    return table(rows, kTwo, Colour::never);
}

TEST(Table, AlignsBothSides) {
    EXPECT_EQ(plain({{{"a"}, {"1"}}, {{"bcd"}, {"-10"}}}),
              "  a      1\n"
              "  bcd  -10\n");
}

TEST(Table, EndsNoLineWithBlanks) {
    EXPECT_EQ(plain({{{"wide"}, {"1"}}, {{"x"}, {""}}, {{""}, {"2"}}, {{""}, {""}}}),
              "  wide  1\n"
              "  x\n"
              "        2\n"
              "\n");
}

TEST(Table, CountsTheColumnsOfATerminal) {
    EXPECT_EQ(plain({{{"Bu\xCC\x88ro"}, {"1"}}, {{"Büro"}, {"2"}}, {{"東京"}, {"3"}}}),
              "  Bu\xCC\x88ro  1\n"
              "  Büro  2\n"
              "  東京  3\n");
}

TEST(Table, LeavesColourOutOfTheWidth) {
    const std::vector<Row> rows{{{"ok", Tone::good}, {"1"}}, {{"lost", Tone::alarm}, {"2"}}};
    EXPECT_EQ(table(rows, kTwo, Colour::always),
              "  \x1b[32mok\x1b[0m    1\n"
              "  \x1b[1;31mlost\x1b[0m  2\n");
}

TEST(Terminal, CountsBrokenTextToo) {
    EXPECT_EQ(columns_of("a\xFF\xFE"), 3U);
    EXPECT_EQ(columns_of(""), 0U);
}

TEST(Terminal, ColoursNothingPlain) {
    EXPECT_EQ(toned("x", Tone::plain, Colour::always), "x");
    EXPECT_EQ(toned("x", Tone::alarm, Colour::never), "x");
}

}  // namespace
}  // namespace aggregator
