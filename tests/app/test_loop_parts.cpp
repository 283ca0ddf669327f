#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>

#include "app/loop_parts.hpp"

namespace aggregator::app {
namespace {

using namespace std::chrono_literals;

bool becomes_readable(int fd, std::chrono::milliseconds deadline) {
    pollfd waiting{fd, POLLIN, 0};
    return poll(&waiting, 1, static_cast<int>(deadline.count())) == 1;
}

TEST(PeriodicTimer, ExpiresOncePerPeriod) {
    PeriodicTimer timer{5ms};
    EXPECT_EQ(timer.take_expiries(), 0U);
    ASSERT_TRUE(becomes_readable(timer.fd(), 5s));
    EXPECT_GE(timer.take_expiries(), 1U);
    ASSERT_TRUE(becomes_readable(timer.fd(), 5s));
}

TEST(PeriodicTimer, KeepsToItsSchedule) {
    const auto start = std::chrono::steady_clock::now();
    PeriodicTimer timer{5ms};
    std::uint64_t expiries = 0;
    while (expiries < 10) {
        ASSERT_TRUE(becomes_readable(timer.fd(), 5s));
        expiries += timer.take_expiries();
    }
    EXPECT_GE(std::chrono::steady_clock::now() - start, expiries * 5ms);
}

TEST(PeriodicTimer, IsSilentWithoutAPeriod) {
    PeriodicTimer timer{std::nullopt};
    EXPECT_FALSE(becomes_readable(timer.fd(), 20ms));
}

TEST(SignalQueue, HandsOutWhatCame) {
    SignalQueue queue;
    EXPECT_EQ(queue.take(), std::nullopt);
    std::raise(SIGTERM);
    ASSERT_TRUE(becomes_readable(queue.fd(), 5s));
    EXPECT_EQ(queue.take(), SIGTERM);
    EXPECT_EQ(queue.take(), std::nullopt);
}

TEST(StallWatchdog, LeavesMuchTimeToSpare) {
    StallWatchdog watchdog{15s};
    EXPECT_EQ(watchdog.longest_sleep(), 5s);
}

TEST(StallWatchdog, IsOffWhenItIsGone) {
    { const StallWatchdog watchdog{15s}; }
    EXPECT_EQ(alarm(0), 0U);
}

TEST(StallWatchdog, WorksWhereAParentIgnoredTheSignal) {
    std::signal(SIGALRM, SIG_IGN);
    const StallWatchdog watchdog{15s};
    EXPECT_EQ(std::signal(SIGALRM, SIG_DFL), SIG_DFL);
}

TEST(FileDescriptor, SaysWhatCouldNotBeOpened) {
    errno = EMFILE;
    try {
        const FileDescriptor none{-1, "timer"};
        FAIL() << "no error";
    } catch (const std::system_error& error) {
        EXPECT_EQ(error.code().value(), EMFILE);
        EXPECT_NE(std::string{error.what()}.find("timer"), std::string::npos);
    }
}

}  // namespace
}  // namespace aggregator::app
