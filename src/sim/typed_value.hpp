#pragma once

/// A value in the exact type it had on the bus, without the bus library: recordings are played back
/// type by type, because consumers differ in the types they take.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace aggregator::sim {

/// `monostate` is Venus's invalid.
using TypedValue =
    std::variant<std::monostate, std::uint8_t, bool, std::int16_t, std::uint16_t, std::int32_t,
                 std::uint32_t, std::int64_t, std::uint64_t, double, std::string>;

/// Types of the recorder that no item of a service can have: it wrote whole groups of paths so.
[[nodiscard]] bool is_unplayable(std::string_view type);

/// The value in the recorder's notation, for example `UINT16` and `517`, or `ARRAY` and `[]` for
/// invalid. No value for an unknown type, and for text that is not entirely a number of the type.
[[nodiscard]] std::optional<TypedValue> parse_typed(std::string_view type, std::string_view text);

/// The value a person means by `text`: a whole number, a number, `invalid`, else the text itself.
[[nodiscard]] TypedValue guess_typed(std::string_view text);

}  // namespace aggregator::sim
