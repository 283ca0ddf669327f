#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "aggregator/app/event_loop.hpp"

namespace aggregator::app {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// Bytes in a pipe stand for messages.
class PipeSource : public EventSource {
public:
    PipeSource() {
        if (pipe(ends_.data()) != 0) {
            throw std::runtime_error("no pipe");
        }
    }
    ~PipeSource() override {
        close(ends_[0]);
        close(ends_[1]);
    }

    void send() const { ASSERT_EQ(write(ends_[1], "x", 1), 1); }

    [[nodiscard]] PollRequest poll_request() const override {
        ++waits;
        return {.fd = ends_[0], .events = POLLIN, .timeout = timeout};
    }

    void drain() override {
        ++drains;
        pollfd readable{ends_[0], POLLIN, 0};
        while (poll(&readable, 1, 0) == 1) {
            char byte = 0;
            received += static_cast<int>(read(ends_[0], &byte, 1));
        }
    }

    std::optional<std::chrono::milliseconds> timeout{};
    mutable int waits = 0;
    int drains = 0;
    int received = 0;

private:
    std::array<int, 2> ends_{};
};

constexpr LoopOptions kFastTicks{.tick_period = 5ms};
constexpr LoopOptions kNoTicks{.tick_period = {}};

TEST(EventLoop, TicksUntilStopped) {
    int ticks = 0;
    EventLoop* running = nullptr;
    EventLoop loop{kFastTicks, {.on_tick = [&](Instant) {
                       if (++ticks == 3) {
                           running->stop();
                       }
                   }}};
    running = &loop;
    loop.run();
    EXPECT_EQ(ticks, 3);
}

TEST(EventLoop, GivesTicksTheTimeOfTheirWakeUp) {
    Instant woken{};
    Instant ticked{};
    EventLoop* running = nullptr;
    EventLoop loop{kFastTicks,
                   {.on_wakeup = [&](Instant now) { woken = now; },
                    .on_tick =
                        [&](Instant now) {
                            ticked = now;
                            EXPECT_EQ(woken, now);
                            running->stop();
                        }}};
    running = &loop;
    const Instant before = std::chrono::steady_clock::now();
    loop.run();
    EXPECT_GE(ticked, before);
    EXPECT_LE(ticked, std::chrono::steady_clock::now());
}

TEST(EventLoop, CountsMissedTicksInsteadOfReplayingThem) {
    int ticks = 0;
    EventLoop* running = nullptr;
    EventLoop loop{kFastTicks, {.on_tick = [&](Instant now) {
                       ++ticks;
                       while (std::chrono::steady_clock::now() < now + 30ms && ticks == 1) {
                       }
                       if (ticks == 2) {
                           running->stop();
                       }
                   }}};
    running = &loop;
    loop.run();
    EXPECT_EQ(ticks, 2);
    EXPECT_GE(running->missed_ticks(), 4U);
}

TEST(EventLoop, DrainsASourceThatHasData) {
    PipeSource source;
    EventLoop* running = nullptr;
    EventLoop loop{kNoTicks, {.on_wakeup = [&](Instant) {
                       if (source.received == 0) {
                           source.send();
                       } else {
                           running->stop();
                       }
                   }}};
    running = &loop;
    loop.add(source);
    loop.run();
    EXPECT_EQ(source.received, 1);
}

TEST(EventLoop, DrainsAtOnceWhatAHandlerLeftBehind) {
    PipeSource source;
    PipeSource talker;
    EventLoop* running = nullptr;
    int ticks = 0;
    const auto tick = [&](Instant) {
        // As a bus does whose messages were received during a call.
        source.timeout = 0ms;
        source.drains = 0;
        talker.send();
        ++ticks;
    };
    const auto wake_up = [&](Instant) {
        if (ticks == 0 || source.drains == 0) return;
        source.timeout.reset();
        running->stop();
    };
    EventLoop loop{{.tick_period = 50ms}, {.on_wakeup = wake_up, .on_tick = tick}};
    running = &loop;
    loop.add(source);
    loop.add(talker);
    loop.run();
    EXPECT_EQ(ticks, 1);
    EXPECT_EQ(source.drains, 1);
}

TEST(EventLoop, WakesUpAfterASignal) {
    bool signalled = false;
    EventLoop* running = nullptr;
    EventLoop loop{kNoTicks,
                   {.on_wakeup =
                        [&](Instant) {
                            if (signalled) running->stop();
                        },
                    .on_signal =
                        [&](int) {
                            signalled = true;
                            return Verdict::go_on;
                        }}};
    running = &loop;
    std::raise(SIGHUP);
    loop.run();
    EXPECT_TRUE(signalled);
}

TEST(EventLoop, LetsASourceBeThatHasNothingToSay) {
    PipeSource quiet;
    PipeSource talker;
    EventLoop* running = nullptr;
    int ticks = 0;
    EventLoop loop{kFastTicks, {.on_tick = [&](Instant) {
                       talker.send();
                       if (++ticks == 4) running->stop();
                   }}};
    running = &loop;
    loop.add(quiet);
    loop.add(talker);
    loop.run();
    EXPECT_EQ(talker.received, 3);
    EXPECT_EQ(quiet.drains, 1) << "before the first wait only";
}

TEST(EventLoop, DrainsOnceForWhatASourceHas) {
    PipeSource source;
    EventLoop* running = nullptr;
    EventLoop loop{kNoTicks, {.on_wakeup = [&](Instant) {
                       source.send();
                       if (source.received == 4) running->stop();
                   }}};
    running = &loop;
    loop.add(source);
    loop.run();
    EXPECT_EQ(source.waits, 4);
    EXPECT_EQ(source.drains, 5) << "and once before the first wait";
}

TEST(EventLoop, WakesWhenASourceAsksForIt) {
    PipeSource source;
    source.timeout = 0ms;
    EventLoop* running = nullptr;
    EventLoop loop{kNoTicks, {.on_wakeup = [&](Instant) {
                       if (source.drains >= 4) {
                           running->stop();
                       }
                   }}};
    running = &loop;
    loop.add(source);
    loop.run();
    EXPECT_GE(source.drains, 4);
}

/// Only time, no descriptor.
class Timeout : public EventSource {
public:
    [[nodiscard]] PollRequest poll_request() const override { return {.timeout = 1ms}; }
    void drain() override { ++drains; }

