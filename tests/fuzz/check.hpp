#pragma once

/// What a fuzz target holds to be true of every input.

#include <cstdio>
#include <cstdlib>

namespace aggregator::fuzz {

/// Ends the program, which is how a finding shows.
inline void check(bool holds, const char* promise) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

}  // namespace aggregator::fuzz
