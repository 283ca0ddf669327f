#pragma once

/// The kinds of doubt about a pack's readings. Source: domain.md 3.5.

#include <cstddef>
#include <cstdint>

namespace aggregator {

enum class Doubt : std::uint8_t {
    voltage_apart,       ///< Its voltage is not that of the others on the bus bar.
    voltage_far_apart,   ///< By so much that its contactor is open, or it is another battery.
    cells_disagree,      ///< Its voltage lies outside of what its own cells allow.
    temperature_jumped,  ///< No pack warms or cools so fast.
    temperature_stuck,   ///< Exactly zero for long, beside packs that are warm.
    soc_drifted,         ///< Full or empty by voltage, but not by its SOC.
    charge_voltage_odd,  ///< Its CVL is none that a pack of this kind may be charged with.
};
inline constexpr std::size_t kDoubts = 7;

[[nodiscard]] const char* name_of(Doubt doubt);

/// In words, with what to do about it where something can be done.
[[nodiscard]] const char* describe(Doubt doubt);

}  // namespace aggregator
