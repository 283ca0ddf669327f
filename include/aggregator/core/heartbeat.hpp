#pragma once

/// Shows that the program is alive, and that it hears its packs: a process that hangs or is deaf
/// keeps its name on the bus.

#include <optional>
#include <span>

#include "aggregator/core/member.hpp"

namespace aggregator {

struct Pulse {
    int beat = 0;  ///< One more every 10 s that the program ran; none is made up for.
    /// Whole seconds since any pack was last heard with good data, as of that beat; no value before
    /// any was.
    std::optional<Seconds> data_age{};
};

class Heartbeat {
public:
    /// Moves on to `now`. Between two beats nothing changes: a pulse is not worth more traffic.
    /// Source: domain.md 2.3, 3.2.
    const Pulse& step(std::span<const Member> members, Instant now);

private:
    Pulse pulse_{};
    std::optional<Instant> next_beat_{};
};

}  // namespace aggregator
