#pragma once

/// When the state is written. Flash wears, so rarely; but a crash must not make anything looser, so
/// soon after something got worse.

#include <optional>
#include <vector>

#include "aggregator/app/state_store.hpp"

namespace aggregator::app {

class StateKeeper {
public:
    /// The store must outlive the keeper.
    explicit StateKeeper(StateStore& store) : store_(store) {}

    /// Keeps the state if it is time: the first one at once; one that is worse than what was kept
    /// at once too, though once a minute on average, for one trouble rarely comes alone (a pack is
    /// stale, alarms, is lost); else every quarter of an hour.
    void step(const SavedState& state, Instant now);

    /// Keeps it whatever the time: the program ends.
    void keep(const SavedState& state, Instant now);

private:
    [[nodiscard]] bool is_due(const SavedState& state, Instant now);

    StateStore& store_;
    std::optional<SavedState> kept_{};
    Instant kept_at_{};
    std::vector<Instant> worse_at_{};  ///< When one was kept because it was worse.
};

}  // namespace aggregator::app
