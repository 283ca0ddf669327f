#include <gtest/gtest.h>

#include "aggregator/core/bank_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

/// A branch of the circuit: its limit, its share of the current and its offset.
Branch branch(double limit, double share, double offset = 0.0) {
    Branch branch;
    branch.limit = Amps{limit};
    branch.share = {share, Amps{offset}};
    branch.capacity_share = share;
    return branch;
}

Branch uncertain(Branch branch) {
    branch.presence = Presence::uncertain;
    return branch;
}

Branch absent(Branch branch) {
    branch.presence = Presence::absent;
    return branch;
}

Branch over(Branch branch) {
    branch.over_limit = true;
    return branch;
}

double limit(LimitMode mode, const std::vector<Branch>& branches) {
    return bank_limit(mode, branches)->value.value();
}
double adaptive(const std::vector<Branch>& branches) {
    return limit(LimitMode::adaptive, branches);
}

constexpr double kThird = 1.0 / 3.0;

/// domain.md 2.1, worked example 1.
TEST(AdaptiveLimit, GivesAllItCanToUnequalShares) {
    const std::vector<Branch> bank{branch(50.0, 0.4), branch(50.0, 0.4), branch(50.0, 0.2)};
    EXPECT_NEAR(adaptive(bank), 125.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::min_n, bank), 150.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::sum, bank), 150.0, 1e-9);
}

/// domain.md 2.1, worked example 2.
TEST(AdaptiveLimit, GoesByTheWeakestPack) {
    const std::vector<Branch> bank{branch(50.0, 0.4), branch(50.0, 0.4), branch(10.0, 0.2)};
    EXPECT_NEAR(adaptive(bank), 50.0, 1e-9);
    EXPECT_EQ(bank_limit(LimitMode::adaptive, bank)->branch, 2U);
    EXPECT_NEAR(limit(LimitMode::min_n, bank), 30.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::sum, bank), 110.0, 1e-9);
}

/// domain.md 2.1, worked example 3.
TEST(AdaptiveLimit, LeavesRoomForTheOffsetOfAPack) {
    EXPECT_NEAR(adaptive({branch(50.0, kThird, 12.0), branch(50.0, kThird, -6.0),
                          branch(50.0, kThird, -6.0)}),
                114.0, 1e-9);
}

/// domain.md 2.1, worked example 4.
TEST(AdaptiveLimit, UsesTheOffsetOfAFullPackThatFeedsTheOthers) {
    const std::vector<Branch> bank{branch(2.0, kThird, -8.0), branch(50.0, kThird, 4.0),
                                   branch(50.0, kThird, 4.0)};
    EXPECT_NEAR(adaptive(bank), 30.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::min_n, bank), 6.0, 1e-9);
}

/// domain.md 2.1, worked example 5.
TEST(AdaptiveLimit, ProtectsASmallPackOnEqualCables) {
    std::vector<Branch> bank{branch(50.0, 0.5), branch(100.0, 0.5)};
    bank[0].capacity_share = 1.0 / 3.0;
    bank[1].capacity_share = 2.0 / 3.0;
    EXPECT_NEAR(adaptive(bank), 100.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::capacity, bank), 150.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::sum, bank), 150.0, 1e-9);
}

/// domain.md 2.1, worked example 6.
TEST(AdaptiveLimit, LeavesAnIsolatedPackOut) {
    EXPECT_NEAR(adaptive({absent(branch(0.0, kThird)), branch(50.0, kThird), branch(50.0, kThird)}),
                100.0, 1e-9);
}

/// domain.md 2.1, worked example 7.
TEST(AdaptiveLimit, TakesTheLeastOfBothHypothesesAboutASilentPack) {
    EXPECT_NEAR(
        adaptive({branch(50.0, kThird), branch(50.0, kThird), uncertain(branch(10.0, kThird))}),
        30.0, 1e-9);
}

TEST(AdaptiveLimit, CountsOnNothingFromASilentPackWithAHighLimit) {
    EXPECT_NEAR(
        adaptive({branch(50.0, kThird), branch(50.0, kThird), uncertain(branch(500.0, kThird))}),
        100.0, 1e-9);
}

