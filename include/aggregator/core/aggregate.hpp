#pragma once

/// One battery from many: the measurements and counters of the bank. One line for each quantity
/// says which rule makes it. The limits, alarms and SOC of the bank have rules with a memory and
/// are made elsewhere (domain.md 1.2 to 1.20, product.md 4).

#include <span>

#include "aggregator/core/member.hpp"

namespace aggregator {

/// What is proven of a pack's place in the circuit.
struct Isolation {
    bool charge = false;         ///< Its switch passes no charge.
    bool discharge = false;      ///< Nor discharge.
    bool voltage_apart = false;  ///< What it shows is not the voltage of the bus bar.
};

/// `isolation`: one for each member. Fields of `bank` without a rule here are left as they are.
void aggregate(std::span<const Member> members, std::span<const Isolation> isolation,
               VoltageRule voltage_rule, Battery& bank);

/// The low voltage limit of the bank: the highest of all packs and the user's floor (domain.md
/// 1.11).
[[nodiscard]] Volts low_voltage_limit(std::span<const Member> members, Volts floor);

}  // namespace aggregator
