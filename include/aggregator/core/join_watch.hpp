#pragma once

/// Packs that come onto the bus bar at another voltage than it has (domain.md 2.2 step 6): they
/// exchange a current with the others that no limit of ours can stop, so that for a while nothing
/// is added to it.

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/aggregate.hpp"
#include "aggregator/core/roster.hpp"

namespace aggregator {

class JoinWatch {
public:
    /// Moves on to `now`. A pack joins when it becomes fresh after it was lost, excluded or never
    /// seen, or when it ends to be isolated in both directions. `isolation`: one for each member.
    void step(std::span<const Member> members, std::span<const Isolation> isolation, Instant now);

    /// The pack that joined last with more than 1 % of difference, for a minute from then on.
    [[nodiscard]] std::optional<std::size_t> joined_apart() const { return joined_apart_; }

    /// The packs moved: what is remembered of each moves along.
    void reseat_packs(const Seats& seats);

private:
    struct Memory {
        bool out = true;
        bool apart = false;  ///< Its voltage while it was out.
        std::optional<Instant> joined_apart_at{};
    };
    [[nodiscard]] std::optional<Volts> bus_voltage(std::span<const Member> members) const;

    std::vector<Memory> memories_{};
    std::optional<std::size_t> joined_apart_{};
};

}  // namespace aggregator
