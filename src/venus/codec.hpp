#pragma once

/// How each type of core looks on the bus and in text, and what is accepted as one. Type-driven: a
/// path only adds its decimals. Absent is Venus's invalid everywhere.

#include <cmath>
#include <optional>
#include <string>

#include "aggregator/core/battery.hpp"
#include "aggregator/venus/value.hpp"

namespace aggregator::venus {

/// Longest text that a path of ours can mean; a longer one is no name.
inline constexpr std::size_t kLongestText = 256;

/// Fixed-point text, the way Venus's own services write numbers.
[[nodiscard]] std::string fixed(double value, int decimals);

/// Digits 0 to F of a number that is not negative.
[[nodiscard]] std::string hexadecimal(int value);

/// To thousandths: what is beyond is the noise of sums and of single precision, and would only be
/// traffic.
[[nodiscard]] double rounded(double value);

/// The number in a value, whatever its width; no value for anything but a finite number.
[[nodiscard]] std::optional<double> number_in(const Value& value);
/// The whole number in a value.
[[nodiscard]] std::optional<int> integer_in(const Value& value);

template <typename T>
struct Codec;

template <typename Tag>
struct Unit;
template <>
struct Unit<VoltTag> {
    static constexpr const char* symbol = "V";
};
template <>
struct Unit<AmpTag> {
    static constexpr const char* symbol = "A";
};
template <>
struct Unit<WattTag> {
    static constexpr const char* symbol = "W";
};
template <>
struct Unit<AmpHourTag> {
    static constexpr const char* symbol = "Ah";
};
template <>
struct Unit<KilowattHourTag> {
    static constexpr const char* symbol = "kWh";
};
template <>
struct Unit<PercentTag> {
    static constexpr const char* symbol = "%";
};
template <>
struct Unit<CelsiusTag> {
    static constexpr const char* symbol = "C";
};

template <typename Tag>
struct Codec<Quantity<Tag>> {
    static std::optional<Quantity<Tag>> decode(const Value& value) {
        const auto number = number_in(value);
        if (!number) return std::nullopt;
        return Quantity<Tag>{*number};
    }
    static Shown encode(Quantity<Tag> quantity, int decimals) {
        const double value = rounded(quantity.value());
        return {value, fixed(value, decimals) + Unit<Tag>::symbol};
    }
};

template <>
struct Codec<Seconds> {
    static std::optional<Seconds> decode(const Value& value) {
        const auto number = number_in(value);
        if (!number) return std::nullopt;
        return Seconds{*number};
    }
    static Shown encode(Seconds seconds, int decimals) {
        return {seconds.count(), fixed(seconds.count(), decimals) + "s"};
    }
};

template <>
struct Codec<double> {
    static std::optional<double> decode(const Value& value) { return number_in(value); }
    static Shown encode(double value, int decimals) { return {value, fixed(value, decimals)}; }
};

template <>
struct Codec<int> {
    static std::optional<int> decode(const Value& value) { return integer_in(value); }
    static Shown encode(int value, int) { return {std::int64_t{value}, std::to_string(value)}; }
};

template <>
struct Codec<bool> {
    static std::optional<bool> decode(const Value& value) {
        const auto number = integer_in(value);
        if (!number || *number < 0 || *number > 1) return std::nullopt;
        return *number == 1;
    }
    static Shown encode(bool value, int) { return Codec<int>::encode(value ? 1 : 0, 0); }
};

template <>
struct Codec<Severity> {
    /// A severity beyond those that Venus knows is at least an alarm.
    static std::optional<Severity> decode(const Value& value) {
        const auto number = integer_in(value);
        if (!number || *number < 0) return std::nullopt;
        return *number >= 2 ? Severity::alarm : static_cast<Severity>(*number);
    }
    static Shown encode(Severity value, int) {
        return Codec<int>::encode(static_cast<int>(value), 0);
    }
};

template <>
struct Codec<std::string> {
    static std::optional<std::string> decode(const Value& value) {
        const auto* text = std::get_if<std::string>(&value);
        if (text == nullptr || text->size() > kLongestText) return std::nullopt;
        return *text;
    }
    static Shown encode(const std::string& value, int) { return {value, value}; }
};

/// Invalid values are encoded like this.
[[nodiscard]] inline Shown invalid() {
    return {Value{}, kInvalidText};
}

}  // namespace aggregator::venus
