#include <gtest/gtest.h>

#include "aggregator/core/persistence.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using namespace literals;
using testing::at;

TEST(Quantity, AddsSubtractsAndNegatesWithinOneUnit) {
    EXPECT_EQ(3.0_A + 2.0_A, 5.0_A);
    EXPECT_EQ(3.0_A - 2.0_A, 1.0_A);
    EXPECT_EQ(-(3.0_A), Amps{-3.0});
}

TEST(Quantity, ScalesByPlainNumbersFromBothSides) {
    EXPECT_EQ(3.0_V * 4.0, 12.0_V);
    EXPECT_EQ(4.0 * 3.0_V, 12.0_V);
    EXPECT_EQ(12.0_V / 4.0, 3.0_V);
}

TEST(Quantity, RatioOfOneUnitIsAPlainNumber) {
    EXPECT_DOUBLE_EQ(50.0_Ah / 200.0_Ah, 0.25);
}

TEST(Quantity, VoltageTimesCurrentIsPowerWithTheSignOfTheCurrent) {
    EXPECT_EQ(52.0_V * Amps{-10.0}, Watts{-520.0});
    EXPECT_EQ(52.0_V * 10.0_A, 520.0_W);
}

TEST(Quantity, ComparesByValue) {
    EXPECT_LT(20.0_C, 21.0_C);
    EXPECT_GE(20.0_pct, 20.0_pct);
}

TEST(Age, IsTheTimeSinceThen) {
    EXPECT_DOUBLE_EQ(age(at(10.0), at(12.5)).count(), 2.5);
}

TEST(Age, IsNeverNegative) {
    EXPECT_DOUBLE_EQ(age(at(12.5), at(10.0)).count(), 0.0);
}

TEST(Persistence, CountsFromTheFirstMomentTheConditionHolds) {
    Persistence persistence;
    EXPECT_EQ(persistence.observe(true, at(0.0)), Seconds{0.0});
    EXPECT_EQ(persistence.observe(true, at(7.0)), Seconds{7.0});
}

TEST(Persistence, BeginsAnewAfterABreak) {
    Persistence persistence;
    persistence.observe(true, at(0.0));
    EXPECT_EQ(persistence.observe(false, at(5.0)), Seconds{0.0});
    EXPECT_EQ(persistence.observe(true, at(6.0)), Seconds{0.0});
    EXPECT_EQ(persistence.observe(true, at(8.0)), Seconds{2.0});
}

TEST(Persistence, BeginsAnewAfterAReset) {
    Persistence persistence;
    persistence.observe(true, at(0.0));
    persistence.reset();
    EXPECT_EQ(persistence.observe(true, at(9.0)), Seconds{0.0});
}

}  // namespace
}  // namespace aggregator
