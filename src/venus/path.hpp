#pragma once

/// A row of a path table: one path of the bus bound to one member of a structure. Reading, writing
/// and text follow from the member's type.

#include <string_view>

#include "venus/codec.hpp"

namespace aggregator::venus {

/// What became of a value from the bus.
enum class Taken { yes, rejected };

template <typename Owner>
struct Path {
    std::string_view name;
    int decimals;
    Taken (*read)(Owner& owner, const Value& value);
    Shown (*show)(const Owner& owner, int decimals);
};

namespace detail {

template <typename T>
struct MemberOf;
template <typename Owner, typename T>
struct MemberOf<T Owner::*> {
    using type = Owner;
};

template <auto First, auto... Rest, typename Object>
constexpr auto& at(Object& object) {
    if constexpr (sizeof...(Rest) == 0) {
        return object.*First;
    } else {
        return at<Rest...>(object.*First);
    }
}

/// A value that does not fit leaves the member without one: what the service said before no longer
/// holds.
template <typename T>
Taken assign(std::optional<T>& member, const Value& value) {
    member.reset();
    if (std::holds_alternative<std::monostate>(value)) return Taken::yes;
    member = Codec<T>::decode(value);
    return member ? Taken::yes : Taken::rejected;
}

template <typename T>
Shown shown(const std::optional<T>& member, int decimals) {
    return member ? Codec<T>::encode(*member, decimals) : invalid();
}

}  // namespace detail

/// Binds a path to a member, or to a member of a member: path<&Battery::limits,
/// &Limits::charge_current>.
template <auto First, auto... Rest>
constexpr auto path(std::string_view name, int decimals = 0) {
    using Owner = typename detail::MemberOf<decltype(First)>::type;
    return Path<Owner>{name, decimals,
                       [](Owner& owner, const Value& value) {
                           return detail::assign(detail::at<First, Rest...>(owner), value);
                       },
                       [](const Owner& owner, int places) {
                           return detail::shown(detail::at<First, Rest...>(owner), places);
                       }};
}

/// Binds a path to an alarm.
template <AlarmKind Kind>
constexpr Path<Battery> alarm(std::string_view name) {
    return {name, 0,
            [](Battery& battery, const Value& value) {
                return detail::assign(battery.alarms[Kind], value);
            },
            [](const Battery& battery, int places) {
                return detail::shown(battery.alarms[Kind], places);
            }};
}

}  // namespace aggregator::venus
