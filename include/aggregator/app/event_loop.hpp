#pragma once

/// One thread, one poll(2): the sources, a periodic timer and the signals that end or reload the
/// program. The only place that reads a clock. Knows no bus and no battery.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "aggregator/app/event_source.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator::app {

/// What a signal asks of the loop.
enum class Verdict { go_on, stop };

/// All are called by the loop, one at a time, and may throw: that ends run(). An empty one is
/// skipped.
struct LoopHandlers {
    std::function<void(Instant now)> before_drain{};  ///< Whatever the sources bring came at `now`.
    std::function<void(Instant now)> on_wakeup{};     ///< After drains, and after the two below.
    std::function<void(Instant now)> on_tick{};       ///< Once per period, never to catch up.
    std::function<Verdict(int signo)> on_signal{};    ///< SIGTERM, SIGINT or SIGHUP; else: stop.
};

struct LoopOptions {
    std::optional<std::chrono::milliseconds> tick_period{1000};  ///< None: no ticks.
    /// SIGALRM ends the process when a turn of the loop takes longer: a hung program must not keep
    /// its last limits in force. Whole seconds, at least 1.
    std::chrono::seconds stall_limit{15};
};

class EventLoop {
public:
    /// Blocks SIGTERM, SIGINT and SIGHUP, which are delivered to on_signal from now on, and starts
    /// the timer and the stall watchdog. One loop per process. Throws std::system_error.
    EventLoop(LoopOptions options, LoopHandlers handlers);

    /// Gives the signals and SIGALRM back.
    ~EventLoop();

    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    /// Serves a source until it is removed; it must live as long. Neither may be called from
    /// within a drain.
    void add(EventSource& source);
    void remove(EventSource& source);

    /// Serves everything until stop() or until a signal says so. Throws what handlers and sources
    /// throw.
    void run();

    /// Ends run() after the turn under way.
    void stop() { stopping_ = true; }

    /// Periods that passed without a tick of their own since construction.
    [[nodiscard]] std::uint64_t missed_ticks() const { return missed_ticks_; }

private:
    struct Parts;

    void wait();
    [[nodiscard]] bool has_news(std::size_t descriptor) const;
    void find_due();
    void drain(const std::vector<EventSource*>& sources, Instant now);
    void wake_up(Instant now);
    void tick(Instant now);
    void take_signals();

    LoopHandlers handlers_;
    std::vector<EventSource*> sources_;
    std::unique_ptr<Parts> parts_;
    std::uint64_t missed_ticks_ = 0;
    bool stopping_ = false;
};

}  // namespace aggregator::app
