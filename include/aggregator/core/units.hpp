#pragma once

/// Electrical quantities that cannot be mistaken for one another. Raw numbers appear only where
/// data enters or leaves the program; there the unit is in the name (`interval_ms`, `voltage_v`).
/// Signs and symbols: domain.md, head.

#include <chrono>
#include <compare>

namespace aggregator {

/// A double with a unit. Two quantities of one unit add, subtract and compare; their ratio is a
/// plain number.
template <typename Tag>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_(value) {}

    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr auto operator<=>(const Quantity&) const = default;

    constexpr Quantity& operator+=(Quantity other) {
        value_ += other.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other) {
        value_ -= other.value_;
        return *this;
    }
    constexpr Quantity operator-() const { return Quantity{-value_}; }

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
    friend constexpr Quantity operator*(Quantity a, double k) { return Quantity{a.value_ * k}; }
    friend constexpr Quantity operator*(double k, Quantity a) { return a * k; }
    friend constexpr Quantity operator/(Quantity a, double k) { return Quantity{a.value_ / k}; }
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

private:
    double value_ = 0.0;
};

using Volts = Quantity<struct VoltTag>;
using Amps =
    Quantity<struct AmpTag>;  ///< Positive charges the battery, everywhere in this program.
using Watts = Quantity<struct WattTag>;
using AmpHours = Quantity<struct AmpHourTag>;
using KilowattHours = Quantity<struct KilowattHourTag>;
using Percent = Quantity<struct PercentTag>;
using Celsius = Quantity<struct CelsiusTag>;

inline constexpr Percent kEmpty{0.0};
inline constexpr Percent kFull{100.0};

constexpr Watts operator*(Volts u, Amps i) {
    return Watts{u.value() * i.value()};
}

/// A duration with fractions, for ages, hold times and rates.
using Seconds = std::chrono::duration<double>;

inline constexpr double kSecondsPerHour = 3600.0;

/// A moment of the monotonic clock. Core never asks for the time, it is told.
using Instant = std::chrono::steady_clock::time_point;

/// The time from `then` to `now`, never negative.
[[nodiscard]] constexpr Seconds age(Instant then, Instant now) {
    return now > then ? Seconds{now - then} : Seconds::zero();
}

namespace literals {
constexpr Volts operator""_V(long double v) {
    return Volts{static_cast<double>(v)};
}
constexpr Amps operator""_A(long double v) {
    return Amps{static_cast<double>(v)};
}
constexpr Watts operator""_W(long double v) {
    return Watts{static_cast<double>(v)};
}
constexpr AmpHours operator""_Ah(long double v) {
    return AmpHours{static_cast<double>(v)};
}
constexpr Percent operator""_pct(long double v) {
    return Percent{static_cast<double>(v)};
}
constexpr Celsius operator""_C(long double v) {
    return Celsius{static_cast<double>(v)};
}
}  // namespace literals

}  // namespace aggregator