TEST(AdaptiveLimit, UsesTheMarginOfAMeasuredLimit) {
    std::vector<Branch> bank{branch(50.0, 0.5), branch(50.0, 0.5)};
    for (Branch& one : bank) one.margin = kAdaptiveMargin;
    EXPECT_NEAR(adaptive(bank), 98.0, 1e-9);
}

TEST(AdaptiveLimit, IsExactlyThePacksOwnInABankOfOne) {
    Branch only = branch(50.0, 1.0);
    only.margin = kAdaptiveMargin;
    EXPECT_DOUBLE_EQ(adaptive({only}), 50.0);
}

TEST(AdaptiveLimit, IsNeverBelowTheSmallestLimitWhileNoPackIsOverIts) {
    const Branch noisy = branch(50.0, 0.5, 40.0);
    const Branch other = branch(50.0, 0.5, -40.0);
    EXPECT_NEAR(adaptive({noisy, other}), 50.0, 1e-9);
    EXPECT_NEAR(adaptive({over(noisy), other}), 20.0, 1e-9);
}

TEST(AdaptiveLimit, IsNeverAboveTheSumOfTheLimits) {
    EXPECT_NEAR(adaptive({branch(10.0, 0.5, -20.0), branch(10.0, 0.5, -20.0)}), 20.0, 1e-9);
}

TEST(AdaptiveLimit, IsNeverNegative) {
    EXPECT_DOUBLE_EQ(adaptive({over(branch(5.0, 0.5, 40.0)), branch(5.0, 0.5, -40.0)}), 0.0);
}

TEST(BankLimit, IsZeroInEveryModeWhenOnePackAllowsNothing) {
    for (const LimitMode mode : {LimitMode::adaptive, LimitMode::capacity, LimitMode::min_n,
                                 LimitMode::single, LimitMode::sum}) {
        EXPECT_DOUBLE_EQ(limit(mode, {branch(50.0, 0.5, -20.0), branch(0.0, 0.5, 20.0)}), 0.0);
    }
}

TEST(BankLimit, BySingleIsTheSmallestLimit) {
    EXPECT_DOUBLE_EQ(limit(LimitMode::single, {branch(50.0, 0.5), branch(20.0, 0.5)}), 20.0);
}

TEST(BankLimit, ByCapacityOfPeersVectorsIsTheLowestRatio) {
    const std::vector<Branch> bank{branch(40.0, 1.0 / 6.0), branch(40.0, 2.0 / 6.0),
                                   branch(40.0, 3.0 / 6.0)};
    EXPECT_NEAR(limit(LimitMode::capacity, bank), 80.0, 1e-9);
    EXPECT_NEAR(limit(LimitMode::min_n, bank), 120.0, 1e-9);
}

TEST(BankLimit, HasNoValueWithoutABranchThatSetsOne) {
    EXPECT_FALSE(bank_limit(LimitMode::adaptive, {}));
    Branch open = branch(0.0, 1.0);
    open.limit.reset();
    EXPECT_FALSE(bank_limit(LimitMode::sum, std::vector{open}));
}

TEST(BankLimit, IsZeroWhereEveryBranchIsAbsent) {
    EXPECT_EQ(bank_limit(LimitMode::sum, std::vector{absent(branch(50.0, 1.0))})->value, Amps{});
}

TEST(BankLimit, CountsABranchWithoutLimitForNoBound) {
    Branch open = branch(0.0, 0.5);
    open.limit.reset();
    EXPECT_NEAR(adaptive({branch(50.0, 0.5), open}), 100.0, 1e-9);
}

TEST(BankLimit, TriesEverySilentPackAloneAndAllTogether) {
    const Branch weak = uncertain(branch(5.0, 0.25));
    const Branch fair = uncertain(branch(30.0, 0.25));
    EXPECT_NEAR(adaptive({branch(50.0, 0.5), weak, fair}), 15.0, 1e-9);
}

}  // namespace
}  // namespace aggregator
