/// The rule of the bank limit by itself, without ramp, guard and states. Numbers are those of the
/// list of invariants in domain.md 6; `grep "nvariant 7"` in this folder finds all that show no. 7.

#include <algorithm>
#include <cmath>

#include "core/properties/random_bank.hpp"

namespace aggregator::properties {

namespace {

Amps adaptive(std::span<const Branch> branches) {
    return bank_limit(LimitMode::adaptive, branches)->value;
}

Amps smallest(std::span<const Branch> branches) {
    Amps least = *branches.front().limit;
    for (const Branch& branch : branches) least = std::min(least, *branch.limit);
    return least;
}

LimitMode any_mode(Draw& draw) {
    return draw.one_of<LimitMode>({LimitMode::adaptive, LimitMode::capacity, LimitMode::min_n,
                                   LimitMode::single, LimitMode::sum});
}

std::vector<Branch> without_uncertain(std::vector<Branch> branches) {
    std::erase_if(branches, [](const Branch& b) { return b.presence == Presence::uncertain; });
    return branches;
}

std::vector<Branch> all_connected(std::vector<Branch> branches) {
    for (Branch& branch : branches) {
        if (branch.presence == Presence::uncertain) branch.presence = Presence::certain;
    }
    return branches;
}

}  // namespace

// Invariant 1, invariant 4
TEST(LimitRuleProperties, NeverExceedsTheSumOfThePacksAndIsNeverNegative) {
    for_all([](Draw& draw) {
        const auto branches = certain_branches(draw);
        Amps sum{};
        for (const Branch& branch : branches) sum += *branch.limit;
        const Amps limit = bank_limit(any_mode(draw), branches)->value;
        EXPECT_TRUE(std::isfinite(limit.value()));
        EXPECT_LE(limit.value(), sum.value() * (1.0 + kExact) + kExact);
        EXPECT_GE(limit, Amps{});
    });
}

// Invariant 1: a bank of packs that are all proven isolated can take nothing.
TEST(LimitRuleProperties, IsZeroWhenNoPackIsConnected) {
    for_all([](Draw& draw) {
        auto branches = certain_branches(draw);
        for (Branch& branch : branches) branch.presence = Presence::absent;
        const auto limit = bank_limit(any_mode(draw), branches);
        ASSERT_TRUE(limit);
        EXPECT_EQ(limit->value, Amps{});
    });
}

// Invariant 6
TEST(LimitRuleProperties, OverloadsNoPackAboveTheFloor) {
    for_all([](Draw& draw) {
        const auto branches = certain_branches(draw);
        const Amps limit = adaptive(branches);
        if (limit <= smallest(branches)) return;
        for (const Branch& branch : branches) {
            const Amps current = limit * branch.share.share + branch.share.offset;
            EXPECT_LE(current.value(), branch.limit->value() + 1e-6);
        }
    });
}

// Invariant 7
TEST(LimitRuleProperties, StarvesNoBankAndKeepsTheBound) {
    for_all([](Draw& draw) {
        const auto branches = certain_branches(draw);
        const Amps limit = adaptive(branches);
        EXPECT_GE(limit.value(), smallest(branches).value() - kExact);
        Amps bound{1e9};
        for (const Branch& b : branches)
            bound = std::min(bound, (*b.limit * b.margin - b.share.offset) / b.share.share);
        EXPECT_LE(limit.value(), std::max(bound, smallest(branches)).value() + 1e-6);
    });
}

// Invariant 7 with missing fields: packs that set no limit, that are silent or isolated
TEST(LimitRuleProperties, StarvesNoBankOfWhichLittleIsKnown) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        std::optional<Amps> least;
        for (Branch& branch : branches) {
            branch.over_limit = false;
            if (branch.presence == Presence::absent || !branch.limit) continue;
            least = least ? std::min(*least, *branch.limit) : *branch.limit;
        }
        const auto limit = bank_limit(LimitMode::adaptive, branches);
        if (!limit || !least) return;
        EXPECT_GE(limit->value.value(), least->value() - kExact);
    });
}

// Invariant 7: no floor while a pack is above its limit
TEST(LimitRuleProperties, KeepsTheBoundWithoutFloorWhenAPackIsOverItsLimit) {
    for_all([](Draw& draw) {
        auto branches = certain_branches(draw);
        branches[draw.index(branches.size())].over_limit = true;
        const Amps limit = adaptive(branches);
        for (const Branch& b : branches) {
            const Amps bound = (*b.limit * b.margin - b.share.offset) / b.share.share;
            EXPECT_LE(limit.value(), std::max(bound, Amps{}).value() + 1e-6);
        }
    });
}

// Invariant 8
TEST(LimitRuleProperties, NeverFallsWhenAPackAllowsMore) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto before = bank_limit(mode, branches);
        Branch& branch = branches[draw.index(branches.size())];
        if (!branch.limit || !before) return;
        *branch.limit += Amps{draw.real(0.0, 100.0)};
        const auto after = bank_limit(mode, branches);
        ASSERT_TRUE(after);
        EXPECT_GE(after->value.value(), before->value.value() - 1e-6);
    });
}

