#pragma once

/// What a user can set of a simulated pack, by a key on the command line or by the path on the bus
/// that shows it. Knows no bus and no physics.

#include <optional>
#include <span>
#include <string_view>

namespace aggregator::sim {

/// Raw numbers as they come from the edge, the unit in the name. No value: the pack works it out.
struct PackInputs {
    std::optional<double> soc_pct = 80.0;
    std::optional<double> soh_pct = 100.0;
    std::optional<double> current_a = 0.0;  ///< Positive charges.
    std::optional<double> voltage_v{};      ///< Else from SOC, cells and current.
    std::optional<double> temperature_c = 25.0;
    std::optional<double> capacity_ah = 150.0;
    std::optional<double> cells = 4.0;
    std::optional<double> cvl_v{};          ///< Else 3.55 V per cell.
    std::optional<double> ccl_a{};          ///< Else half the capacity per hour.
    std::optional<double> dcl_a{};          ///< Else the capacity per hour.
    std::optional<double> low_voltage_v{};  ///< Else 2.875 V per cell.
};

struct PackInput {
    std::string_view key;
    std::string_view path;
    std::optional<double> PackInputs::*member;
    double lowest;
    double highest;
};

[[nodiscard]] std::span<const PackInput> pack_inputs();

/// The input with the key or path; null if there is none.
[[nodiscard]] const PackInput* find_input(std::string_view key_or_path);

/// Whether the number is finite and in the input's range.
[[nodiscard]] bool accepts(const PackInput& input, double number);

}  // namespace aggregator::sim
