#include "config/nearest.hpp"

#include <gtest/gtest.h>

namespace aggregator::config {
namespace {

const std::vector<std::string> kNames{"capacity", "max_charge_voltage", "max_discharge_current"};

TEST(Nearest, OneWrongLetterIsFound) {
    EXPECT_EQ(nearest("capasity", kNames), "capacity");
    EXPECT_EQ(nearest("capacit", kNames), "capacity");
    EXPECT_EQ(nearest("caapacity", kNames), "capacity");
}

TEST(Nearest, CaseDoesNotCount) {
    EXPECT_EQ(nearest("CAPACITY", kNames), "capacity");
    EXPECT_EQ(nearest("bms", {"BMS"}), "BMS");
}

TEST(Nearest, ClosestOfSeveralWins) {
    EXPECT_EQ(nearest("max_charge_voltages", kNames), "max_charge_voltage");
    EXPECT_EQ(nearest("max_discharge_curent", kNames), "max_discharge_current");
}

TEST(Nearest, FirstOfEqualsWins) {
    EXPECT_EQ(nearest("bar", {"bat", "baz"}), "bat");
}

TEST(Nearest, FarNamesAreNotFound) {
    EXPECT_FALSE(nearest("tomato", kNames));
    EXPECT_FALSE(nearest("", kNames));
    EXPECT_FALSE(nearest("capacity", {}));
}

TEST(Nearest, LongNamesMayHaveMoreWrongLetters) {
    EXPECT_EQ(nearest("max_discharg_curnt", kNames), "max_discharge_current");
    EXPECT_FALSE(nearest("cpcty", kNames));
}

}  // namespace
}  // namespace aggregator::config
