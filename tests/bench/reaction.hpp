#pragma once

/// How long the daemon takes: from a pack's word to ours, from the last missing data to our name,
/// from being asked to stop to the end.

#include <chrono>
#include <cstddef>
#include <vector>

#include "bench/station.hpp"

namespace aggregator::bench {

using Durations = std::vector<std::chrono::nanoseconds>;

/// The value below which `part` (0 to 1) of the durations lie; there must be one.
[[nodiscard]] std::chrono::nanoseconds percentile(Durations durations, double part);

struct Reactions {
    Durations charge_limit;  ///< A pack lowers its CCL, until our ItemsChanged has a lower one.
    Durations alarm;         ///< A pack raises an alarm, until our ItemsChanged has it.
};

/// `count` drops of a CCL, and every alarm that only packs can raise, twice.
[[nodiscard]] Reactions measure_reactions(const Programs& programs, std::size_t count);

struct Lives {
    Durations start_to_name;  ///< Every pack is there and answers; from the start of the process.
    Durations data_to_name;   ///< From when the first data of the last pack were believed.
    Durations stop_to_end;    ///< From SIGTERM.
};

[[nodiscard]] Lives measure_lives(const Programs& programs, std::size_t count);

}  // namespace aggregator::bench
