#pragma once

/// Counts what the bank goes through, from the bank's own totals: the packs' own counters cannot be
/// added, for their events are of different days. Source: domain.md 1.18.

#include <optional>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/history_record.hpp"

namespace aggregator {

class History {
public:
    /// Moves on to `now` with the bank as it is. `emptiest`: the lowest SOC of its packs.
    void step(const Battery& bank, std::optional<Percent> emptiest, Instant now);

    /// Goes on from what was kept, before the first step.
    void resume(const HistoryRecord& record) { record_ = record; }

    /// Begins anew. What lasts at this moment is no new event.
    void clear();

    [[nodiscard]] const HistoryRecord& record() const { return record_; }

private:
    /// What flows from one step to the next.
    struct Flow {
        Amps current;
        Volts voltage;
        AmpHours installed;
    };

    void let_pass(Seconds time);
    void watch_extremes(const Battery& bank);
    void watch_occurrences(const Battery& bank);
    void watch_discharge(const Battery& bank);
    void fill_up(const Battery& bank);

    HistoryRecord record_{};
    std::optional<Flow> flow_{};
    std::optional<Instant> last_{};
};

}  // namespace aggregator
