#pragma once

/// What the kernel says a running process costs.

#include <sys/types.h>

#include <chrono>
#include <cstddef>

namespace aggregator::test {

/// All in KiB, as /proc/PID/smaps_rollup has them.
struct Memory {
    double resident = 0.0;
    double proportional = 0.0;  ///< Shared pages divided by those who share them.
    double anonymous = 0.0;     ///< What no file backs: heap, stacks, relocated data.
};

/// Each throws std::runtime_error for a process that is not there.
[[nodiscard]] Memory memory_of(pid_t pid);

/// Time on a processor since its start, in user and system mode.
[[nodiscard]] std::chrono::nanoseconds cpu_time_of(pid_t pid);

/// How often it slept until something woke it.
[[nodiscard]] long sleeps_of(pid_t pid);

[[nodiscard]] std::size_t open_descriptors_of(pid_t pid);

}  // namespace aggregator::test
