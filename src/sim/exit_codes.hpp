#pragma once

/// What bms-sim says to whoever started it.

namespace aggregator::sim {

inline constexpr int kSuccess = 0;  ///< Asked to stop.
inline constexpr int kFailure = 1;  ///< No bus, bus lost, a name that is taken.
inline constexpr int kBadUsage = 2;

}  // namespace aggregator::sim
