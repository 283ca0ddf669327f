#include <gtest/gtest.h>

#include "sim/absence.hpp"

namespace aggregator::sim {
namespace {

using namespace std::chrono_literals;

constexpr Instant kStart = Instant{} + 1h;

TEST(PackAbsence, IsNoneUntilRequested) {
    Absence absence;
    EXPECT_EQ(absence.update(kStart), Presence::serving);
}

TEST(PackAbsence, LastsAsLongAsRequested) {
    Absence absence;
    absence.request(Presence::away, Seconds{5.0});
    EXPECT_EQ(absence.update(kStart), Presence::away);
    EXPECT_EQ(absence.update(kStart + 4900ms), Presence::away);
    EXPECT_EQ(absence.update(kStart + 5s), Presence::serving);
    EXPECT_EQ(absence.update(kStart + 6s), Presence::serving);
}

TEST(PackAbsence, CountsFromTheMomentItBegins) {
    Absence absence;
    (void)absence.update(kStart);
    absence.request(Presence::silent, Seconds{2.0});
    EXPECT_EQ(absence.update(kStart + 10s), Presence::silent);
    EXPECT_EQ(absence.update(kStart + 11s), Presence::silent);
    EXPECT_EQ(absence.update(kStart + 12s), Presence::serving);
}

TEST(PackAbsence, IsReplacedByANewerRequest) {
    Absence absence;
    absence.request(Presence::away, Seconds{60.0});
    EXPECT_EQ(absence.update(kStart), Presence::away);
    absence.request(Presence::silent, Seconds{1.0});
    EXPECT_EQ(absence.update(kStart + 1s), Presence::silent);
    EXPECT_EQ(absence.update(kStart + 2s), Presence::serving);
}

TEST(PackAbsence, IsEndedByARequestForNoTime) {
    Absence absence;
    absence.request(Presence::away, Seconds{60.0});
    EXPECT_EQ(absence.update(kStart), Presence::away);
    absence.request(Presence::away, Seconds{0.0});
    EXPECT_EQ(absence.update(kStart + 1s), Presence::serving);
}

}  // namespace
}  // namespace aggregator::sim
