#pragma once

/// Numbers as the file writes them: digits with at most one decimal point and perhaps a minus. No
/// exponent, no unit, no infinity, whatever the locale.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aggregator::config {

/// The whole text as a number, or nothing.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// As parse_number, without a decimal point.
[[nodiscard]] std::optional<std::int64_t> parse_whole(std::string_view text);

/// The shortest digits that read back as the same number. A number too long for 32 characters gets
/// an exponent; no range of a key leads there.
[[nodiscard]] std::string number_text(double number);

}  // namespace aggregator::config
