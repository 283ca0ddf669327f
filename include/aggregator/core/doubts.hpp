#pragma once

/// What the bank doubts about each pack although every value by itself is possible (domain.md 3.5).
/// A doubt only tightens or informs; no reading is replaced because of one.

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/aggregate.hpp"
#include "aggregator/core/alarm_lane.hpp"
#include "aggregator/core/cell_count.hpp"
#include "aggregator/core/events.hpp"
#include "aggregator/core/findings.hpp"
#include "aggregator/core/roster.hpp"
#include "aggregator/core/soc_drift.hpp"
#include "aggregator/core/temperature_watch.hpp"

namespace aggregator {

class Doubts {
public:
    /// Moves on to `now`. `isolation`: one for each member. While the number of cells is not known
    /// nothing is doubted that needs it; to compare voltages the fewest possible will do.
    void step(std::span<const Member> members, std::span<const Isolation> isolation,
              const CellCount& cells, Instant now, Events& events);

    /// True when the doubt about the pack has lasted.
    [[nodiscard]] bool about(std::size_t pack, Doubt doubt) const;

    /// What the doubts amount to as alarms. `members` are those of the last step.
    void add_to(Findings& findings, std::span<const Member> members) const;

    /// The packs moved: what is remembered of each moves along.
    void reseat_packs(const Seats& seats) { reseat(memories_, seats, {}); }

private:
    struct Memory {
        std::array<AlarmLane, kDoubts> lanes{};
        SocDrift soc_drift{};
        TemperatureWatch temperature{};
    };
    void judge(Memory& memory, const Member& pack, Doubt doubt, bool present, Instant now,
               Events& events);

    std::vector<Memory> memories_{};
};

}  // namespace aggregator
