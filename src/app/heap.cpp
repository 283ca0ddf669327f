#include "app/heap.hpp"

#include <malloc.h>

namespace aggregator::app {

void keep_heap_small() {
    // The allocator's own first value; setting it is what stops it from growing.
    constexpr int kLargeBlock = 128 * 1024;
    mallopt(M_MMAP_THRESHOLD, kLargeBlock);
    mallopt(M_TRIM_THRESHOLD, kLargeBlock);
}

void trim_heap() {
    malloc_trim(0);
}

}  // namespace aggregator::app
