#pragma once

/// Takes the items out of the messages of com.victronenergy.BusItem. Looks at no value whose path
/// nobody wants: a tree of ten thousand paths costs only the walk.

#include <functional>
#include <string>
#include <string_view>

#include "aggregator/venus/value.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

/// What was taken from a message.
struct ReadItems {
    venus::Items items{};
    unsigned undecodable =
        0;  ///< Items whose value is of no type that Venus uses; they are invalid in `items`.
};

using Wanted = std::function<bool(std::string_view path)>;

/// Reads a{sa{sv}}: the signal ItemsChanged and the answer to GetItems. Throws sdbus::Error for
/// another signature.
[[nodiscard]] ReadItems read_items(Message& message, const Wanted& wanted);

/// Reads a{sv}: the signal PropertiesChanged of the path.
[[nodiscard]] ReadItems read_properties(Message& message, const std::string& path,
                                        const Wanted& wanted);

/// Reads v holding a{sv} with keys relative to `/`: the answer to GetValue on `/`.
[[nodiscard]] ReadItems read_tree(Message& message, const Wanted& wanted);

}  // namespace aggregator::dbus
