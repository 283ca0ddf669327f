#include <gtest/gtest.h>

#include "aggregator/core/freeze_watch.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;

const AmpHours kCapacity{100.0};
const Others kBefore{Volts{53.0}, Amps{20.0}};
const Others kAfterVoltageMoved{Volts{53.0 * 1.0041}, Amps{20.0}};
const Others kAfterCurrentMoved{Volts{53.0}, Amps{31.0}};

/// True when a pack that stands still is called frozen after `seconds`, the others having moved at
/// once.
bool frozen_after(double seconds, double pack_amps, const Others& moved) {
    FreezeWatch watch;
    const Battery still = pack("A").amps(pack_amps).battery();
    watch.step(still, kBefore, kCapacity, at(0.0));
    watch.step(still, moved, kCapacity, at(1.0));
    return watch.step(still, moved, kCapacity, at(seconds));
}

TEST(FreezeWatch, FindsAPackUnderLoadAfterAMinute) {
    EXPECT_FALSE(frozen_after(59.0, 10.0, kAfterVoltageMoved));
    EXPECT_TRUE(frozen_after(60.0, 10.0, kAfterVoltageMoved));
}

TEST(FreezeWatch, FindsAPackAtRestAfterTwoMinutes) {
    EXPECT_FALSE(frozen_after(119.0, 1.9, kAfterVoltageMoved));
    EXPECT_TRUE(frozen_after(120.0, 1.9, kAfterVoltageMoved));
}

TEST(FreezeWatch, TakesAMoveOfTheOthersCurrentForEvidence) {
    EXPECT_TRUE(frozen_after(60.0, 10.0, kAfterCurrentMoved));
}

TEST(FreezeWatch, AccusesNobodyInABankAtRest) {
    EXPECT_FALSE(frozen_after(100000.0, 0.0, kBefore));
    EXPECT_FALSE(frozen_after(100000.0, 10.0, kBefore));
}

TEST(FreezeWatch, AccusesNobodyWithoutOthers) {
    EXPECT_FALSE(frozen_after(100000.0, 10.0, Others{}));
}

TEST(FreezeWatch, FindsAPackThatStoodStillBeforeTheOthersWereKnown) {
    FreezeWatch watch;
    const Battery still = pack("A").amps(10.0).battery();
    watch.step(still, Others{}, kCapacity, at(0.0));
    watch.step(still, kBefore, kCapacity, at(1.0));
    watch.step(still, kAfterVoltageMoved, kCapacity, at(2.0));
    EXPECT_TRUE(watch.step(still, kAfterVoltageMoved, kCapacity, at(61.0)));
}

TEST(FreezeWatch, RemembersThatTheOthersMovedEvenIfTheyCameBack) {
    FreezeWatch watch;
    const Battery still = pack("A").amps(10.0).battery();
    watch.step(still, kBefore, kCapacity, at(0.0));
    watch.step(still, kAfterVoltageMoved, kCapacity, at(30.0));
    EXPECT_TRUE(watch.step(still, kBefore, kCapacity, at(60.0)));
}

TEST(FreezeWatch, BeginsAnewWithEveryChangeOfTheFingerprint) {
    for (const auto& change : std::vector<testing::PackOf>{
             pack("A").amps(10.0).volts(53.01), pack("A").amps(10.1),
             pack("A").amps(10.0).cells(3.311, 3.32), pack("A").amps(10.0).cells(3.31, 3.321)}) {
        FreezeWatch watch;
        const Battery still = pack("A").amps(10.0).battery();
        watch.step(still, kBefore, kCapacity, at(0.0));
        watch.step(still, kAfterVoltageMoved, kCapacity, at(30.0));
        EXPECT_FALSE(watch.step(change.battery(), kAfterVoltageMoved, kCapacity, at(60.0)));
        EXPECT_FALSE(watch.step(change.battery(), kAfterVoltageMoved, kCapacity, at(130.0)));
    }
}

TEST(FreezeWatch, DoesNotCountASocThatStandsStill) {
    FreezeWatch watch;
    watch.step(pack("A").amps(10.0).battery(), kBefore, kCapacity, at(0.0));
    watch.step(pack("A").amps(10.2).battery(), kAfterVoltageMoved, kCapacity, at(59.0));
    EXPECT_FALSE(
        watch.step(pack("A").amps(10.0).battery(), kAfterVoltageMoved, kCapacity, at(60.0)));
}

}  // namespace
}  // namespace aggregator
