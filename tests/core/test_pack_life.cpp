#include <gtest/gtest.h>

#include "aggregator/core/pack_life.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;

/// A pack with the default times, told second by second what speaks against it.
class PackLifeOverTime : public ::testing::Test {
protected:
    PackState step(Fault fault, Arrival arrival = Arrival::found) {
        if (fault == Fault::none) heard_ = now_;
        return life_.step(fault, arrival, at(heard_), at(now_));
    }
    PackState run(Fault fault, double seconds, Arrival arrival = Arrival::found) {
        for (const double end = now_ + seconds; now_ < end;) {
            now_ += 1.0;
            step(fault, arrival);
        }
        return life_.state();
    }
    /// Seconds of good data until the pack is online.
    double proof() {
        const double begin = now_;
        while (step(Fault::none, Arrival::appeared) != PackState::online) now_ += 1.0;
        return now_ - begin;
    }

    PackLife life_{FailsafeSettings{}};
    double now_ = 0.0;
    double heard_ = 0.0;
};

TEST_F(PackLifeOverTime, WaitsUntilItIsSeen) {
    EXPECT_EQ(run(Fault::gone, 1000.0), PackState::waiting);
    EXPECT_FALSE(life_.silence(at(now_)));
}

TEST_F(PackLifeOverTime, BelievesAtOnceAPackThatWasThereBeforeUs) {
    EXPECT_EQ(step(Fault::none, Arrival::found), PackState::online);
    EXPECT_EQ(life_.silence(at(0.0)), Seconds{0.0});
}

TEST_F(PackLifeOverTime, BelievesAPackThatAppearedAfterThreeSeconds) {
    EXPECT_DOUBLE_EQ(proof(), 3.0);
}

TEST_F(PackLifeOverTime, ProofBeginsAnewWithEveryFault) {
    run(Fault::none, 2.0, Arrival::appeared);
    run(Fault::no_measurement, 1.0, Arrival::appeared);
    now_ += 1.0;
    EXPECT_DOUBLE_EQ(proof(), 3.0);
}

TEST_F(PackLifeOverTime, BecomesStaleAtTheFirstDoubt) {
    for (const Fault fault : {Fault::gone, Fault::disconnected, Fault::silent,
                              Fault::no_measurement, Fault::modules_offline, Fault::frozen}) {
        PackLife life{FailsafeSettings{}};
        life.step(Fault::none, Arrival::found, at(0.0), at(0.0));
        EXPECT_EQ(life.step(fault, Arrival::found, at(0.0), at(1.0)), PackState::stale);
        EXPECT_EQ(life.fault(), fault);
    }
}

TEST_F(PackLifeOverTime, ReturnsFromStaleAfterFiveSeconds) {
    step(Fault::none);
    run(Fault::no_measurement, 20.0);
    EXPECT_DOUBLE_EQ(proof(), 5.0);
}

TEST_F(PackLifeOverTime, IsLostAMinuteAfterTheLastGoodData) {
    step(Fault::none);
    EXPECT_EQ(run(Fault::gone, 59.0), PackState::stale);
    EXPECT_EQ(run(Fault::gone, 1.0), PackState::lost);
}

TEST_F(PackLifeOverTime, ReturnsFromLostAfterFifteenSeconds) {
    step(Fault::none);
    run(Fault::gone, 100.0);
    EXPECT_DOUBLE_EQ(proof(), 15.0);
}

TEST_F(PackLifeOverTime, StaysLostWhileItProvesItself) {
    step(Fault::none);
    run(Fault::gone, 100.0);
    EXPECT_EQ(run(Fault::none, 10.0), PackState::lost);
    EXPECT_EQ(life_.fault(), Fault::none);
    EXPECT_GT(*life_.silence(at(now_)), Seconds{100.0});
}

TEST_F(PackLifeOverTime, ForgivesNonsenseForFiveSeconds) {
    step(Fault::none);
    EXPECT_EQ(run(Fault::implausible, 5.0), PackState::online);
    EXPECT_EQ(run(Fault::implausible, 1.0), PackState::invalid);
}

TEST_F(PackLifeOverTime, ForgivesNoNonsenseFromAPackThatIsNotOnline) {
    EXPECT_EQ(step(Fault::implausible), PackState::waiting);
    now_ = 1.0;
    step(Fault::none);
    run(Fault::no_measurement, 1.0);
    EXPECT_EQ(run(Fault::implausible, 1.0), PackState::invalid);
}

TEST_F(PackLifeOverTime, ReturnsFromInvalidAfterThirtySeconds) {
    step(Fault::none);
    run(Fault::implausible, 10.0);
    now_ += 1.0;
    EXPECT_DOUBLE_EQ(proof(), 30.0);
}

TEST_F(PackLifeOverTime, StaysInvalidWhenItThenFallsSilent) {
    step(Fault::none);
    run(Fault::implausible, 10.0);
    EXPECT_EQ(run(Fault::gone, 10.0), PackState::invalid);
}

TEST_F(PackLifeOverTime, IsLostWhenItSendsNonsenseForAMinute) {
    step(Fault::none);
    EXPECT_EQ(run(Fault::implausible, 59.0), PackState::invalid);
    EXPECT_EQ(run(Fault::implausible, 1.0), PackState::lost);
}

TEST_F(PackLifeOverTime, CountsItsSilenceFromTheLastGoodData) {
    step(Fault::none);
    run(Fault::disconnected, 7.0);
    EXPECT_EQ(life_.silence(at(now_)), Seconds{7.0});
}

TEST_F(PackLifeOverTime, FollowsChangedSettings) {
    step(Fault::none);
    FailsafeSettings patient;
    patient.lost_after = Seconds{200.0};
    life_.apply(patient);
    EXPECT_EQ(run(Fault::gone, 100.0), PackState::stale);
}

TEST(PackLife, NamesEveryStateAndFault) {
    for (const PackState state :
         {PackState::waiting, PackState::online, PackState::invalid, PackState::stale,
          PackState::lost, PackState::excluded, PackState::joining}) {
        EXPECT_STRNE(name_of(state), "unknown");
    }
    for (int fault = 0; fault <= static_cast<int>(Fault::frozen); ++fault) {
        EXPECT_STRNE(describe(static_cast<Fault>(fault)), "unknown");
    }
}

}  // namespace
}  // namespace aggregator
