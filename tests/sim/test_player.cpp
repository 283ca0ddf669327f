#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "sim/player.hpp"

namespace aggregator::sim {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Seconds operator""_s(unsigned long long seconds) {
    return Seconds{static_cast<double>(seconds)};
}

Recording recording_of(const std::vector<double>& times) {
    Recording recording{.service = "a.b", .start = {{"/Soc", 0.0, ""}}, .changes = {}};
    for (const double at : times) {
        recording.changes.push_back({Seconds{at}, {"/Soc", at, ""}});
    }
    return recording;
}

std::vector<double> times_of(const Player::Step& step) {
    std::vector<double> times;
    for (const RecordedChange& change : step.changes) {
        times.push_back(change.at.count());
    }
    return times;
}

TEST(RecordingPlayer, HandsOutChangesWhenTheyAreDue) {
    const Recording recording = recording_of({0.0, 1.0, 1.0, 3.0});
    Player player{recording};
    EXPECT_THAT(times_of(player.advance(0_s)), ElementsAre(0.0));
    EXPECT_THAT(times_of(player.advance(Seconds{0.9})), IsEmpty());
    EXPECT_THAT(times_of(player.advance(1_s)), ElementsAre(1.0, 1.0));
    EXPECT_THAT(times_of(player.advance(2_s)), IsEmpty());
    EXPECT_THAT(times_of(player.advance(3_s)), ElementsAre(3.0));
}

TEST(RecordingPlayer, StartsAgainASecondAfterTheLastChange) {
    const Recording recording = recording_of({1.0, 3.0});
    Player player{recording};
    EXPECT_THAT(times_of(player.advance(Seconds{3.9})), ElementsAre(1.0, 3.0));
    const auto again = player.advance(4_s);
    EXPECT_TRUE(again.restart);
    EXPECT_THAT(times_of(again), IsEmpty());
    const auto second = player.advance(5_s);
    EXPECT_FALSE(second.restart);
    EXPECT_THAT(times_of(second), ElementsAre(1.0));
    EXPECT_TRUE(player.advance(8_s).restart);
}

TEST(RecordingPlayer, LeavesOutRoundsThatPassedEntirely) {
    const Recording recording = recording_of({1.0, 3.0});
    Player player{recording};
    const auto step = player.advance(Seconds{4.0 * 1000 + 1.5});
    EXPECT_TRUE(step.restart);
    EXPECT_THAT(times_of(step), ElementsAre(1.0));
}

TEST(RecordingPlayer, NeverRestartsWhatDoesNotChange) {
    const Recording recording = recording_of({});
    Player player{recording};
    const auto step = player.advance(100_s);
    EXPECT_FALSE(step.restart);
    EXPECT_THAT(times_of(step), IsEmpty());
}

}  // namespace
}  // namespace aggregator::sim
