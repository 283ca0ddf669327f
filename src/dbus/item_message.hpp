#pragma once

/// The messages of the interface com.victronenergy.BusItem, written straight from the items. Knows
/// no object and no connection.

#include <map>
#include <set>
#include <string>
#include <variant>

#include "aggregator/venus/value.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

inline constexpr const char* kBusItem = "com.victronenergy.BusItem";

/// A value of Venus's, or one whose type on the bus matters. To the bus library each of the latter
/// is a message of its own, with a kilobyte of memory: they are for those who play somebody else.
using ItemValue = std::variant<venus::Value, Variant>;

/// What is behind one path. `text` is UTF-8; `value` is sendable, and no variant that holds
/// nothing.
struct Item {
    ItemValue value;
    std::string text;
    unsigned showing = 0;  ///< The last one it was in, see ItemTree::show().
};

using ItemMap = std::map<std::string, Item, std::less<>>;

/// As to_variant() of variant.hpp; a variant as it is.
[[nodiscard]] Variant to_variant(const ItemValue& value);

/// Writes v.
void write_value(Message& message, const ItemValue& value);

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
