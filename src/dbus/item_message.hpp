#pragma once

/// The messages of the interface com.victronenergy.BusItem, written straight from the items. Knows
/// no object and no connection.

#include <map>
#include <optional>
#include <set>
#include <string>

#include "aggregator/venus/value.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

inline constexpr const char* kBusItem = "com.victronenergy.BusItem";

/// What is behind one path. `text` is UTF-8 and `value` is never empty.
struct Item {
    Variant value;
    std::string text;
    /// What it was made from, if it was: to see that nothing changed without making it again, which
    /// costs the bus library more than all else that a publish does.
    std::optional<venus::Shown> shown{};
};

using ItemMap = std::map<std::string, Item>;

/// Writes a{sv}: Value and Text.
void write_item(Message& message, const Item& item);

/// Writes a{sa{sv}}: every path with its value and text.
void write_items(Message& message, const ItemMap& items);

/// As above, of the paths given; each must be in `items`.
void write_items(Message& message, const ItemMap& items, const std::set<std::string>& paths);

/// Writes v of a{sv}: the values below a group, keys relative to it; `group` is empty for `/`.
void write_values_below(Message& message, const ItemMap& items, const std::string& group);

/// As above, with the texts as strings.
void write_texts_below(Message& message, const ItemMap& items, const std::string& group);

}  // namespace aggregator::dbus
