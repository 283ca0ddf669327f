#pragma once

/// The text form of what is saved: one line for each field, `key value`, in a fixed order. Writer
/// and reader are two visitors of one list of fields, so that they cannot differ.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

/// What a number can be, ends included.
struct Bounds {
    double low;
    double high;
    [[nodiscard]] bool contain(double value) const { return low <= value && value <= high; }
};

inline constexpr Bounds kYesOrNo{0.0, 1.0};
inline constexpr Bounds kCelsius{-100.0, 200.0};

/// Longer texts are not kept. No name on a bus is longer.
inline constexpr std::size_t kLongestText = 255;

template <typename Number>
[[nodiscard]] double raw_of(const Number& number) {
    if constexpr (requires { number.value(); }) return number.value();
    if constexpr (requires { number.count(); }) return number.count();
    if constexpr (std::is_arithmetic_v<Number>) return static_cast<double>(number);
}

class StateWriter {
public:
    explicit StateWriter(std::string& text) : text_(text) {}

    template <typename Number>
    void number(std::string_view key, const Number& value, Bounds bounds) {
        const double raw = raw_of(value);
        line(key, decimal(std::isnan(raw) ? bounds.low : std::clamp(raw, bounds.low, bounds.high)));
    }
    template <typename Number>
    void number(std::string_view key, const std::optional<Number>& value, Bounds bounds) {
        const bool known = value && bounds.contain(raw_of(*value));
        line(key, known ? decimal(raw_of(*value)) : "-");
    }
    void text(std::string_view key, const std::string& value);
    void text(std::string_view key, const std::optional<std::string>& value);
    void state(std::string_view key, PackState value) { line(key, name_of(value)); }
    void alarms(std::string_view key, const Alarms& value);

private:
    static std::string decimal(double value);
    void line(std::string_view key, std::string_view value);

    std::string& text_;
};

/// Reads what the writer wrote; good() is false from the first line on that is not such.
class StateReader {
public:
    explicit StateReader(std::string_view text) : rest_(text) {}

    [[nodiscard]] bool good() const { return good_; }
    /// Good, and nothing is left.
    [[nodiscard]] bool finished() const { return good_ && rest_.empty(); }
    void refuse() { good_ = false; }

    template <typename Number>
    void number(std::string_view key, Number& value, Bounds bounds) {
        const auto raw = decimal(take(key), bounds);
        if (!raw) return refuse();
        set(value, *raw);
    }
    template <typename Number>
    void number(std::string_view key, std::optional<Number>& value, Bounds bounds) {
        const auto line = take(key);
        value.reset();
        if (line == "-") return;
        const auto raw = decimal(line, bounds);
        if (!raw) return refuse();
        set(value.emplace(), *raw);
    }
    void text(std::string_view key, std::string& value);
    void text(std::string_view key, std::optional<std::string>& value);
    void state(std::string_view key, PackState& value);
    void alarms(std::string_view key, Alarms& value);

private:
    /// The value of the line `key value` at the front.
    std::string_view take(std::string_view key);
    static std::optional<double> decimal(std::string_view text, Bounds bounds);

    template <typename Number>
    void set(Number& value, double raw) {
        // A whole number with a fraction is none.
        if constexpr (std::is_integral_v<Number>) {
            if (raw != std::floor(raw)) return refuse();
        }
        value = static_cast<Number>(raw);
    }

    std::string_view rest_;
    bool good_ = true;
};

}  // namespace aggregator
