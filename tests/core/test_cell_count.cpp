#include <gtest/gtest.h>

#include "aggregator/core/cell_count.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::bank_of;
using testing::only;
using testing::pack;
using testing::PackOf;

class CellCountOverTime : public ::testing::Test {
protected:
    void step(const std::vector<Member>& members, double seconds,
              NominalVoltage setting = NominalVoltage::detect) {
        count_.step(members, setting, at(seconds), events_);
    }
    CellCount count_;
    Events events_;
};

PackOf of_eight(const std::string& name) {
    return pack(name).volts(26.5).cvl(28.4);
}

TEST_F(CellCountOverTime, IsKnownAfterAMinuteOfProof) {
    step(bank_of({pack("A"), pack("B")}), 0.0);
    step(bank_of({pack("A"), pack("B")}), 59.0);
    EXPECT_FALSE(count_.known());
    EXPECT_EQ(count_.safe(), 15);
    step(bank_of({pack("A"), pack("B")}), 60.0);
    EXPECT_EQ(count_.known(), 16);
    EXPECT_EQ(count_.safe(), 16);
    ASSERT_EQ(only<NominalVoltageFound>(events_).size(), 1U);
    EXPECT_EQ(only<NominalVoltageFound>(events_).front().cells_in_series, 16);
}

TEST_F(CellCountOverTime, CountsTheMinuteAnewWhenTheProofBreaks) {
    step(bank_of({pack("A")}), 0.0);
    step(bank_of({pack("A").without_limits()}), 30.0);
    step(bank_of({pack("A")}), 31.0);
    step(bank_of({pack("A")}), 61.0);
    EXPECT_FALSE(count_.known());
}

TEST_F(CellCountOverTime, StaysUnknownWithoutProof) {
    for (double second = 0.0; second < 1000.0; second += 10.0)
        step(bank_of({pack("A").with([](Battery& b) { b.cells = {}; })}), second);
    EXPECT_FALSE(count_.known());
    EXPECT_EQ(count_.safe(), 15);
}

TEST_F(CellCountOverTime, LearnsNothingFromSilentPacks) {
    step(bank_of({pack("A").silent(20.0)}), 0.0);
    step(bank_of({pack("A").silent(90.0)}), 70.0);
    EXPECT_FALSE(count_.known());
    EXPECT_FALSE(count_.safe());
}

TEST_F(CellCountOverTime, StaysOnceItIsKnown) {
    step(bank_of({pack("A")}), 0.0);
    step(bank_of({pack("A")}), 60.0);
    step(bank_of({of_eight("A")}), 61.0);
    step(bank_of({of_eight("A")}), 200.0);
    EXPECT_EQ(count_.known(), 16);
}

TEST_F(CellCountOverTime, IsTakenFromASettingThatLeavesNoDoubt) {
    step({}, 0.0, NominalVoltage::v24);
    step({}, 60.0, NominalVoltage::v24);
    EXPECT_EQ(count_.known(), 8);
    count_ = {};
    step({}, 0.0, NominalVoltage::v12);
    step({}, 60.0, NominalVoltage::v12);
    EXPECT_EQ(count_.known(), 4);
}

TEST_F(CellCountOverTime, IsStillToBeFoundWhenTheSettingIs48Volts) {
    step(bank_of({pack("A")}), 0.0, NominalVoltage::v48);
    step(bank_of({pack("A")}), 60.0, NominalVoltage::v48);
    EXPECT_EQ(count_.known(), 16);
    EXPECT_FALSE(count_.contradiction());
}

TEST_F(CellCountOverTime, IsContradictedByAPackOfAnotherNumberForHalfAMinute) {
    const auto mixed = bank_of({pack("A"), of_eight("B")});
    step(mixed, 0.0);
    step(mixed, 29.0);
    EXPECT_FALSE(count_.contradiction());
    step(mixed, 30.0);
    EXPECT_EQ(count_.contradiction(), 1U);
    step(mixed, 100.0);
    const auto refused = only<Refused>(events_);
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused.front().pack, "B");
    EXPECT_FALSE(count_.known());
}

TEST_F(CellCountOverTime, IsNotTakenFromASettingThatThePacksContradict) {
    for (double second = 0.0; second <= 200.0; second += 1.0)
        step(bank_of({of_eight("A")}), second, NominalVoltage::v12);
    EXPECT_FALSE(count_.known());
    EXPECT_EQ(count_.contradiction(), 0U);
}

TEST_F(CellCountOverTime, IsContradictedByTheSetting) {
    for (const NominalVoltage setting : {NominalVoltage::v12, NominalVoltage::v48}) {
        count_ = {};
        step(bank_of({of_eight("A")}), 0.0, setting);
        step(bank_of({of_eight("A")}), 30.0, setting);
        EXPECT_EQ(count_.contradiction(), 0U);
    }
}

TEST_F(CellCountOverTime, IsNotContradictedByASettingThatFits) {
    step(bank_of({of_eight("A")}), 0.0, NominalVoltage::v24);
    step(bank_of({of_eight("A")}), 30.0, NominalVoltage::v24);
    EXPECT_FALSE(count_.contradiction());
}

TEST_F(CellCountOverTime, IsNoLongerContradictedWhenThePackIsGone) {
    const auto mixed = bank_of({pack("A"), of_eight("B")});
    step(mixed, 0.0);
    step(mixed, 30.0);
    step(bank_of({pack("A"), of_eight("B").state(PackState::excluded)}), 31.0);
    EXPECT_FALSE(count_.contradiction());
}

TEST_F(CellCountOverTime, IsResumedAfterARestart) {
    count_.resume(15);
    EXPECT_EQ(count_.known(), 15);
}

TEST(CellCount, KeepsAContradictionWhileItsPackIsSilent) {
    CellCount cells;
    Events events;
    Member odd = pack("B").volts(26.4).cells(3.3, 3.3).cvl(28.4);
    const Member usual = pack("A").volts(13.2).cells(3.3, 3.3).cvl(14.2);
    const auto step = [&](double second) {
        cells.step(std::vector<Member>{usual, odd}, NominalVoltage::detect, at(second), events);
        return cells.contradiction();
    };
    (void)step(0.0);
    ASSERT_TRUE(step(31.0));
    odd.state = PackState::lost;
    EXPECT_TRUE(step(200.0));
    odd.state = PackState::excluded;
    EXPECT_FALSE(step(201.0));
}

}  // namespace
}  // namespace aggregator
