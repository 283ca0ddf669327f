#pragma once

/// What the event loop waits for besides time and signals. Lets the loop serve a bus without
/// knowing one.

#include <chrono>
#include <optional>

namespace aggregator::app {

/// What to hand to poll(2).
struct PollRequest {
    int fd = -1;  ///< None: only the timeout counts.
    short events = 0;
    /// Call drain() after so long even if the descriptor stays quiet; no value means never.
    std::optional<std::chrono::milliseconds> timeout{};
};

class EventSource {
public:
    virtual ~EventSource() = default;

    /// Asked anew before every poll(2).
    [[nodiscard]] virtual PollRequest poll_request() const = 0;

    /// Handles what is pending, without blocking. Called when the descriptor or the time asks for
    /// it, and now and then for nothing. Where work is left, by it or by anybody who received
    /// messages otherwise, the next poll request has a timeout of zero. What it throws ends the
    /// loop.
    virtual void drain() = 0;
};

}  // namespace aggregator::app
