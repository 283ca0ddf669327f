#include <gtest/gtest.h>

#include "aggregator/core/freeze_watch.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;
using testing::PackOf;

const AmpHours kFrozenCapacity{100.0};
const Others kBefore{.voltage = Volts{53.0}, .c_rate = 0.2, .who = 6};
const Others kAtAnotherVoltage{.voltage = Volts{53.0 * 1.0041}, .c_rate = 0.2, .who = 6};
const Others kAtAnotherCurrent{.voltage = Volts{53.0}, .c_rate = 0.31, .who = 6};
const Others kAtRest{.voltage = Volts{53.1}, .c_rate = 0.0, .who = 6};

/// A pack that says the same all the time, and others who may be anywhere.
class Beside {
public:
    explicit Beside(const PackOf& pack) : pack_(pack) {}

    Beside& run(double seconds, const Others& others) {
        for (const double end = now_s_ + seconds; now_s_ < end;) {
            now_s_ += 1.0;
            frozen_ = watch_.step(pack_.battery(), others, kFrozenCapacity, at(now_s_));
        }
        return *this;
    }
    Beside& says(const PackOf& pack) {
        pack_ = pack;
        return *this;
    }
    [[nodiscard]] bool frozen() const { return frozen_; }

private:
    FreezeWatch watch_{};
    PackOf pack_;
    double now_s_ = 0.0;
    bool frozen_ = false;
};

Beside loaded() {
    return Beside{pack("A").amps(10.0)}.run(20.0, kBefore);
}
Beside resting() {
    return Beside{pack("A").amps(1.9)}.run(20.0, kBefore);
}

TEST(FreezeWatch, FindsAPackUnderLoadAfterTheOthersWereElsewhereForAMinute) {
    EXPECT_FALSE(loaded().run(59.0, kAtAnotherVoltage).frozen());
    EXPECT_TRUE(loaded().run(60.0, kAtAnotherVoltage).frozen());
}

TEST(FreezeWatch, FindsAPackAtRestAfterTwoMinutes) {
    EXPECT_FALSE(resting().run(119.0, kAtAnotherVoltage).frozen());
    EXPECT_TRUE(resting().run(120.0, kAtAnotherVoltage).frozen());
}

TEST(FreezeWatch, TakesAMoveOfTheOthersCurrentForEvidenceUnderLoadOnly) {
    EXPECT_TRUE(loaded().run(60.0, kAtAnotherCurrent).frozen());
    EXPECT_FALSE(resting().run(1000.0, kAtAnotherCurrent).frozen());
}

TEST(FreezeWatch, AccusesNobodyBesideOthersWhoStayWhereTheyAre) {
    EXPECT_FALSE(loaded().run(100000.0, kBefore).frozen());
    EXPECT_FALSE(resting().run(100000.0, kBefore).frozen());
}

TEST(FreezeWatch, AccusesNobodyWithoutOthers) {
    EXPECT_FALSE(Beside{pack("A").amps(10.0)}.run(100000.0, Others{}).frozen());
}

TEST(FreezeWatch, FindsAPackThatStoodStillBeforeTheOthersWereKnown) {
    Beside bank{pack("A").amps(10.0)};
    bank.run(30.0, Others{}).run(15.0, kBefore).run(60.0, kAtAnotherVoltage);
    EXPECT_TRUE(bank.frozen());
}

TEST(FreezeWatch, AddsUpHowLongTheOthersWereElsewhere) {
    Beside bank = loaded();
    for (int i = 0; i < 6; ++i) bank.run(10.0, kBefore).run(10.0, kAtAnotherCurrent);
    EXPECT_TRUE(bank.frozen());
}

/// A load for a few seconds, which a pack that reports every five may not even notice.
TEST(FreezeWatch, TakesAShortMoveOfTheOthersForNoEvidence) {
    EXPECT_FALSE(loaded().run(5.0, kAtAnotherVoltage).run(600.0, kBefore).frozen());
}

