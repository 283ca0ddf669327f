#pragma once

/// Whether packs on one bus bar show one voltage (domain.md 3.5, V spread).

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/aggregate.hpp"

namespace aggregator {

enum class Agreement {
    agrees,     ///< Or there is nothing to compare it with.
    apart,      ///< More than cables and calibration explain.
    far_apart,  ///< More than 4 % of nominal: not on this bus bar, or another battery.
};

/// One for each member, at one moment: against the median of those that are connected and fresh,
/// with an allowance for the drop at the current they do not share.
[[nodiscard]] std::vector<Agreement> voltage_agreement(std::span<const Member> members,
                                                       std::span<const Isolation> isolation,
                                                       int cells_in_series);

}  // namespace aggregator
