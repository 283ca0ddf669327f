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

}  // namespace

struct EventLoop::Parts {
    explicit Parts(const LoopOptions& options)
        : timer(options.tick_period), watchdog(options.stall_limit) {}

    SignalQueue signals;
    PeriodicTimer timer;
    StallWatchdog watchdog;
    std::vector<pollfd> polled{};
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

void EventLoop::set_tick_period(std::chrono::milliseconds period) {
    parts_->timer.start(period);
}

void EventLoop::run() {
    stopping_ = false;
    drain(std::chrono::steady_clock::now());
    while (!stopping_) {
        wait();
        parts_->watchdog.feed();
        const Instant now = std::chrono::steady_clock::now();
        drain(now);
        if (has_news(kTimer)) tick(now);
        if (has_news(kSignals)) take_signals();
        // Their handlers may have sent calls and, in doing so, received messages.
        if (has_news(kTimer) || has_news(kSignals)) drain(now);
    }
}

void EventLoop::drain(Instant now) {
    if (handlers_.before_drain) {
        handlers_.before_drain(now);
    }
    for (EventSource* source : sources_) {
        source->drain();
    }
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
    polled = {{parts_->timer.fd(), POLLIN, 0}, {parts_->signals.fd(), POLLIN, 0}};
    auto timeout = parts_->watchdog.longest_sleep();
    for (const EventSource* source : sources_) {
        const PollRequest request = source->poll_request();
        if (request.fd >= 0) polled.push_back({request.fd, request.events, 0});
        timeout = std::min(timeout, request.timeout.value_or(timeout));
    }
    const int ready = poll(polled.data(), polled.size(), static_cast<int>(timeout.count()));
    if (ready < 0 && errno != EINTR) {
        throw std::system_error(errno, std::generic_category(), "poll");
    }
}

}  // namespace aggregator::app
