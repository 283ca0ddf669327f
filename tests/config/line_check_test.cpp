#include "config/line_check.hpp"

#include <gtest/gtest.h>

#include <string>

namespace aggregator::config {
namespace {

TEST(LineCheck, OrdinaryLinesPass) {
    for (const auto* line :
         {"capacity = 450", "[Battery]", "a\t=\tb", "name = \xC3\xA4", "name = a;b", "name = #1"})
        EXPECT_FALSE(check_line(line, kLongestLine)) << line;
}

TEST(LineCheck, LimitOfLengthIsInclusive) {
    EXPECT_FALSE(check_line(std::string(20, 'x'), 20));
    EXPECT_EQ(check_line(std::string(21, 'x'), 20),
              "the line has 21 bytes; at most 20 can be read");
}

TEST(LineCheck, ControlCharactersAreRefused) {
    using namespace std::string_literals;
    for (const auto& line : {"a = \0b"s, "a = \rb"s, "a = \x1B[0m"s, "a = \x7F"s})
        EXPECT_TRUE(check_line(line, kLongestLine));
    EXPECT_EQ(check_line("a = \0b"s, kLongestLine),
              "the line holds a control character (byte 0); save the file as plain text");
}

TEST(LineCheck, OtherEncodingsAreRefused) {
    EXPECT_EQ(check_line("name = \xE4", kLongestLine),
              "the line is not UTF-8; save the file as UTF-8 text");
}

TEST(LineCheck, CommentBehindAValueIsRefused) {
    EXPECT_TRUE(check_line("a = 1 ; note", kLongestLine));
    EXPECT_TRUE(check_line("a = 1\t;note", kLongestLine));
}

TEST(Indentation, DeeperLineBelowAKeyContinuesIt) {
    Indentation indentation;
    EXPECT_FALSE(indentation.continues_value("[Battery]"));
    EXPECT_FALSE(indentation.continues_value("capacity = 1"));
    EXPECT_TRUE(indentation.continues_value(" 2"));
    EXPECT_TRUE(indentation.continues_value("\t3"));
    EXPECT_FALSE(indentation.continues_value("nominal_voltage = 12"));
}

TEST(Indentation, EvenlyIndentedKeysStandAlone) {
    Indentation indentation;
    EXPECT_FALSE(indentation.continues_value("[Battery]"));
    EXPECT_FALSE(indentation.continues_value("  capacity = 1"));
    EXPECT_FALSE(indentation.continues_value("  nominal_voltage = 12"));
    EXPECT_FALSE(indentation.continues_value(" [BMS]"));
    EXPECT_FALSE(indentation.continues_value("    discovery = auto"));
}

TEST(Indentation, DeeperSectionBelowAKeyContinuesIt) {
    Indentation indentation;
    EXPECT_FALSE(indentation.continues_value("capacity = 1"));
    EXPECT_TRUE(indentation.continues_value(" [BMS]"));
}

}  // namespace
}  // namespace aggregator::config
