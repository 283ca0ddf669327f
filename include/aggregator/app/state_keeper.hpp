#pragma once

/// When the state is written. Flash wears, so rarely; but a crash must not make anything looser, so
/// soon after something got worse.

#include <optional>
#include <vector>

#include "aggregator/app/state_store.hpp"

namespace aggregator::app {

/// Whether something happened that a restart must not forget, perhaps.
enum class Trouble { none, some };

class StateKeeper {
public:
    /// The store must outlive the keeper.
    explicit StateKeeper(StateStore& store) : store_(store) {}

    /// Keeps the state if it is time: the first one at once; one that is worse than what was kept
    /// at once too, though once a minute on average, for one trouble rarely comes alone (a pack is
    /// stale, alarms, is lost); else every quarter of an hour.
    void step(const SavedState& state, Instant now);

    /// Whether step() may have something to do, so that the state is worth making. `trouble` tells
    /// what happened since the last call.
    [[nodiscard]] bool may_be_due(Trouble trouble, Instant now);

    /// Keeps it whatever the time: the program ends.
    void keep(const SavedState& state, Instant now);

private:
    [[nodiscard]] bool is_due(const SavedState& state, Instant now);
    [[nodiscard]] bool usually_due(Instant now) const;

    StateStore& store_;
    std::optional<SavedState> kept_{};
    Instant kept_at_{};
    bool to_be_looked_at_ = false;
    std::vector<Instant> worse_at_{};  ///< When one was kept because it was worse.
};

}  // namespace aggregator::app
