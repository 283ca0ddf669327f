#pragma once

/// The paths of a battery service: which member of Battery is behind which path. Read from BMSes
/// and shown for the bank with one and the same table.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/battery.hpp"
#include "aggregator/venus/sheet.hpp"

namespace aggregator::venus {

/// The name in the table of a path that a BMS may publish and that we read; no value for another.
[[nodiscard]] std::optional<std::string_view> path_read(std::string_view path);

/// What a value from the bus did to the battery.
enum class Effect {
    none,      ///< No path of ours.
    taken,     ///< The member is what the value says; without a value for Venus's invalid.
    rejected,  ///< The value cannot mean what the path means; the member has no value now.
};
Effect read(Battery& battery, std::string_view path, const Value& value);

/// Shows every path of the table that a bank has, with or without a value.
void show(const Battery& bank, const Show& show);

/// Shows the alarms alone, each path with `prefix` in front.
void show_alarms(const Battery& battery, const std::string& prefix, const Show& show);

/// Names of all paths read, sorted.
[[nodiscard]] std::vector<std::string_view> paths_read();

}  // namespace aggregator::venus
