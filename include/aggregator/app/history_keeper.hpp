#pragma once

/// Keeps the history of the bank over restarts, with few writes: flash wears. It is of no age and
/// of every boot.

#include "aggregator/app/state_store.hpp"
#include "aggregator/core/history_record.hpp"

namespace aggregator::app {

class HistoryKeeper {
public:
    /// The store must outlive the keeper.
    explicit HistoryKeeper(StateStore& store) : store_(store) {}

    /// What was kept; else one that begins now. A file that cannot be used is set aside, which the
    /// log says.
    HistoryRecord recall(Instant now);

    /// Keeps it if a quarter of an hour is over.
    void step(const HistoryRecord& record, Instant now);

    /// Keeps it whatever the time, if it changed.
    void keep(const HistoryRecord& record, Instant now);

private:
    StateStore& store_;
    HistoryRecord kept_{};
    Instant kept_at_{};
};

}  // namespace aggregator::app
