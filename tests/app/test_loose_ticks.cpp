/// Ticks that ride along with wake-ups.

#include <gtest/gtest.h>

#include <algorithm>

#include "aggregator/app/loose_ticks.hpp"

namespace aggregator::app {
namespace {

using namespace std::chrono_literals;

constexpr Seconds kPeriod{1.0};
constexpr Instant kBegin{100s};

/// What comes in the last of ten minutes, when packs speak every `apart` from `first` on and the
/// ticks are woken when they ask for it.
struct Minute {
    int wakeups = 0;
    int ticks = 0;
    Seconds longest{};
};

Minute last_minute_of(std::chrono::milliseconds first, std::chrono::milliseconds apart) {
    LooseTicks ticks{kPeriod, kBegin};
    Minute minute;
    Instant message = kBegin + first;
    Instant last_tick = kBegin;
    for (;;) {
        const Instant now = std::min(message, ticks.at_latest());
        if (now >= kBegin + 10min) return minute;
        if (now == message) message += apart;
        const bool ticked = ticks.take(now);
        if (now >= kBegin + 9min) {
            ++minute.wakeups;
            minute.ticks += ticked ? 1 : 0;
            minute.longest = std::max<Seconds>(minute.longest, now - last_tick);
        }
        if (ticked) last_tick = now;
    }
}

TEST(LooseTicks, ComeWithAWakeUpThatIsNearlyDue) {
    LooseTicks ticks{kPeriod, kBegin};
    EXPECT_FALSE(ticks.take(kBegin + 874ms));
    EXPECT_TRUE(ticks.take(kBegin + 875ms));
    EXPECT_FALSE(ticks.take(kBegin + 876ms)) << "taken";
    EXPECT_TRUE(ticks.take(kBegin + 1750ms));
}

TEST(LooseTicks, AskForAWakeUpOfTheirOwnOnlyWhenOverdue) {
    LooseTicks ticks{kPeriod, kBegin};
    EXPECT_EQ(ticks.at_latest(), kBegin + 1125ms);
    EXPECT_TRUE(ticks.take(ticks.at_latest()));
    EXPECT_EQ(ticks.at_latest(), kBegin + 2250ms);
}

TEST(LooseTicks, DoNotMakeUpForWhatWasMissed) {
    LooseTicks ticks{kPeriod, kBegin};
    EXPECT_TRUE(ticks.take(kBegin + 30s));
    EXPECT_FALSE(ticks.take(kBegin + 30s));
    EXPECT_EQ(ticks.at_latest(), kBegin + 31125ms);
}

TEST(LooseTicks, TakeANewPeriod) {
    LooseTicks ticks{kPeriod, kBegin};
    ticks.set_period(Seconds{0.1});
    EXPECT_TRUE(ticks.take(kBegin + 100ms));
    EXPECT_EQ(ticks.at_latest(), kBegin + 212500us);
}

TEST(LooseTicks, FallInWithPacksThatSpeakOnceASecondWheneverTheyBegan) {
    for (auto first = 0ms; first < 1000ms; first += 50ms) {
        const Minute minute = last_minute_of(first, 1000ms);
        EXPECT_EQ(minute.wakeups, 60) << first.count();
        EXPECT_EQ(minute.ticks, 60) << first.count();
    }
}

/// Nobody waits longer for them, whatever the packs do.
TEST(LooseTicks, AreNeverLaterThanAnEighth) {
    for (auto apart = 10ms; apart < 5s; apart += 37ms) {
        const Minute minute = last_minute_of(0ms, apart);
        EXPECT_LE(minute.longest, Seconds{1.125}) << apart.count();
        EXPECT_GE(minute.ticks, 53) << apart.count();
        EXPECT_LE(minute.ticks, 69) << apart.count();
    }
}

}  // namespace
}  // namespace aggregator::app
