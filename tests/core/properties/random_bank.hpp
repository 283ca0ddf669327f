#pragma once

/// Banks that nobody would build: any number of packs, any limits, shares and states, with holes in
/// what they say.

#include <vector>

#include "aggregator/core/bank_limit.hpp"
#include "aggregator/core/member.hpp"
#include "core/properties/cases.hpp"

namespace aggregator::properties {

/// Branches of a circuit: shares on the simplex, offsets that sum to zero, each with a limit.
[[nodiscard]] std::vector<Branch> random_branches(Draw& draw);

/// As above, all certain and none above its limit.
[[nodiscard]] std::vector<Branch> certain_branches(Draw& draw);

/// Settings with every rule in play and ceilings that may or may not bind.
[[nodiscard]] Settings random_settings(Draw& draw);

/// A pack of a 16 cell bank. Voltage and current are always known of a fresh one, as the fleet sees
/// to; the rest may be missing.
[[nodiscard]] Member random_member(Draw& draw, std::size_t index);

/// One to eight of them.
[[nodiscard]] std::vector<Member> random_members(Draw& draw);

/// The same packs a moment later: some readings and some states are new.
void move_on(std::vector<Member>& members, Draw& draw);

/// Every pack fresh and complete, with a limit of its own, and none reports a block.
[[nodiscard]] std::vector<Member> complete_members(Draw& draw);

}  // namespace aggregator::properties
