#pragma once

/// A configuration file for the batteries that were found: what is known as keys, what is to be
/// checked as comments.

#include <optional>
#include <span>
#include <string>

#include "main/found_battery.hpp"

namespace aggregator {

/// The text of the file, which `check-config` passes; no value when no battery can be a pack.
[[nodiscard]] std::optional<std::string> propose_config(std::span<const JudgedBattery> batteries);

}  // namespace aggregator
