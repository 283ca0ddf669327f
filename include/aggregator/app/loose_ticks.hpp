#pragma once

/// Ticks that come about once per period, with a wake-up that happens anyway if there is one. To
/// wake costs a sleeping program far more than what it then does: its caches are cold. Packs that
/// speak once a second draw the ticks to their own rhythm, because ticks that come alone are late.

#include "aggregator/core/units.hpp"

namespace aggregator::app {

class LooseTicks {
public:
    /// The first tick is about one period from `start`.
    LooseTicks(Seconds period, Instant start);

    void set_period(Seconds period) { period_ = period; }

    /// Whether this wake-up is a tick, too: from 7/8 of a period after the last one. Then the next
    /// is counted from here.
    [[nodiscard]] bool take(Instant now);

    /// When to wake for a tick that came with nothing else: 9/8 of a period after the last one.
    [[nodiscard]] Instant at_latest() const;

private:
    Seconds period_;
    Instant last_;
};

}  // namespace aggregator::app
