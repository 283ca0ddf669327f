#include "aggregator/core/roster.hpp"

#include <algorithm>

namespace aggregator {

std::optional<Seats> Roster::follow(std::span<const Member> members) {
    const auto [before, now] = std::ranges::mismatch(ids_, members, {}, {}, &Member::id);
    std::optional<Seats> seats;
    if (before != ids_.end()) {
        seats.emplace();
        for (const Member& member : members) {
            const auto found = std::ranges::find(ids_, member.id);
            if (found == ids_.end()) {
                seats->emplace_back();
            } else {
                seats->emplace_back(static_cast<std::size_t>(found - ids_.begin()));
            }
        }
        ids_.clear();
    }
    for (std::size_t i = ids_.size(); i < members.size(); ++i) ids_.push_back(members[i].id);
    return seats;
}

}  // namespace aggregator
