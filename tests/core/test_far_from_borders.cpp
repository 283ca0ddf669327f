#include <gtest/gtest.h>

#include "aggregator/core/screening.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::pack;

bool far(const testing::PackOf& pack) {
    return far_from_borders(pack.battery());
}

TEST(FarFromBorders, IsAPackInTheMiddleOfEverything) {
    EXPECT_TRUE(far(pack("A")));
}

TEST(FarFromBorders, IncludesTheEdgesOfTheWindow) {
    EXPECT_TRUE(far(pack("A").cells(3.225, 3.375)));
    EXPECT_TRUE(far(pack("A").celsius(5.0)));
    EXPECT_TRUE(far(pack("A").celsius(40.0)));
}

TEST(FarFromBorders, IsNoPackWithACellOutsideTheWindow) {
    EXPECT_FALSE(far(pack("A").cells(3.224, 3.300)));
    EXPECT_FALSE(far(pack("A").cells(3.300, 3.376)));
}

TEST(FarFromBorders, IsNoColdOrHotPack) {
    EXPECT_FALSE(far(pack("A").celsius(4.9)));
    EXPECT_FALSE(far(pack("A").celsius(40.1)));
    EXPECT_FALSE(far(pack("A").cell_celsius(4.9, 20.0)));
    EXPECT_FALSE(far(pack("A").cell_celsius(20.0, 40.1)));
}

TEST(FarFromBorders, IsNoPackWithAnAlarm) {
    EXPECT_FALSE(far(pack("A").alarm(AlarmKind::high_temperature, Severity::warning)));
    EXPECT_TRUE(far(pack("A").alarm(AlarmKind::high_temperature, Severity::ok)));
}

TEST(FarFromBorders, IsNoPackThatDoesNotShowItsCells) {
    EXPECT_FALSE(far(pack("A").with([](Battery& b) { b.cells.min_voltage.reset(); })));
    EXPECT_FALSE(far(pack("A").with([](Battery& b) { b.cells.max_voltage.reset(); })));
}

TEST(FarFromBorders, DoesNotNeedATemperature) {
    EXPECT_TRUE(far(pack("A").without(&Battery::temperature)));
}

}  // namespace
}  // namespace aggregator
