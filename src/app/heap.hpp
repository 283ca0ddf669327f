#pragma once

/// What the heap keeps for itself. One huge message of a strange service would else teach the
/// allocator to hold on to as much for ever.

namespace aggregator::app {

/// Has large blocks given back at once when they are freed. Call it before anything else.
void keep_heap_small();

/// Gives back what is free between the blocks in use; some ten microseconds.
void trim_heap();

}  // namespace aggregator::app
