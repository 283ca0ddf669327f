#pragma once

/// A value as Venus sends it, without the bus library's types.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace aggregator::venus {

/// `monostate` is Venus's invalid, on the wire an empty array.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One changed path of a service. The path is the name in the reader's own table, which outlives
/// the item.
struct Item {
    std::string_view path;
    Value value;
};

using Items = std::vector<Item>;

/// A value together with the form it is shown in.
struct Shown {
    Value value;
    std::string text;

    bool operator==(const Shown&) const = default;
};

/// Text of an invalid value, as velib writes it.
inline constexpr const char* kInvalidText = "---";

}  // namespace aggregator::venus