// Invariant 9
TEST(LimitRuleProperties, DoesNotDependOnTheOrderOfThePacks) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto before = bank_limit(mode, branches);
        std::ranges::shuffle(branches, draw.engine());
        const auto after = bank_limit(mode, branches);
        ASSERT_EQ(before.has_value(), after.has_value());
        if (before) {
            EXPECT_NEAR(before->value.value(), after->value.value(), 1e-6);
        }
    });
}

// Invariant 10
TEST(LimitRuleProperties, NeverFallsWhenALevelBankGetsATwinOfAPack) {
    for_all([](Draw& draw) {
        auto branches = certain_branches(draw);
        for (Branch& branch : branches) {
            branch.share.offset = Amps{};
            if (draw.chance(0.1)) branch.limit.reset();
        }
        if (!bank_limit(LimitMode::adaptive, branches)) return;
        const Amps before = adaptive(branches);
        // Shares of all must sum to 1 again; the rule normalises those present itself.
        branches.push_back(branches[draw.index(branches.size())]);
        EXPECT_GE(adaptive(branches).value(), before.value() - 1e-6);
    });
}

// Invariant 10
TEST(LimitRuleProperties, GivesEqualPacksTheirNumberTimesTheMargin) {
    for_all([](Draw& draw) {
        const auto size = static_cast<std::size_t>(draw.whole(2, 8));
        const double n = static_cast<double>(size);
        const Amps limit{draw.real(0.0, 300.0)};
        const Branch branch{.limit = limit,
                            .margin = kAdaptiveMargin,
                            .share = {1.0 / n, Amps{}},
                            .capacity_share = 1.0 / n};
        const std::vector<Branch> branches(size, branch);
        EXPECT_NEAR(adaptive(branches).value(), n * limit.value() * kAdaptiveMargin, 1e-6);
    });
}

// Invariant 11
TEST(LimitRuleProperties, ScalesWithCurrentsAndLimits) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto before = bank_limit(mode, branches);
        const double factor = draw.real(0.1, 10.0);
        for (Branch& branch : branches) {
            if (branch.limit) *branch.limit = *branch.limit * factor;
            branch.share.offset = branch.share.offset * factor;
        }
        const auto after = bank_limit(mode, branches);
        ASSERT_EQ(before.has_value(), after.has_value());
        if (before) {
            EXPECT_NEAR(after->value.value(), before->value.value() * factor, 1e-6);
        }
    });
}

// Invariant 13: without proof the pack that blocks is there with a limit of zero.
TEST(LimitRuleProperties, NeverRisesWhenAPackReportsABlock) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto before = bank_limit(mode, branches);
        Branch& branch = branches[draw.index(branches.size())];
        if (branch.presence == Presence::absent || !before) return;
        branch.limit = Amps{};
        EXPECT_LE(bank_limit(mode, branches)->value, before->value);
    });
}

// Invariant 13, other direction: a pack that may not share a discharge makes it uncertain, never
// better.
TEST(LimitRuleProperties, NeverRisesWhenAPackBecomesUncertain) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto before = bank_limit(mode, branches);
        Branch& branch = branches[draw.index(branches.size())];
        if (branch.presence != Presence::certain || !before) return;
        branch.presence = Presence::uncertain;
        const auto after = bank_limit(mode, branches);
        ASSERT_TRUE(after);
        EXPECT_LE(after->value.value(), before->value.value() + 1e-6);
    });
}

// Invariant 14
TEST(LimitRuleProperties, LeavesAnIsolatedPackOut) {
    for_all([](Draw& draw) {
        auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const std::size_t gone = draw.index(branches.size());
        branches[gone].presence = Presence::absent;
        const auto with = bank_limit(mode, branches);
        branches.erase(branches.begin() + static_cast<std::ptrdiff_t>(gone));
        if (branches.empty()) return;
        const auto without = bank_limit(mode, branches);
        ASSERT_EQ(with.has_value(), without.has_value());
        if (with) {
            EXPECT_NEAR(with->value.value(), without->value.value(), 1e-6);
        }
    });
}

// Invariant 17
TEST(LimitRuleProperties, IsNoHigherThanEitherHypothesisAboutASilentPack) {
    for_all([](Draw& draw) {
        const auto branches = random_branches(draw);
        const LimitMode mode = any_mode(draw);
        const auto limit = bank_limit(mode, branches);
        const auto there = bank_limit(mode, all_connected(branches));
        const auto rest = without_uncertain(branches);
        if (there) {
            EXPECT_LE(limit->value.value(), there->value.value() + 1e-6);
        }
        const bool someone = std::ranges::any_of(
            rest, [](const Branch& b) { return b.presence == Presence::certain; });
        if (!someone) return;
        const auto gone = bank_limit(mode, rest);
        if (gone) {
            EXPECT_LE(limit->value.value(), gone->value.value() + 1e-6);
        }
    });
}

}  // namespace aggregator::properties
