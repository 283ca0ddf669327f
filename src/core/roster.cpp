#include "aggregator/core/roster.hpp"

#include <algorithm>

namespace aggregator {

std::optional<Seats> Roster::follow(std::span<const Member> members) {
    std::vector<std::string> now;
    now.reserve(members.size());
    for (const Member& member : members) now.push_back(member.settings.service);

    const std::vector<std::string> before = std::exchange(services_, now);
    const auto first_change = std::ranges::mismatch(before, now).in1;
    if (first_change == before.end()) return std::nullopt;

    Seats seats;
    for (const std::string& service : now) {
        const auto found = std::ranges::find(before, service);
        if (found == before.end()) {
            seats.emplace_back();
        } else {
            seats.emplace_back(static_cast<std::size_t>(found - before.begin()));
        }
    }
    return seats;
}

}  // namespace aggregator
