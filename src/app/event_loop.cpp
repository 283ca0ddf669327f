#include "aggregator/app/event_loop.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "app/loop_parts.hpp"

namespace aggregator::app {

namespace {

/// Where they are among the descriptors that are polled.
constexpr std::size_t kTimer = 0;
constexpr std::size_t kSignals = 1;
constexpr std::size_t kFirstSource = 2;

using namespace std::chrono_literals;

}  // namespace

struct EventLoop::Parts {
    explicit Parts(const LoopOptions& options)
        : timer(options.tick_period), watchdog(options.stall_limit) {}

    SignalQueue signals;
    PeriodicTimer timer;
    StallWatchdog watchdog;
    std::vector<pollfd> polled{};
    std::vector<PollRequest> requests{};  ///< Of the sources, in their order.
    std::vector<EventSource*> due{};      ///< The sources to drain in this turn.
};

EventLoop::EventLoop(LoopOptions options, LoopHandlers handlers)
    : handlers_(std::move(handlers)), parts_(std::make_unique<Parts>(options)) {}

EventLoop::~EventLoop() = default;

void EventLoop::add(EventSource& source) {
    sources_.push_back(&source);
}

void EventLoop::remove(EventSource& source) {
    std::erase(sources_, &source);
}

void EventLoop::run() {
    stopping_ = false;
    drain(sources_, std::chrono::steady_clock::now());
    while (!stopping_) {
        wait();
        parts_->watchdog.feed();
        const Instant now = std::chrono::steady_clock::now();
        drain(parts_->due, now);
        if (has_news(kTimer)) tick(now);
        if (has_news(kSignals)) take_signals();
        // What they changed must not wait for the next message.
        if (has_news(kTimer) || has_news(kSignals)) wake_up(now);
    }
}

void EventLoop::drain(const std::vector<EventSource*>& sources, Instant now) {
    if (handlers_.before_drain) {
        handlers_.before_drain(now);
    }
    for (EventSource* source : sources) {
        source->drain();
    }
    wake_up(now);
}

void EventLoop::wake_up(Instant now) {
    if (handlers_.on_wakeup) {
        handlers_.on_wakeup(now);
    }
}

void EventLoop::tick(Instant now) {
    const std::uint64_t expiries = parts_->timer.take_expiries();
    if (expiries == 0) {
        return;
    }
    missed_ticks_ += expiries - 1;
    if (handlers_.on_tick) {
        handlers_.on_tick(now);
    }
}

void EventLoop::take_signals() {
    while (const auto signo = parts_->signals.take()) {
        if (!handlers_.on_signal || handlers_.on_signal(*signo) == Verdict::stop) {
            stopping_ = true;
        }
    }
}

bool EventLoop::has_news(std::size_t descriptor) const {
    return parts_->polled[descriptor].revents != 0;
}

void EventLoop::wait() {
    auto& polled = parts_->polled;
    auto& requests = parts_->requests;
    polled = {{parts_->timer.fd(), POLLIN, 0}, {parts_->signals.fd(), POLLIN, 0}};
    requests.clear();
    auto timeout = parts_->watchdog.longest_sleep();
    for (const EventSource* source : sources_) {
        const PollRequest& request = requests.emplace_back(source->poll_request());
        if (request.fd >= 0) polled.push_back({request.fd, request.events, 0});
        timeout = std::min(timeout, request.timeout.value_or(timeout));
    }
    const int ready = poll(polled.data(), polled.size(), static_cast<int>(timeout.count()));
    if (ready < 0 && errno != EINTR) {
        throw std::system_error(errno, std::generic_category(), "poll");
    }
    if (ready <= 0) {
        parts_->due = sources_;
    } else {
        find_due();
    }
}

void EventLoop::find_due() {
    parts_->due.clear();
    auto next_polled = kFirstSource;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
        const PollRequest& request = parts_->requests[i];
        const bool spoke = request.fd < 0 || has_news(next_polled++);
        if (spoke || request.timeout == 0ms) parts_->due.push_back(sources_[i]);
    }
}

}  // namespace aggregator::app
