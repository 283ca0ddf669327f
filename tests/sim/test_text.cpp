#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;

TEST(ParseNumber, TakesWholeTextOnly) {
    EXPECT_EQ(parse_number<int>("-12"), -12);
    EXPECT_EQ(parse_number<double>("2.5e1"), 25.0);
    EXPECT_EQ(parse_number<int>("12A"), std::nullopt);
    EXPECT_EQ(parse_number<int>(" 12"), std::nullopt);
    EXPECT_EQ(parse_number<int>(""), std::nullopt);
}

TEST(ParseNumber, RefusesWhatDoesNotFit) {
    EXPECT_EQ(parse_number<std::uint8_t>("255"), std::uint8_t{255});
    EXPECT_EQ(parse_number<std::uint8_t>("256"), std::nullopt);
    EXPECT_EQ(parse_number<std::uint32_t>("-1"), std::nullopt);
}

TEST(Split, KeepsEmptyParts) {
    EXPECT_THAT(split("a\t\tb\t", '\t'), ElementsAre("a", "", "b", ""));
    EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(JoinedLines, EndsWithoutANewLine) {
    EXPECT_EQ(joined_lines({}), "");
    EXPECT_EQ(joined_lines({"a"}), "a");
    EXPECT_EQ(joined_lines({"a", "b"}), "a\nb");
}

TEST(Fixed, RoundsAndAddsTheUnit) {
    EXPECT_EQ(fixed(13.256, 2, "V"), "13.26V");
    EXPECT_EQ(fixed(-4.0, 1, "A"), "-4.0A");
    EXPECT_EQ(fixed(60.0, 0, "W"), "60W");
}

TEST(Fixed, SurvivesNumbersThatDoNotFit) {
    EXPECT_LT(fixed(1e300, 3).size(), 100U);
}

TEST(IsItemPath, AcceptsWhatAServiceCanHave) {
    EXPECT_TRUE(is_item_path("/Soc"));
    EXPECT_TRUE(is_item_path("/Dc/0/Voltage"));
    EXPECT_FALSE(is_item_path(""));
    EXPECT_FALSE(is_item_path("/"));
    EXPECT_FALSE(is_item_path("Soc"));
    EXPECT_FALSE(is_item_path("/Soc/"));
    EXPECT_FALSE(is_item_path("/Dc//0"));
    EXPECT_FALSE(is_item_path("/Dc-0"));
}

TEST(IsServiceName, AcceptsWhatTheBusAccepts) {
    EXPECT_TRUE(is_service_name("com.victronenergy.battery.ttyO0"));
    EXPECT_TRUE(is_service_name("a.b-c_1"));
    EXPECT_FALSE(is_service_name("battery"));
    EXPECT_FALSE(is_service_name("com..battery"));
    EXPECT_FALSE(is_service_name("com.1battery"));
    EXPECT_FALSE(is_service_name("com.bat tery"));
    EXPECT_FALSE(is_service_name("com." + std::string(255, 'x')));
}

}  // namespace
}  // namespace aggregator::sim
