#pragma once

/// Translates between the values of the bus library and Venus's values. Knows no path and no unit.

#include <optional>
#include <string>

#include "aggregator/venus/value.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

/// What a variant says: the types y b n q i u x t d s and, as invalid, an empty array or an
/// unsigned number beyond int64. No value for everything else (structures, dictionaries, object
/// paths, arrays with content, arrays nested deeper than Venus ever sends). Doubles pass as they
/// are, not-a-number included: the reader decides.
[[nodiscard]] std::optional<venus::Value> to_value(const Variant& variant);

/// Reads the next element of a message, which must be a variant, and leaves the message behind it
/// whatever it holds. As to_value(), for any array, and with one copy of a string instead of two.
/// Throws sdbus::Error when the message does not continue with a variant.
[[nodiscard]] std::optional<venus::Value> read_value(Message& message);

/// The variant to send: int64 as `i` when it fits, else as `x`; invalid, and a double
/// that is not finite, as Venus's invalid, an empty array of int32; text as sendable() makes it.
[[nodiscard]] Variant to_variant(const venus::Value& value);

/// Writes the same into a message, without making a variant of it first. The value must be
/// sendable.
void write_variant(Message& message, const venus::Value& value);

/// Venus's invalid.
[[nodiscard]] Variant invalid_variant();

/// Whether both have the same type and content. Variants without a value are never the same.
[[nodiscard]] bool same(const Variant& a, const Variant& b);

/// The text itself, or when it is not UTF-8, which D-Bus refuses, with `?` for every byte beyond
/// ASCII.
[[nodiscard]] std::string sendable(const std::string& text);

/// The value itself; its text as above; invalid for a double that is not finite.
[[nodiscard]] venus::Value sendable(const venus::Value& value);

}  // namespace aggregator::dbus
