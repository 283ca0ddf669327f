#pragma once

/// The names of the pack keys: `bms7_capacity` is `bmsN_capacity` of pack 7.

#include <optional>
#include <string>
#include <string_view>

namespace aggregator::config {

inline constexpr int kMostPacks = 64;

struct PackKeyName {
    std::string number;   ///< Digits as written.
    std::string general;  ///< With N in place of the number.
};

/// Nothing when the name does not begin with bms, digits, and an underscore.
[[nodiscard]] std::optional<PackKeyName> parse_pack_key(std::string_view name);

/// 1 to 64, written without leading zeros; nothing otherwise.
[[nodiscard]] std::optional<int> pack_number(std::string_view digits);

/// `bmsN_capacity` and 7 give `bms7_capacity`.
[[nodiscard]] std::string pack_key(std::string_view general, std::string_view number);

}  // namespace aggregator::config
