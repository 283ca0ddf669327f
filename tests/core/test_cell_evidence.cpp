#include <gtest/gtest.h>

#include "aggregator/core/cell_count.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::PackOf;

constexpr std::array<int, 4> kCounts{4, 8, 15, 16};

/// The voltage of a resting LFP cell, per 10 % of charge.
constexpr std::array<double, 11> kOpenCircuit{2.50,  3.195, 3.245, 3.275, 3.288, 3.293,
                                              3.305, 3.328, 3.331, 3.335, 3.50};
/// What 1 C adds to a cell.
constexpr double kRise = 0.08;

/// A pack as it would show itself; `known` chooses what its BMS publishes.
PackOf shown(int cells, double cell_v, bool shows_cells, std::optional<double> cvl_per_cell) {
    PackOf result = pack("A").volts(cell_v * cells).cells(cell_v - 0.01, cell_v + 0.01);
    if (!shows_cells) result.with([](Battery& b) { b.cells = {}; });
    result.without_limits();
    if (cvl_per_cell) result.cvl(*cvl_per_cell * cells);
    return result;
}

TEST(CellEvidence, IsRightOrUnknownButNeverWrong) {
    for (const int cells : kCounts) {
        for (const double rest : kOpenCircuit) {
            for (const double current : {-1.0, 0.0, 1.0}) {
                for (const bool shows_cells : {true, false}) {
                    for (const auto& cvl : std::vector<std::optional<double>>{
                             std::nullopt, 3.375, 3.45, 3.5, 3.55, 3.6, 3.65}) {
                        const PackOf pack = shown(cells, rest + current * kRise, shows_cells, cvl);
                        const auto found = proven_cells(cell_evidence(pack.battery()));
                        EXPECT_EQ(found.value_or(cells), cells)
                            << cells << " cells, rest " << rest << ", " << current << " C, CVL "
                            << cvl.value_or(0.0);
                    }
                }
            }
        }
    }
}

TEST(CellEvidence, FindsEveryUsualPackThatShowsItsCells) {
    for (const int cells : kCounts) {
        const double cvl = cells == 15 ? 3.55 : 3.5;
        EXPECT_EQ(proven_cells(cell_evidence(shown(cells, 3.3, true, cvl).battery())), cells);
    }
}

TEST(CellEvidence, NeedsTwoWaysThatAgree) {
    EXPECT_FALSE(proven_cells({}));
    EXPECT_FALSE(proven_cells({.from_cells = 16}));
    EXPECT_FALSE(proven_cells({.from_limit = 15}));
    EXPECT_FALSE(proven_cells({.from_class = 4}));
    EXPECT_EQ(proven_cells({.from_class = 4, .from_limit = 4}), 4);
    EXPECT_EQ(proven_cells({.from_cells = 16, .from_limit = 16}), 16);
    EXPECT_FALSE(proven_cells({.from_cells = 16, .from_limit = 15}));
}

TEST(CellEvidence, IsEnoughWhenTheBmsStatesTheNumber) {
    EXPECT_EQ(proven_cells({.stated = 16}), 16);
    EXPECT_FALSE(proven_cells({.stated = 16, .from_cells = 15}));
}

TEST(CellEvidence, SaysNothingFromCellsFarApart) {
    const auto apart = pack("A").volts(52.16).cells(3.20, 3.31);
    EXPECT_FALSE(cell_evidence(apart.battery()).from_cells);
    EXPECT_TRUE(cell_evidence(testing::PackOf{apart}.cells(3.22, 3.31).battery()).from_cells);
}

TEST(CellEvidence, SaysNothingFromOneExtremeAlone) {
    const auto no_min = pack("A").with([](Battery& b) { b.cells.min_voltage.reset(); });
    const auto no_max = pack("A").with([](Battery& b) { b.cells.max_voltage.reset(); });
    EXPECT_FALSE(cell_evidence(no_min.battery()).from_cells);
    EXPECT_FALSE(cell_evidence(no_max.battery()).from_cells);
}

TEST(CellEvidence, SaysNothingFromANumberThatIsNotWhole) {
    EXPECT_FALSE(cell_evidence(pack("A").volts(51.5).cells(3.32, 3.32).battery()).from_cells);
}

TEST(CellEvidence, SaysNothingWithoutAVoltage) {
    const CellEvidence evidence = cell_evidence(pack("A").without(&Battery::voltage).battery());
    EXPECT_FALSE(evidence.from_class);
    EXPECT_FALSE(evidence.from_cells);
    EXPECT_FALSE(evidence.from_limit);
}

TEST(FewestCells, AreThoseOfTheClassOfTheVoltage) {
    EXPECT_EQ(fewest_cells(Volts{13.2}), 4);
    EXPECT_EQ(fewest_cells(Volts{26.4}), 8);
    EXPECT_EQ(fewest_cells(Volts{53.0}), 15);
    EXPECT_FALSE(fewest_cells(Volts{17.0}));
}

}  // namespace
}  // namespace aggregator
