#pragma once

/// The figures of one run on a bus beside those of the same run in virtual time.

#include <span>
#include <string>
#include <vector>

#include "sim/score/figures.hpp"

namespace aggregator::sim {

struct Compared {
    std::string name;
    double on_bus;
    double low;      ///< Of the runs in virtual time.
    double high;     ///< As above.
    double granted;  ///< What one step, report or tick more or less can make.

    /// Within 10 % of what virtual time can give, and what is granted.
    [[nodiscard]] bool alike() const;
};

/// At least one run in virtual time.
[[nodiscard]] std::vector<Compared> compare(const Figures& on_bus,
                                            std::span<const Figures> in_virtual_time);

[[nodiscard]] bool all_alike(std::span<const Compared> figures);

/// As a table for people.
[[nodiscard]] std::string table_of(std::span<const Compared> figures);

}  // namespace aggregator::sim