/// It stood still for hours, as everybody did. When a load comes, one pack has to tell it first.
TEST(FreezeWatch, GivesAPackTheTimeToTellWhatTheOthersToldAlready) {
    EXPECT_FALSE(loaded().run(7200.0, kBefore).run(5.0, kAtAnotherVoltage).frozen());
}

TEST(FreezeWatch, LetsTheOthersTellWhatThePackToldAlready) {
    Beside bank = loaded();
    bank.says(pack("A").amps(0.0)).run(14.0, kBefore).run(100000.0, kAtRest);
    EXPECT_FALSE(bank.frozen());
    bank.says(pack("A").amps(-30.0)).run(14.0, kAtRest).run(100000.0, kAtAnotherCurrent);
    EXPECT_FALSE(bank.frozen());
}

/// The moment at which the time to report is over may be one of a short load.
TEST(FreezeWatch, RemembersAllTheOthersShowedInThatTime) {
    Beside bank{pack("A").amps(10.0)};
    bank.run(12.0, kBefore).run(5.0, kAtAnotherVoltage).run(100000.0, kBefore);
    EXPECT_FALSE(bank.frozen());
}

TEST(FreezeWatch, BeginsAnewWhenTheOthersAreOthers) {
    Others fewer = kAtAnotherVoltage;
    fewer.who = 2;
    EXPECT_FALSE(loaded().run(59.0, kAtAnotherVoltage).run(600.0, fewer).frozen());
    EXPECT_TRUE(loaded().run(60.0, kAtAnotherVoltage).run(600.0, fewer).frozen());
}

TEST(FreezeWatch, BeginsAnewWithEveryChangeOfTheFingerprint) {
    for (const auto& change : std::vector<PackOf>{
             pack("A").amps(10.0).volts(53.01), pack("A").amps(10.1),
             pack("A").amps(10.0).cells(3.311, 3.32), pack("A").amps(10.0).cells(3.31, 3.321)}) {
        Beside bank = loaded().run(60.0, kAtAnotherVoltage);
        EXPECT_FALSE(bank.says(change).run(1.0, kAtAnotherVoltage).frozen());
        EXPECT_FALSE(bank.run(600.0, kAtAnotherVoltage).frozen());
    }
}

TEST(FreezeWatch, DoesNotCountASocThatMoves) {
    Beside bank = loaded().run(59.0, kAtAnotherVoltage);
    EXPECT_TRUE(bank.says(pack("A").amps(10.0).soc(12.0)).run(1.0, kAtAnotherVoltage).frozen());
}

TEST(FreezeWatch, AcquitsAPackThatRestsBesideRestingOthers) {
    const Others moving{.voltage = Volts{53.5}, .c_rate = 0.2, .who = 6};
    Beside bank = Beside{pack("A").amps(0.0)}.run(20.0, kAtRest).run(120.0, moving);
    EXPECT_TRUE(bank.frozen());
    EXPECT_TRUE(bank.run(119.0, kAtRest).frozen());
    EXPECT_FALSE(bank.run(2.0, kAtRest).frozen());
}

TEST(FreezeWatch, AcquitsNobodyWhoseVoltageIsNotThatOfTheOthers) {
    const Others elsewhere{.voltage = Volts{53.0 * 1.0061}, .c_rate = 0.0, .who = 6};
    Beside bank = Beside{pack("A").amps(0.0)}.run(20.0, kAtRest).run(120.0, elsewhere);
    EXPECT_TRUE(bank.run(100000.0, elsewhere).frozen());
}

TEST(FreezeWatch, AcquitsNobodyWhoShowsACurrentBesideRestingOthers) {
    EXPECT_TRUE(loaded().run(60.0, kAtAnotherVoltage).run(100000.0, kAtRest).frozen());
}

}  // namespace
}  // namespace aggregator
