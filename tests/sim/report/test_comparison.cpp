/// The figures of a run on a bus beside those of virtual time.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sim/report/comparison.hpp"

namespace aggregator::sim {
namespace {

using testing::HasSubstr;

Figures charged(double charged_ah, double over_ah) {
    Figures figures;
    figures.charged_ah = charged_ah;
    figures.over_charge_ah = over_ah;
    return figures;
}

/// What virtual time gives, by when its timer ticks.
const std::vector<Figures> kVirtual{charged(100.0, 0.10), charged(102.0, 0.16)};

bool alike(const Figures& on_bus) {
    return all_alike(compare(on_bus, kVirtual));
}

TEST(Comparison, AllowsTenPercentOfWhatVirtualTimeGives) {
    EXPECT_TRUE(alike(charged(101.0, 0.12)));
    EXPECT_TRUE(alike(charged(90.1, 0.12)));
    EXPECT_TRUE(alike(charged(112.1, 0.12)));
    EXPECT_FALSE(alike(charged(89.9, 0.12)));
    EXPECT_FALSE(alike(charged(112.3, 0.12)));
}

TEST(Comparison, GrantsWhatOneStepCanMake) {
    EXPECT_TRUE(alike(charged(101.0, 0.180)));
    EXPECT_FALSE(alike(charged(101.0, 0.182)));
    EXPECT_FALSE(alike(charged(101.0, 0.084)));
}

TEST(Comparison, GrantsWhatFlowsInTheGrantedSeconds) {
    auto in_virtual_time = kVirtual;
    for (Figures& run : in_virtual_time) run.over_charge_a = 24.0;
    const auto is_alike = [&](double over_ah) {
        return all_alike(compare(charged(101.0, over_ah), in_virtual_time));
    };
    // 10 % of 0.16 Ah, and what 24 A make in 3 s.
    EXPECT_TRUE(is_alike(0.195));
    EXPECT_FALSE(is_alike(0.197));
}

TEST(Comparison, GrantsNothingWhereThingsAreCounted) {
    Figures tripped = charged(101.0, 0.12);
    tripped.trips = 1;
    EXPECT_FALSE(alike(tripped));
    Figures alarmed = charged(101.0, 0.12);
    alarmed.alarm_edges = 2;
    EXPECT_FALSE(alike(alarmed));
}

TEST(Comparison, NamesWhatIsNotAlike) {
    const auto compared = compare(charged(50.0, 0.12), kVirtual);
    const auto bad = std::ranges::count_if(compared, [](const auto& one) { return !one.alike(); });
    EXPECT_EQ(bad, 1);
    const std::string table = table_of(compared);
    EXPECT_THAT(table,
                testing::ContainsRegex("charged, Ah +50\\.000 +100\\.000 \\.\\. 102\\.000  NO"));
    EXPECT_THAT(table, testing::ContainsRegex("charged over a limit, Ah .* yes"));
}

}  // namespace
}  // namespace aggregator::sim
