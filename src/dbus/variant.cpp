#include "dbus/variant.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "dbus/skip.hpp"

namespace aggregator::dbus {
namespace {

using venus::Value;

constexpr Value kInvalid{};

Value from_unsigned(std::uint64_t number) {
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return number <= kMost ? Value{static_cast<std::int64_t>(number)} : kInvalid;
}

/// The value of the basic type `code`, which `get` reads as the C++ type that stands for it.
template <typename Get>
std::optional<Value> basic_value(char code, Get get) {
    switch (code) {
        case 'y':
            return std::int64_t{get.template operator()<std::uint8_t>()};
        case 'b':
            return std::int64_t{get.template operator()<bool>()};
        case 'n':
            return std::int64_t{get.template operator()<std::int16_t>()};
        case 'q':
            return std::int64_t{get.template operator()<std::uint16_t>()};
        case 'i':
            return std::int64_t{get.template operator()<std::int32_t>()};
        case 'u':
            return std::int64_t{get.template operator()<std::uint32_t>()};
        case 'x':
            return get.template operator()<std::int64_t>();
        case 't':
            return from_unsigned(get.template operator()<std::uint64_t>());
        case 'd':
            return get.template operator()<double>();
        case 's':
            return get.template operator()<std::string>();
        default:
            return std::nullopt;
    }
}

template <typename Array>
bool is_empty(const Variant& variant) {
    return variant.containsValueOfType<Array>() && variant.get<Array>().empty();
}

template <typename... Elements>
bool is_empty_array_of(const Variant& variant) {
    return (is_empty<std::vector<Elements>>(variant) || ...);
}

bool is_empty_array(const Variant& variant) {
    return is_empty_array_of<std::int32_t, std::uint32_t, double, std::string, Variant,
                             std::uint8_t, bool, std::int16_t, std::uint16_t, std::int64_t,
                             std::uint64_t, sdbus::ObjectPath>(variant) ||
           is_empty<std::map<std::string, Variant>>(variant) ||
           is_empty<std::map<std::string, std::string>>(variant);
}

std::optional<Value> read_content(Message& message, const std::string& type) {
    const auto read = [&message]<typename Basic>() {
        Basic basic{};
        message >> basic;
        return basic;
    };
    auto value = type.size() == 1 ? basic_value(type.front(), read) : std::nullopt;
    if (value) {
        return value;
    }
    if (type.front() != 'a') {
        skip(message);
        return std::nullopt;
    }
    return skip_array(message, type.substr(1)) == 0 ? std::optional{kInvalid} : std::nullopt;
}

bool is_narrow(std::int64_t number) {
    using Narrow = std::numeric_limits<std::int32_t>;
    return number >= Narrow::min() && number <= Narrow::max();
}

Variant from_integer(std::int64_t number) {
    return is_narrow(number) ? Variant{static_cast<std::int32_t>(number)} : Variant{number};
}

bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) > 0x7f;
}

bool is_accepted(const std::string& text) {
    try {
        const Variant probe{text};
        return true;
    } catch (const sdbus::Error&) {
        return false;
    }
}

struct ToVariant {
    Variant operator()(std::monostate) const { return invalid_variant(); }
    Variant operator()(std::int64_t number) const { return from_integer(number); }
    Variant operator()(double number) const {
        return std::isfinite(number) ? Variant{number} : invalid_variant();
    }
    Variant operator()(const std::string& text) const { return Variant{sendable(text)}; }
};

template <typename Basic>
void write_basic(Message& message, const char* type, const Basic& basic) {
    message.openVariant(type);
    message << basic;
    message.closeVariant();
}

struct WriteVariant {
    void operator()(std::monostate) const {
        message.openVariant("ai");
        message.openContainer("i");
        message.closeContainer();
        message.closeVariant();
    }
    void operator()(std::int64_t number) const {
        if (is_narrow(number)) return write_basic(message, "i", static_cast<std::int32_t>(number));
        write_basic(message, "x", number);
    }
    void operator()(double number) const { write_basic(message, "d", number); }
    void operator()(const std::string& text) const { write_basic(message, "s", text); }

    Message& message;
};

}  // namespace

std::optional<Value> to_value(const Variant& variant) {
    const std::string type = variant.peekValueType();
    if (type.size() == 1) {
        return basic_value(type.front(),
                           [&variant]<typename Basic>() { return variant.get<Basic>(); });
    }
    return is_empty_array(variant) ? std::optional{kInvalid} : std::nullopt;
}

std::optional<Value> read_value(Message& message) {
    const NextType next = next_type(message);
    if (next.code != 'v') {
        throw sdbus::Error("org.freedesktop.DBus.Error.InvalidSignature", "expected a variant");
    }
    message.enterVariant(next.contents);
    auto value = read_content(message, next.contents);
    message.exitVariant();
    return value;
}

Variant to_variant(const Value& value) {
    return std::visit(ToVariant{}, value);
}

void write_variant(Message& message, const Value& value) {
    std::visit(WriteVariant{message}, value);
}

Variant invalid_variant() {
    return Variant{std::vector<std::int32_t>{}};
}

bool same(const Variant& a, const Variant& b) {
    if (a.peekValueType() != b.peekValueType()) {
        return false;
    }
    const auto value = to_value(a);
    return value && value == to_value(b);
}

std::string sendable(const std::string& text) {
    if (std::none_of(text.begin(), text.end(), is_beyond_ascii) || is_accepted(text)) {
        return text;
    }
    std::string plain = text;
    std::replace_if(plain.begin(), plain.end(), is_beyond_ascii, '?');
    return plain;
}

Value sendable(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return sendable(*text);
    const auto* number = std::get_if<double>(&value);
    return number == nullptr || std::isfinite(*number) ? value : kInvalid;
}

}  // namespace aggregator::dbus
