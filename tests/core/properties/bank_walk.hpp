#pragma once

/// Steps of a whole bank over packs that are in any state at any time.

#include <vector>

#include "aggregator/core/bank.hpp"
#include "core/properties/random_bank.hpp"

namespace aggregator::properties {

inline constexpr int kStepsOfWalk = 6;

/// Calls `check(members, bank, decision)` after each of some steps.
template <typename Check>
void walk(Draw& draw, const Settings& settings, std::vector<Member> members, Check check) {
    Bank bank{settings};
    Instant now = Instant{} + std::chrono::hours{1};
    for (int step = 0; step < kStepsOfWalk; ++step) {
        Events events;
        const Decision& decision = bank.step(members, {}, now, events);
        // Without any pack ever seen the bank does not start, and nothing is published.
        if (decision.state != BankState::starting) check(members, bank, decision);
        if (testing::Test::HasFailure()) return;
        now += std::chrono::milliseconds{draw.one_of<int>({200, 1000, 1000, 3000, 12000})};
        move_on(members, draw);
    }
}

template <typename Check>
void walk(Draw& draw, Check check) {
    const Settings settings = random_settings(draw);
    walk(draw, settings, random_members(draw), check);
}

inline bool in_circuit(const Member& member) {
    return member.counts();
}

inline bool fresh(const Member& member) {
    return member.fresh();
}

}  // namespace aggregator::properties
