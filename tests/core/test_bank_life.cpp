#include <gtest/gtest.h>

#include "aggregator/core/bank_life.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::only;
using testing::pack;

const std::vector<Member> kAllFresh = bank_of({pack("A"), pack("B")});
const std::vector<Member> kOneSilent = bank_of({pack("A"), pack("B").silent(20.0)});
const std::vector<Member> kNoneFresh = bank_of({pack("A").silent(20.0), pack("B").silent(20.0)});
const std::vector<Member> kNoneSeen =
    bank_of({pack("A").state(PackState::waiting), pack("B").state(PackState::waiting)});
const std::vector<Member> kOneSeen = bank_of({pack("A"), pack("B").state(PackState::waiting)});

class BankLifeOverTime : public ::testing::Test {
protected:
    BankState step(const std::vector<Member>& members) {
        return life_.step(members, contradiction_, settings_, surroundings_, at(now_), events_);
    }
    BankState run(const std::vector<Member>& members, double seconds) {
        for (const double end = now_ + seconds; now_ < end;) {
            now_ += 1.0;
            step(members);
        }
        return life_.state();
    }
    bool contradiction_ = false;
    FailsafeSettings settings_{};
    Surroundings surroundings_{};
    BankLife life_;
    Events events_;
    double now_ = 0.0;
};

TEST_F(BankLifeOverTime, StartsAtOnceWhenEveryPackIsThere) {
    EXPECT_EQ(step(kAllFresh), BankState::run);
}

TEST_F(BankLifeOverTime, WaitsForAllServicesToBeAsked) {
    surroundings_.discovery_complete = false;
    EXPECT_EQ(run(kAllFresh, 59.0), BankState::starting);
    surroundings_.discovery_complete = true;
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, WaitsForMissingPacksNoLongerThanTheGrace) {
    step(kOneSeen);
    EXPECT_EQ(run(kOneSeen, 59.0), BankState::starting);
    EXPECT_EQ(run(kOneSeen, 1.0), BankState::degraded);
}

TEST_F(BankLifeOverTime, NeverStartsWithoutAPack) {
    EXPECT_EQ(run(kNoneSeen, 1000.0), BankState::starting);
    EXPECT_EQ(run({}, 1000.0), BankState::starting);
    EXPECT_TRUE(events_.empty());
}

TEST_F(BankLifeOverTime, DoesNotStartWithFewerPacksThanTheUserAsksFor) {
    settings_.min_packs = 2;
    EXPECT_EQ(run(kOneSeen, 1000.0), BankState::starting);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, DoesNotWaitForAnExcludedPack) {
    EXPECT_EQ(step(bank_of({pack("A"), pack("B").state(PackState::excluded)})), BankState::run);
}

TEST_F(BankLifeOverTime, StartsOnHoldWhenThePacksItSawAreSilentAgain) {
    run(kOneSeen, 10.0);
    EXPECT_EQ(run(kNoneFresh, 52.0), BankState::hold);
}

TEST_F(BankLifeOverTime, IsDegradedAtOnceWhenAPackFallsSilent) {
    step(kAllFresh);
    EXPECT_EQ(run(kOneSilent, 1.0), BankState::degraded);
}

TEST_F(BankLifeOverTime, IsWellAgainAfterFifteenGoodSeconds) {
    step(kAllFresh);
    run(kOneSilent, 10.0);
    EXPECT_EQ(run(kAllFresh, 15.0), BankState::degraded);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, HoldsForTwoMinutesWithoutAFreshPack) {
    step(kAllFresh);
    EXPECT_EQ(run(kNoneFresh, 1.0), BankState::hold);
    EXPECT_EQ(run(kNoneFresh, 119.0), BankState::hold);
    EXPECT_EQ(run(kNoneFresh, 1.0), BankState::zero);
}

TEST_F(BankLifeOverTime, HoldsNoMomentForPacksThatWereSilentTooLongBefore) {
    const auto long_silent = bank_of({pack("A").silent(135.0)});
    step(kAllFresh);
    EXPECT_EQ(step(long_silent), BankState::zero) << "a step that came late";
    life_ = {};
    life_.resume();
    EXPECT_EQ(step(long_silent), BankState::zero) << "a restart";
    life_ = {};
    life_.resume();
    EXPECT_EQ(step(bank_of({pack("A").silent(134.0)})), BankState::hold);
}

TEST_F(BankLifeOverTime, HoldsForHalfAMinuteWhenItIsNearlyEmpty) {
    for (const auto& low : {pack("A").soc(9.9), pack("A").cells(3.09, 3.2)}) {
        life_ = {};
        step(kAllFresh);
        const auto silent = bank_of({testing::PackOf{low}.silent(20.0)});
        EXPECT_EQ(run(silent, 30.0), BankState::hold);
        EXPECT_EQ(run(silent, 1.0), BankState::zero);
    }
}

