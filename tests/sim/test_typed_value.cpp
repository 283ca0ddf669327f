#include <gtest/gtest.h>

#include <cmath>

#include "sim/typed_value.hpp"

namespace aggregator::sim {
namespace {

TEST(ParseTyped, KeepsEveryTypeOfTheRecorder) {
    EXPECT_EQ(parse_typed("DOUBLE", "26.969999313354492"), TypedValue{26.969999313354492});
    EXPECT_EQ(parse_typed("INT32", "-7"), TypedValue{std::int32_t{-7}});
    EXPECT_EQ(parse_typed("UINT32", "4000000000"), TypedValue{std::uint32_t{4000000000}});
    EXPECT_EQ(parse_typed("INT16", "-300"), TypedValue{std::int16_t{-300}});
    EXPECT_EQ(parse_typed("UINT16", "41865"), TypedValue{std::uint16_t{41865}});
    EXPECT_EQ(parse_typed("INT64", "-5000000000"), TypedValue{std::int64_t{-5000000000}});
    EXPECT_EQ(parse_typed("UINT64", "5000000000"), TypedValue{std::uint64_t{5000000000}});
    EXPECT_EQ(parse_typed("BYTE", "200"), TypedValue{std::uint8_t{200}});
    EXPECT_EQ(parse_typed("BOOLEAN", "True"), TypedValue{true});
    EXPECT_EQ(parse_typed("BOOLEAN", "0"), TypedValue{false});
    EXPECT_EQ(parse_typed("STRING", "VE.Direct"), TypedValue{std::string{"VE.Direct"}});
}

TEST(ParseTyped, TakesAnEmptyArrayAsInvalid) {
    EXPECT_EQ(parse_typed("ARRAY", "[]"), TypedValue{});
    EXPECT_EQ(parse_typed("ARRAY", "[1]"), std::nullopt);
}

TEST(ParseTyped, RefusesWhatDoesNotFitTheType) {
    EXPECT_EQ(parse_typed("BYTE", "256"), std::nullopt);
    EXPECT_EQ(parse_typed("UINT32", "-1"), std::nullopt);
    EXPECT_EQ(parse_typed("INT32", "1.5"), std::nullopt);
    EXPECT_EQ(parse_typed("DOUBLE", "13.2V"), std::nullopt);
    EXPECT_EQ(parse_typed("BOOLEAN", "maybe"), std::nullopt);
    EXPECT_EQ(parse_typed("FLOAT", "1"), std::nullopt);
}

TEST(IsUnplayable, NamesTheGroupsThatTheRecorderWrote) {
    EXPECT_TRUE(is_unplayable("UNKNOWN"));
    EXPECT_TRUE(is_unplayable("ARRAY[INT32]"));
    EXPECT_FALSE(is_unplayable("ARRAY"));
    EXPECT_FALSE(is_unplayable("STRING"));
}

TEST(GuessTyped, FindsWhatAPersonMeans) {
    EXPECT_EQ(guess_typed("12"), TypedValue{std::int32_t{12}});
    EXPECT_EQ(guess_typed("12.5"), TypedValue{12.5});
    EXPECT_EQ(guess_typed("invalid"), TypedValue{});
    EXPECT_EQ(guess_typed("Port side"), TypedValue{std::string{"Port side"}});
    EXPECT_TRUE(std::isnan(std::get<double>(guess_typed("nan"))));
}

}  // namespace
}  // namespace aggregator::sim
