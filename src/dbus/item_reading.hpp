#pragma once

/// Takes the items out of the messages of com.victronenergy.BusItem. Looks at no value whose path
/// nobody wants: a tree of ten thousand paths costs only the walk.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "aggregator/venus/value.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

/// What was taken from a message. Kept from message to message for its memory: each reader below
/// begins with nothing taken.
struct ReadItems {
    venus::Items items{};
    unsigned undecodable =
        0;  ///< Items whose value is of no type that Venus uses; they are invalid in `items`.
};

/// The path as the items shall have it, which has to outlive them; no value for one that nobody
/// wants.
using Wanted = std::function<std::optional<std::string_view>(std::string_view path)>;

/// Reads a{sa{sv}}: the signal ItemsChanged and the answer to GetItems. Throws sdbus::Error for
/// another signature; what was taken before the fault is in `result`.
void read_items(Message& message, const Wanted& wanted, ReadItems& result);

/// Reads a{sv}: the signal PropertiesChanged of the path.
void read_properties(Message& message, const std::string& path, const Wanted& wanted,
                     ReadItems& result);

/// Reads v holding a{sv} with keys relative to `/`: the answer to GetValue on `/`.
void read_tree(Message& message, const Wanted& wanted, ReadItems& result);

}  // namespace aggregator::dbus
