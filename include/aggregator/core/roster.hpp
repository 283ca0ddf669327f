#pragma once

/// Who sits where among the members. Rules keep a memory for each pack by its place; when a changed
/// configuration moves the packs, the memories move along, so that no pack inherits another one's.
/// Source: domain.md 2.2, step 6 (membership).

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "aggregator/core/member.hpp"

namespace aggregator {

/// For each member now, where it sat before; no value for a newcomer.
using Seats = std::vector<std::optional<std::size_t>>;

class Roster {
public:
    /// The seats when somebody moved or left since the last call; no value when all stayed and at
    /// most some joined at the end. Packs are told apart by their id.
    std::optional<Seats> follow(std::span<const Member> members);

private:
    std::vector<std::size_t> ids_{};
};

/// Moves each memory to where its pack sits now; newcomers begin with `blank`.
template <typename Memory>
void reseat(std::vector<Memory>& memories, const Seats& seats, const Memory& blank) {
    std::vector<Memory> moved;
    moved.reserve(seats.size());
    for (const auto& before : seats) {
        const bool known = before && *before < memories.size();
        moved.push_back(known ? memories[*before] : blank);
    }
    memories = std::move(moved);
}

}  // namespace aggregator
