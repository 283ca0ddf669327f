#include "app/loop_parts.hpp"

#include <sys/time.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <ctime>

namespace aggregator::app {
namespace {

constexpr long kNanosecondsPerSecond = 1'000'000'000;

timespec to_timespec(std::chrono::nanoseconds duration) {
    return {.tv_sec = static_cast<time_t>(duration.count() / kNanosecondsPerSecond),
            .tv_nsec = static_cast<long>(duration.count() % kNanosecondsPerSecond)};
}

sigset_t handled_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    return signals;
}

int block_and_open(sigset_t* before) {
    const sigset_t signals = handled_signals();
    sigprocmask(SIG_BLOCK, &signals, before);
    return signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
}

}  // namespace

PeriodicTimer::PeriodicTimer(std::optional<std::chrono::milliseconds> period)
    : fd_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC), "timer") {
    if (period) start(*period);
}

void PeriodicTimer::start(std::chrono::milliseconds period) {
    const auto first = std::chrono::steady_clock::now().time_since_epoch() + period;
    const itimerspec schedule{.it_interval = to_timespec(period), .it_value = to_timespec(first)};
    if (timerfd_settime(fd_.get(), TFD_TIMER_ABSTIME, &schedule, nullptr) != 0) {
        throw std::system_error(errno, std::generic_category(), "timer");
    }
}

std::uint64_t PeriodicTimer::take_expiries() {
    std::uint64_t expiries = 0;
    const auto size = read(fd_.get(), &expiries, sizeof expiries);
    return size == sizeof expiries ? expiries : 0;
}

SignalQueue::SignalQueue() : fd_(block_and_open(&before_), "signals") {}

SignalQueue::~SignalQueue() {
    sigprocmask(SIG_SETMASK, &before_, nullptr);
}

std::optional<int> SignalQueue::take() {
    signalfd_siginfo info{};
    if (read(fd_.get(), &info, sizeof info) != sizeof info) {
        return std::nullopt;
    }
    return static_cast<int>(info.ssi_signo);
}

StallWatchdog::StallWatchdog(std::chrono::seconds limit) : limit_(limit) {
    // Both can be inherited from a parent that ignores or blocks the signal.
    std::signal(SIGALRM, SIG_DFL);
    sigset_t alarm_only;
    sigemptyset(&alarm_only);
    sigaddset(&alarm_only, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarm_only, nullptr);
    feed();
}

StallWatchdog::~StallWatchdog() {
    alarm(0);
}

void StallWatchdog::feed() {
    alarm(static_cast<unsigned>(std::chrono::duration_cast<std::chrono::seconds>(limit_).count()));
}

}  // namespace aggregator::app
