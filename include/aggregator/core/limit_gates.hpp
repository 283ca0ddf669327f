#pragma once

/// What stands between a computed current limit and the published number near zero: inverters and
/// chargers use zero as a switch, and a switch must not chatter.

#include <optional>

#include "aggregator/core/persistence.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

/// Rounds down to what the GUI shows, 0.1 A; below 0.5 % of nominal a limit counts as zero, and
/// zero is left only at three times that (domain.md 2.2 step 7).
class ZeroBand {
public:
    /// `nominal` > 0 is the full limit that the band is a part of.
    Amps step(Amps limit, Amps nominal);

private:
    bool zero_ = false;
};

/// Lets a discharge limit rise from zero only after it was allowed for a while, and later each time
/// it falls back soon: otherwise a load that empties the last cell restarts the inverter over and
/// over (domain.md 2.3, DCL).
class RestartGate {
public:
    /// True when a limit above zero may be published. It is open at the first step.
    bool step(bool allowed, Instant now);

private:
    void close(Instant now);

    bool open_ = true;
    Persistence allowed_{};
    std::optional<Instant> opened_at_{};
    std::optional<Seconds> back_off_{};
    Seconds wait_{};
};

}  // namespace aggregator
