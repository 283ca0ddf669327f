#include "venus/codec.hpp"

#include <array>
#include <charconv>
#include <limits>

namespace aggregator::venus {

std::string fixed(double value, int decimals) {
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, decimals);
    return {buffer.data(), end.ptr};
}

std::string hexadecimal(int value) {
    std::array<char, 16> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, 16);
    std::string digits{buffer.data(), end.ptr};
    for (char& digit : digits) {
        if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
    }
    return digits;
}

double rounded(double value) {
    constexpr double steps = 1000.0;
    return std::round(value * steps) / steps;
}

std::optional<double> number_in(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    const auto* number = std::get_if<double>(&value);
    if (number == nullptr || !std::isfinite(*number)) return std::nullopt;
    return *number;
}

std::optional<int> integer_in(const Value& value) {
    const auto number = number_in(value);
    if (!number || *number != std::trunc(*number)) return std::nullopt;
    if (*number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max()) {
        return std::nullopt;
    }
    return static_cast<int>(*number);
}

}  // namespace aggregator::venus
