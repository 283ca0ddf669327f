#include "config/charge_curve.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aggregator::config {
namespace {

using ::testing::HasSubstr;

std::string complaint(std::string_view text) {
    return check_curve(text).value_or("none");
}

TEST(ChargeCurve, PointsAreReadInOrder) {
    const std::vector<CurvePoint> expected{
        {Celsius{-5.0}, 0.0}, {Celsius{2.5}, 0.1}, {Celsius{50.0}, 5.0}};
    EXPECT_EQ(complaint("-5:0, 2.5 : 0.1,50:5"), "none");
    EXPECT_EQ(parse_curve("-5:0, 2.5 : 0.1,50:5"), expected);
}

TEST(ChargeCurve, TextReadsBack) {
    const auto curve = TemperatureSettings{}.charge_curve;
    EXPECT_EQ(parse_curve(curve_text(curve)), curve);
    EXPECT_EQ(complaint(curve_text(curve)), "none");
}

TEST(ChargeCurve, PointWithoutTwoNumbersIsRefused) {
    for (const auto* text : {"", "0", "0:", ":0", "0:0:0", "0:x", "x:0", "0:0,,5:1", "0:0, 5:1,",
                             "0;0, 5;1", "0,0:5,1"})
        EXPECT_THAT(complaint(text), HasSubstr("is not a point")) << text;
}

TEST(ChargeCurve, PointsOutOfRangeAreRefused) {
    for (const auto* text : {"-40.1:0, 0:1", "0:0, 90.1:1", "0:-0.1, 1:1", "0:0, 1:5.1"})
        EXPECT_THAT(complaint(text), HasSubstr("out of range")) << text;
    EXPECT_EQ(complaint("-40:0, 90:5"), "none");
}

TEST(ChargeCurve, PointsMustRiseInTemperature) {
    EXPECT_THAT(complaint("0:0, 10:0.2, 5:0.1"),
                HasSubstr("'5:0.1' stands behind a point of 10 degrees"));
    EXPECT_THAT(complaint("0:0, 0:0.1"), HasSubstr("sort the points"));
}

TEST(ChargeCurve, HasTwoToSixteenPoints) {
    EXPECT_EQ(complaint("0:0"), "has 1 points; allowed is 2 to 16");
    std::string text = "0:0";
    for (int point = 1; point < 16; ++point) text += "," + std::to_string(point) + ":1";
    EXPECT_EQ(complaint(text), "none");
    EXPECT_EQ(complaint(text + ",16:1"), "has 17 points; allowed is 2 to 16");
}

}  // namespace
}  // namespace aggregator::config