    int drains = 0;
};

TEST(EventLoop, WakesForASourceWithoutADescriptor) {
    Timeout source;
    EventLoop* running = nullptr;
    int enough = 4;
    EventLoop loop{kNoTicks, {.on_wakeup = [&](Instant) {
                       if (source.drains >= enough) running->stop();
                   }}};
    running = &loop;
    loop.add(source);
    loop.run();
    enough = 8;
    rlimit descriptors{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &descriptors), 0);
    rlimit few = descriptors;
    few.rlim_cur = 2;  // The timer's and the signals': poll(2) takes no more entries than that.
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &few), 0);
    EXPECT_NO_THROW(loop.run());
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &descriptors), 0);
}

TEST(EventLoop, ForgetsARemovedSource) {
    PipeSource source;
    EventLoop* running = nullptr;
    EventLoop loop{kFastTicks, {.on_tick = [&](Instant) { running->stop(); }}};
    running = &loop;
    loop.add(source);
    loop.remove(source);
    source.send();
    loop.run();
    EXPECT_EQ(source.drains, 0);
}

TEST(EventLoop, LetsTheHandlerDecideOnSignals) {
    std::vector<int> signals;
    EventLoop loop{kNoTicks, {.on_signal = [&](int signo) {
                       signals.push_back(signo);
                       return signo == SIGTERM ? Verdict::stop : Verdict::go_on;
                   }}};
    std::raise(SIGHUP);
    std::raise(SIGTERM);
    loop.run();
    EXPECT_THAT(signals, ElementsAre(SIGHUP, SIGTERM));
}

TEST(EventLoop, StopsOnASignalWithoutAHandler) {
    EventLoop loop{kNoTicks, {}};
    std::raise(SIGINT);
    loop.run();
}

TEST(EventLoop, PassesOnWhatAHandlerThrows) {
    EventLoop loop{kFastTicks, {.on_tick = [](Instant) { throw std::runtime_error("lost"); }}};
    EXPECT_THROW(loop.run(), std::runtime_error);
}

TEST(EventLoop, GivesTheSignalsBackWhenItEnds) {
    sigset_t before;
    sigset_t after;
    sigprocmask(SIG_BLOCK, nullptr, &before);
    {
        const EventLoop loop{kNoTicks, {}};
        sigprocmask(SIG_BLOCK, nullptr, &after);
        EXPECT_EQ(sigismember(&after, SIGTERM), 1);
    }
    sigprocmask(SIG_BLOCK, nullptr, &after);
    EXPECT_EQ(sigismember(&after, SIGTERM), sigismember(&before, SIGTERM));
}

[[noreturn]] void stall() {
    const LoopOptions options{.tick_period = 5ms, .stall_limit = 1s};
    EventLoop loop{options, {.on_tick = [](Instant) {
                       while (true) {
                           pause();
                       }
                   }}};
    std::signal(SIGTERM, SIG_IGN);
    loop.run();
    std::exit(0);
}

TEST(EventLoopDeathTest, IsEndedByTheKernelWhenATurnStalls) {
    EXPECT_EXIT(stall(), testing::KilledBySignal(SIGALRM), "");
}

[[noreturn]] void idle_for(std::chrono::milliseconds duration) {
    const LoopOptions options{.tick_period = duration, .stall_limit = 1s};
    EventLoop* running = nullptr;
    EventLoop loop{options, {.on_tick = [&](Instant) { running->stop(); }}};
    running = &loop;
    loop.run();
    std::exit(0);
}

TEST(EventLoopDeathTest, IsNotTakenForStalledWhileIdle) {
    EXPECT_EXIT(idle_for(1500ms), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace aggregator::app
