#pragma once

/// Plays a recording over and over: says which changes are due. Knows neither clock nor bus.

#include <cstddef>
#include <span>

#include "sim/recording.hpp"

namespace aggregator::sim {

class Player {
public:
    /// What to do at a moment, in this order.
    struct Step {
        bool restart = false;  ///< Go back to the state at the start of the recording.
        std::span<const RecordedChange> changes;
    };

    /// The recording must outlive the player. It lasts until one second after its last change.
    explicit Player(const Recording& recording);

    /// What is due since the last call. `elapsed` since the first start never decreases. Rounds
    /// that passed entirely in between are left out, for they end where they began.
    [[nodiscard]] Step advance(Seconds elapsed);

private:
    std::span<const RecordedChange> changes_;
    Seconds length_;
    double round_ = 0.0;
    std::size_t next_ = 0;
};

}  // namespace aggregator::sim
