#pragma once

/// The forms in which `scan` shows what it found. Knows no bus.

#include <span>
#include <string>

#include "main/found_battery.hpp"
#include "main/output.hpp"
#include "main/terminal.hpp"

namespace aggregator {

/// A line for each battery, then why some can be no pack, then the file proposed.
[[nodiscard]] std::string scan_text(std::span<const JudgedBattery> batteries, Colour colour);

/// One JSON object, whose members are those of CONFIGURATION.md; with a line feed at the end.
[[nodiscard]] std::string scan_json(std::span<const JudgedBattery> batteries, JsonForm form);

}  // namespace aggregator
