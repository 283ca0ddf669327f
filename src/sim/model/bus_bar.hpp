#pragma once

/// Packs in parallel: the voltage of the bus at which their currents add up to what flows.

#include <span>

namespace aggregator::sim::model {

struct Switches {
    bool charge = true;     ///< Closed. Open, the body diode still lets discharge current pass.
    bool discharge = true;  ///< Closed. Open, the body diode still lets charge current pass.

    bool operator==(const Switches&) const = default;
};

/// One pack as the bus sees it during a step.
struct Branch {
    double source_v = 0.0;       ///< Behind the ohmic resistance.
    double conductance_s = 0.0;  ///< In siemens, > 0.
    Switches switches{};
};

/// Current of the branch at a bus voltage, in A; positive charges. Never falls as the voltage
/// rises.
[[nodiscard]] double current_a(const Branch& branch, double bus_v);

[[nodiscard]] double total_current_a(std::span<const Branch> branches, double bus_v);

struct VoltageRange {
    double low_v;
    double high_v;
};

/// The bus voltage at which the branches carry `wanted_a` together; the end of the range where
/// they cannot.
[[nodiscard]] double balance_v(std::span<const Branch> branches, double wanted_a,
                               VoltageRange range);

}  // namespace aggregator::sim::model
