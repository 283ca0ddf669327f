#pragma once

/// Counts what the program takes from the heap.

#include <cstddef>

namespace aggregator::testing {

/// Calls of operator new, of every kind, since the start.
[[nodiscard]] std::size_t allocations();

/// Those that were not given back.
[[nodiscard]] std::size_t allocations_alive();

}  // namespace aggregator::testing
