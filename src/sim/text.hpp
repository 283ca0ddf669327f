#pragma once

/// Small helpers to take text apart and to put numbers into it.

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace aggregator::sim {

/// The number that is all of `text`; no value if there is anything else, or if it does not fit.
template <typename Number>
[[nodiscard]] std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return number;
}

/// The parts between the separators, empty ones included.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// One text of several lines.
[[nodiscard]] std::string joined_lines(const std::vector<std::string>& lines);

/// The number with so many decimals and the unit behind it, as Venus shows it: `13.25V`.
[[nodiscard]] std::string fixed(double number, int decimals, std::string_view unit = {});

/// Whether a service can have an item there: `/` and one or more parts of letters, digits and `_`.
[[nodiscard]] bool is_item_path(std::string_view path);

/// Whether the bus accepts it as the name of a service.
[[nodiscard]] bool is_service_name(std::string_view name);

}  // namespace aggregator::sim
