#include <gtest/gtest.h>

#include "aggregator/core/join_watch.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;
using testing::PackOf;

class JoinWatchOfThree : public ::testing::Test {
protected:
    /// Packs A and B at 53 V have been there for long; C as said.
    std::optional<std::size_t> with(const PackOf& c, double seconds,
                                    const Isolation& isolation = {}) {
        const std::vector<Member> members{pack("A"), pack("B"), c};
        const std::vector<Isolation> all{{}, {}, isolation};
        joins_.step(members, all, at(seconds));
        return joins_.joined_apart();
    }
    JoinWatch joins_;
};

const Isolation kOpen{.charge = true, .discharge = true};

TEST_F(JoinWatchOfThree, AsksForAMinuteOfCautionWithAPackThatComesAtAnotherVoltage) {
    for (const PackState before : {PackState::lost, PackState::waiting, PackState::excluded}) {
        joins_ = {};
        EXPECT_FALSE(with(pack("C").state(before), 0.0));
        EXPECT_EQ(with(pack("C").volts(53.54), 1.0), 2U);
        EXPECT_EQ(with(pack("C"), 60.0), 2U);
        EXPECT_FALSE(with(pack("C"), 61.0));
    }
}

TEST_F(JoinWatchOfThree, AsksForNoneAtTheVoltageOfTheBank) {
    with(pack("C").state(PackState::lost), 0.0);
    EXPECT_FALSE(with(pack("C").volts(53.52), 1.0));
    EXPECT_FALSE(with(pack("C").volts(60.0), 2.0)) << "it has joined already";
}

TEST_F(JoinWatchOfThree, AsksForNoneAfterAShortSilence) {
    with(pack("C"), 0.0);
    with(pack("C").silent(20.0), 1.0);
    EXPECT_FALSE(with(pack("C").volts(56.0), 2.0));
}

TEST_F(JoinWatchOfThree, RemembersTheVoltageFromBeforeTheContactorClosed) {
    with(pack("C"), 0.0);
    with(pack("C").volts(51.0), 1.0, kOpen);
    EXPECT_EQ(with(pack("C").volts(53.0), 2.0), 2U);
}

TEST_F(JoinWatchOfThree, TakesASwitchThatIsOpenOneWayForNoAbsence) {
    with(pack("C").volts(51.0), 0.0, {.charge = true});
    EXPECT_FALSE(with(pack("C").volts(51.0), 1.0));
}

TEST(JoinWatch, HasNothingToCompareWithAtTheStart) {
    JoinWatch joins;
    const auto members = testing::bank_of({pack("A").volts(50.0), pack("B").volts(56.0)});
    const std::vector<Isolation> isolation(2);
    joins.step(members, isolation, at(0.0));
    EXPECT_FALSE(joins.joined_apart());
}

TEST_F(JoinWatchOfThree, FollowsThePackToItsNewSeat) {
    with(pack("C").state(PackState::lost), 0.0);
    with(pack("C").volts(56.0), 1.0);
    joins_.reseat_packs({2U, 0U, 1U});
    EXPECT_EQ(with(pack("B"), 2.0), 0U);
}

}  // namespace
}  // namespace aggregator
