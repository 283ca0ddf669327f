#include "core/history_of.hpp"

namespace aggregator {
namespace {

using testing::HistoryOfBank;

class DischargesOfBank : public HistoryOfBank {
protected:
    /// Full, empties to `percent` and is full again.
    void cycle_to(double percent) {
        fill_to(100.0);
        fill_to(percent);
        fill_to(100.0);
    }
};

TEST_F(DischargesOfBank, RememberTheDeepest) {
    cycle_to(60.0);
    cycle_to(20.0);
    cycle_to(70.0);
    EXPECT_EQ(record().deepest_discharge, AmpHours{-160.0});
}

TEST_F(DischargesOfBank, AreNotKnownWithoutTheCharge) {
    see();
    run(100.0);
    EXPECT_FALSE(record().deepest_discharge);
    EXPECT_FALSE(record().last_discharge);
}

TEST_F(DischargesOfBank, ShowTheOneUnderWayAsTheLast) {
    fill_to(100.0);
    fill_to(80.0);
    EXPECT_EQ(record().last_discharge, AmpHours{-40.0});
    fill_to(70.0);
    fill_to(90.0);
    EXPECT_EQ(record().last_discharge, AmpHours{-60.0});
}

TEST_F(DischargesOfBank, KeepTheLastUntilTheNextIsOne) {
    cycle_to(40.0);
    fill_to(97.0);
    EXPECT_EQ(record().last_discharge, AmpHours{-120.0}) << "the ripple of a full bank";
    fill_to(95.0);
    EXPECT_EQ(record().last_discharge, AmpHours{-10.0});
}

TEST_F(DischargesOfBank, AreFinishedByAFullCharge) {
    cycle_to(60.0);
    cycle_to(20.0);
    cycle_to(97.0);
    fill_to(50.0);
    EXPECT_EQ(record().finished_discharges, 2);
    EXPECT_EQ(record().finished_depths, AmpHours{-240.0});
}

TEST_F(DischargesOfBank, GoOnAfterARestart) {
    fill_to(100.0);
    fill_to(40.0);
    restart();
    fill_to(60.0);
    fill_to(100.0);
    EXPECT_EQ(record().finished_discharges, 1);
    EXPECT_EQ(record().finished_depths, AmpHours{-120.0});
}

TEST_F(DischargesOfBank, AreFullOnceWhenTheBankIsEmpty) {
    for (const double percent : {50.0, 0.5, 0.4, 0.0, 3.0, 0.0, 9.9, 0.0}) fill_to(percent);
    EXPECT_EQ(record().full_discharges.count, 1);
    restart();
    fill_to(0.0);
    EXPECT_EQ(record().full_discharges.count, 1);
    fill_to(10.0);
    fill_to(0.0);
    EXPECT_EQ(record().full_discharges.count, 2);
}

TEST_F(DischargesOfBank, CountTheTimeSinceTheBankWasFull) {
    fill_to(80.0);
    run(60.0);
    EXPECT_FALSE(record().since_full) << "nobody knows";
    fill_to(99.0);
    EXPECT_EQ(record().since_full, Seconds::zero());
    run(60.0);
    EXPECT_EQ(record().since_full, Seconds::zero()) << "it still is";
    fill_to(98.0);
    run(60.0);
    EXPECT_EQ(record().since_full, Seconds{60.0});
    run(5000.0, 5000.0);
    EXPECT_EQ(record().since_full, Seconds{5060.0}) << "a gap is time all the same";
    restart();
    run(60.0);
    EXPECT_EQ(record().since_full, Seconds{5119.0});
}

class FullBank : public HistoryOfBank {
protected:
    [[nodiscard]] bool is_full(std::optional<double> emptiest, std::optional<double> amps) {
        history_ = {};
        emptiest_.reset();
        bank_.current.reset();
        if (emptiest) emptiest_ = Percent{*emptiest};
        if (amps) bank_.current = Amps{*amps};
        see();
        return record().since_full.has_value();
    }
};

TEST_F(FullBank, HasNoPackBelow99Percent) {
    EXPECT_TRUE(is_full(99.0, 0.0));
    EXPECT_FALSE(is_full(98.9, 0.0));
    EXPECT_FALSE(is_full(std::nullopt, 0.0));
}

TEST_F(FullBank, TakesHardlyAnyCurrent) {
    EXPECT_TRUE(is_full(99.5, 9.9));
    EXPECT_FALSE(is_full(99.5, 10.0));
    EXPECT_FALSE(is_full(99.5, -10.0)) << "it was never charged to the end";
    EXPECT_FALSE(is_full(99.5, std::nullopt));
}

TEST_F(FullBank, IsOneWhosePacksAllSaySo) {
    EXPECT_TRUE(is_full(100.0, 50.0));
    EXPECT_TRUE(is_full(100.0, std::nullopt));
}

}  // namespace
}  // namespace aggregator
