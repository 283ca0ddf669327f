#pragma once

/// The user's voltage limits for the bank. Where his file is silent the defaults, which are those
/// of 12 V, scale to the number of cells. Source: product.md 3 (nominal_voltage).

#include <optional>

#include "aggregator/core/settings.hpp"

namespace aggregator {

/// Ceiling of the charge voltage limit.
[[nodiscard]] Volts charge_voltage_ceiling(const Settings& settings, std::optional<int> cells);

/// Floor of the low voltage limit.
[[nodiscard]] Volts low_voltage_floor(const Settings& settings, std::optional<int> cells);

}  // namespace aggregator
