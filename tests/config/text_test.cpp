#include "config/text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/number.hpp"
#include "config/utf8.hpp"

namespace aggregator::config {
namespace {

using ::testing::ElementsAre;

TEST(Text, TrimRemovesBlanksAndTabsAtBothEnds) {
    EXPECT_EQ(trim(" \t a b\t "), "a b");
    EXPECT_EQ(trim(" \t "), "");
    EXPECT_EQ(trim(""), "");
}

TEST(Text, LowerChangesAsciiLettersOnly) {
    EXPECT_EQ(lower("AbZ_9[\xC3\x84"), "abz_9[\xC3\x84");
}

TEST(Text, SplitKeepsEmptyPartsAndBlanks) {
    EXPECT_THAT(split("a, b,,", ','), ElementsAre("a", " b", "", ""));
    EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Text, JoinPutsTheSeparatorBetween) {
    EXPECT_EQ(join({"a", "b", "c"}, ", "), "a, b, c");
    EXPECT_EQ(join({}, ", "), "");
}

TEST(Number, WholeTokenIsRead) {
    EXPECT_EQ(parse_number("450"), 450.0);
    EXPECT_EQ(parse_number("450.0"), 450.0);
    EXPECT_EQ(parse_number("-2.5"), -2.5);
    EXPECT_EQ(parse_number("007."), 7.0);
}

TEST(Number, AnythingElseIsRefused) {
    for (const auto* text : {"", "-", ".5", "45O.0", "4 5", "1,5", "0x10", "1e3", "+4", "nan",
                             "inf", "-inf", "infinity", "450V", "--1", "1.2.3", " 1", "1 "})
        EXPECT_FALSE(parse_number(text)) << text;
}

TEST(Number, WholeNumberHasNoDecimalPoint) {
    EXPECT_EQ(parse_whole("280"), 280);
    EXPECT_EQ(parse_whole("-1"), -1);
    EXPECT_FALSE(parse_whole("280.0"));
    EXPECT_FALSE(parse_whole("99999999999999999999"));
}

TEST(Number, TextIsShortAndReadsBack) {
    EXPECT_EQ(number_text(450.0), "450");
    EXPECT_EQ(number_text(100'000.0), "100000");
    EXPECT_EQ(number_text(14.2), "14.2");
    EXPECT_EQ(number_text(-40.0), "-40");
    EXPECT_EQ(parse_number(number_text(0.1 + 0.2)), 0.1 + 0.2);
}

TEST(Number, TextOfAnExtremeNumberHasAnExponent) {
    EXPECT_EQ(number_text(1e-40), "1e-40");
}

TEST(Utf8, TextOfAllLengthsIsAccepted) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("plain"));
    EXPECT_TRUE(is_utf8("\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x94\x8B"));
    EXPECT_TRUE(is_utf8("\xC2\x80\xE0\xA0\x80\xED\x9F\xBF\xEF\xBF\xBF"));
    EXPECT_TRUE(is_utf8("\xF0\x90\x80\x80\xF1\x80\x80\x80\xF4\x8F\xBF\xBF"));
}

TEST(Utf8, OtherBytesAreRefused) {
    EXPECT_FALSE(is_utf8("\xE4"));              // Latin-1
    EXPECT_FALSE(is_utf8("\x80"));              // a tail alone
    EXPECT_FALSE(is_utf8("\xC3"));              // cut off
    EXPECT_FALSE(is_utf8("\xC3z"));             // no tail
    EXPECT_FALSE(is_utf8("\xE2\x82z"));         // short tail
    EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
    EXPECT_FALSE(is_utf8("\xE0\x80\xAF"));      // overlong
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
    EXPECT_FALSE(is_utf8("\xF5\x80\x80\x80"));  // begins nothing
}

}  // namespace
}  // namespace aggregator::config
