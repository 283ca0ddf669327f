#include <gtest/gtest.h>

#include <array>

#include "core/fold.hpp"

namespace aggregator {
namespace {

using Values = std::vector<std::optional<double>>;
using Span = std::span<const std::optional<double>>;

const auto itself = [](const std::optional<double>& value) { return value; };
const Values kNone;
const Values kUnknown{std::nullopt, std::nullopt};
const Values kSome{4.0, std::nullopt, 1.0, 7.0};

TEST(Fold, SumSkipsTheUnknown) {
    EXPECT_EQ(sum_of_known(Span{kSome}, itself), 12.0);
}

TEST(Fold, MeanDividesByTheNumberOfKnown) {
    EXPECT_EQ(mean_of_known(Span{kSome}, itself), 4.0);
}

TEST(Fold, LowestAndHighestSkipTheUnknown) {
    EXPECT_EQ(lowest_known(Span{kSome}, itself), 1.0);
    EXPECT_EQ(highest_known(Span{kSome}, itself), 7.0);
}

TEST(Fold, LowestAndHighestTakeTheFirstOfEquals) {
    const Values equal{2.0, 2.0};
    EXPECT_EQ(lowest_by(Span{equal}, itself), &equal[0]);
    EXPECT_EQ(highest_by(Span{equal}, itself), &equal[0]);
}

TEST(Fold, MedianOfAnOddNumberIsTheMiddleOne) {
    EXPECT_EQ(median_of_known(Span{kSome}, itself), 4.0);
}

TEST(Fold, MedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo) {
    const Values even{4.0, 1.0, 2.0, 100.0};
    EXPECT_EQ(median_of_known(Span{even}, itself), 3.0);
}

TEST(Fold, NothingKnownGivesNoValue) {
    for (const Values& values : {kNone, kUnknown}) {
        EXPECT_FALSE(sum_of_known(Span{values}, itself));
        EXPECT_FALSE(mean_of_known(Span{values}, itself));
        EXPECT_FALSE(median_of_known(Span{values}, itself));
        EXPECT_FALSE(lowest_known(Span{values}, itself));
        EXPECT_FALSE(highest_known(Span{values}, itself));
        EXPECT_EQ(lowest_by(Span{values}, itself), nullptr);
        EXPECT_EQ(highest_by(Span{values}, itself), nullptr);
    }
}

TEST(Fold, TighterIsTheLowerOfTwoLimits) {
    EXPECT_EQ(tighter<double>(3.0, 2.0), 2.0);
    EXPECT_EQ(tighter<double>(2.0, 3.0), 2.0);
}

TEST(Fold, TighterTakesAnAbsentLimitForNone) {
    EXPECT_EQ(tighter<double>(std::nullopt, 2.0), 2.0);
    EXPECT_EQ(tighter<double>(2.0, std::nullopt), 2.0);
    EXPECT_FALSE(tighter<double>(std::nullopt, std::nullopt));
}

TEST(Fold, StrongerIsNeverHiddenByAnAbsentValue) {
    EXPECT_EQ(stronger<double>(std::nullopt, 2.0), 2.0);
    EXPECT_EQ(stronger<double>(2.0, std::nullopt), 2.0);
    EXPECT_EQ(stronger<double>(1.0, 2.0), 2.0);
    EXPECT_FALSE(stronger<double>(std::nullopt, std::nullopt));
}

}  // namespace
}  // namespace aggregator
