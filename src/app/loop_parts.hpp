#pragma once

/// The three kernel facilities of the event loop, each behind its own few lines.

#include <sys/signalfd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <optional>

#include "app/file_descriptor.hpp"

namespace aggregator::app {

/// Expires at fixed points of the monotonic clock, so a late turn does not shift the next one.
class PeriodicTimer {
public:
    /// Without a period it does not expire.
    explicit PeriodicTimer(std::optional<std::chrono::milliseconds> period);

    /// Expiries since last asked.
    [[nodiscard]] std::uint64_t take_expiries();

    [[nodiscard]] int fd() const { return fd_.get(); }

private:
    void start(std::chrono::milliseconds period);

    FileDescriptor fd_;
};

/// Turns SIGTERM, SIGINT and SIGHUP into readable data while it lives.
class SignalQueue {
public:
    SignalQueue();
    ~SignalQueue();

    SignalQueue(const SignalQueue&) = delete;
    SignalQueue& operator=(const SignalQueue&) = delete;

    /// The next signal that came, if any.
    [[nodiscard]] std::optional<int> take();

    [[nodiscard]] int fd() const { return fd_.get(); }

private:
    sigset_t before_{};
    FileDescriptor fd_;
};

/// Has the kernel end the process by SIGALRM when it is not fed in time.
class StallWatchdog {
public:
    explicit StallWatchdog(std::chrono::seconds limit);
    ~StallWatchdog();

    StallWatchdog(const StallWatchdog&) = delete;
    StallWatchdog& operator=(const StallWatchdog&) = delete;

    void feed();

    /// The longest a loop may sleep so that it feeds in time with much to spare.
    [[nodiscard]] std::chrono::milliseconds longest_sleep() const { return limit_ / 3; }

private:
    std::chrono::milliseconds limit_;
};

}  // namespace aggregator::app