TEST_F(BankLifeOverTime, HoldsForTwoMinutesWhenOnlyAnExcludedPackIsEmpty) {
    step(kAllFresh);
    const auto silent =
        bank_of({pack("A").silent(20.0), pack("B").soc(1.0).state(PackState::excluded)});
    EXPECT_EQ(run(silent, 100.0), BankState::hold);
}

TEST_F(BankLifeOverTime, HoldsNoLongerThanTheUserWants) {
    settings_.hold = Seconds{10.0};
    step(kAllFresh);
    const auto silent = bank_of({pack("A").soc(5.0).silent(20.0)});
    EXPECT_EQ(run(silent, 11.0), BankState::zero);
}

TEST_F(BankLifeOverTime, ReturnsFromHoldAfterFifteenGoodSeconds) {
    step(kAllFresh);
    run(kNoneFresh, 10.0);
    EXPECT_EQ(run(kAllFresh, 15.0), BankState::hold);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, DoesNotStopDischargingWhilePacksThatAreBackProveThemselves) {
    step(kAllFresh);
    run(kNoneFresh, 118.0);
    EXPECT_EQ(run(kAllFresh, 15.0), BankState::hold);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, ReturnsFromHoldWithThePacksThatAreThere) {
    step(kAllFresh);
    run(kNoneFresh, 10.0);
    EXPECT_EQ(run(kOneSilent, 16.0), BankState::degraded);
}

TEST_F(BankLifeOverTime, DoesNotProlongTheHoldForAPackThatFlickers) {
    step(kAllFresh);
    for (int i = 0; i < 12; ++i) {
        run(kNoneFresh, 1.0);
        run(kAllFresh, 9.0);
    }
    EXPECT_EQ(run(kNoneFresh, 2.0), BankState::zero);
}

TEST_F(BankLifeOverTime, LeavesTheBusOnlyWhenVenusNamesUs) {
    step(kAllFresh);
    EXPECT_EQ(run(kNoneFresh, 10000.0), BankState::zero);
    surroundings_.selected_as_bms = true;
    EXPECT_EQ(run(kNoneFresh, 1.0), BankState::off);
}

TEST_F(BankLifeOverTime, LeavesTheBusAfterFiveMinutesOfZero) {
    surroundings_.selected_as_bms = true;
    step(kAllFresh);
    run(kNoneFresh, 121.0);
    ASSERT_EQ(life_.state(), BankState::zero);
    EXPECT_EQ(run(kNoneFresh, 299.0), BankState::zero);
    EXPECT_EQ(run(kNoneFresh, 1.0), BankState::off);
    EXPECT_EQ(run(kNoneFresh, 10000.0), BankState::off);
}

TEST_F(BankLifeOverTime, ReturnsFromOffAfterFifteenGoodSeconds) {
    surroundings_.selected_as_bms = true;
    step(kAllFresh);
    run(kNoneFresh, 1000.0);
    EXPECT_EQ(run(kAllFresh, 15.0), BankState::off);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, StopsEverythingWhenThePacksContradictOneAnother) {
    step(kAllFresh);
    contradiction_ = true;
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::zero);
    EXPECT_EQ(run(kAllFresh, 1000.0), BankState::zero);
}

TEST_F(BankLifeOverTime, ReturnsFifteenGoodSecondsAfterAContradiction) {
    step(kAllFresh);
    contradiction_ = true;
    run(kAllFresh, 100.0);
    contradiction_ = false;
    EXPECT_EQ(run(kAllFresh, 15.0), BankState::zero);
    EXPECT_EQ(run(kAllFresh, 1.0), BankState::run);
}

TEST_F(BankLifeOverTime, DoesNotLeaveTheBusForAContradiction) {
    surroundings_.selected_as_bms = true;
    step(kAllFresh);
    contradiction_ = true;
    EXPECT_EQ(run(kAllFresh, 1000.0), BankState::zero);
    contradiction_ = false;
    EXPECT_EQ(run(kNoneFresh, 299.0), BankState::zero);
    EXPECT_EQ(run(kNoneFresh, 1.0), BankState::off);
}

TEST_F(BankLifeOverTime, ReportsEachTransitionOnce) {
    step(kAllFresh);
    run(kNoneFresh, 500.0);
    run(kAllFresh, 100.0);
    const auto changes = only<BankChanged>(events_);
    ASSERT_EQ(changes.size(), 4U);
    EXPECT_EQ(changes[0].from, BankState::starting);
    EXPECT_EQ(changes[1].to, BankState::hold);
    EXPECT_EQ(changes[2].to, BankState::zero);
    EXPECT_EQ(changes[3].to, BankState::run);
}

}  // namespace
}  // namespace aggregator
