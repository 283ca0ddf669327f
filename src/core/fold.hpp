#pragma once

/// Folds over one field of many members where some do not know it. Each name says what an unknown
/// value means to the result; for limits that difference is a safety decision and stays visible
/// where the fold is called.

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace aggregator {

/// The sum of the known values; no value when none is known.
template <typename T, typename Field>
[[nodiscard]] auto sum_of_known(std::span<const T> members, Field field)
    -> decltype(field(members.front())) {
    decltype(field(members.front())) total;
    for (const T& member : members) {
        const auto value = field(member);
        if (!value) continue;
        total = total ? *total + *value : *value;
    }
    return total;
}

/// The mean of the known values; no value when none is known.
template <typename T, typename Field>
[[nodiscard]] auto mean_of_known(std::span<const T> members, Field field)
    -> decltype(field(members.front())) {
    auto total = sum_of_known(members, field);
    if (!total) return total;
    const auto known =
        std::ranges::count_if(members, [&](const T& m) { return field(m).has_value(); });
    return *total / static_cast<double>(known);
}

/// The member with the lowest known value; null when none is known. Ties go to the first.
template <typename T, typename Field>
[[nodiscard]] const T* lowest_by(std::span<const T> members, Field field) {
    const T* best = nullptr;
    for (const T& member : members) {
        if (!field(member)) continue;
        if (best == nullptr || *field(member) < *field(*best)) best = &member;
    }
    return best;
}

/// The member with the highest known value; null when none is known. Ties go to the first.
template <typename T, typename Field>
[[nodiscard]] const T* highest_by(std::span<const T> members, Field field) {
    const T* best = nullptr;
    for (const T& member : members) {
        if (!field(member)) continue;
        if (best == nullptr || *field(*best) < *field(member)) best = &member;
    }
    return best;
}

/// The lowest known value; no value when none is known.
template <typename T, typename Field>
[[nodiscard]] auto lowest_known(std::span<const T> members, Field field)
    -> decltype(field(members.front())) {
    const T* best = lowest_by(members, field);
    if (best == nullptr) return {};
    return field(*best);
}

/// The highest known value; no value when none is known.
template <typename T, typename Field>
[[nodiscard]] auto highest_known(std::span<const T> members, Field field)
    -> decltype(field(members.front())) {
    const T* best = highest_by(members, field);
    if (best == nullptr) return {};
    return field(*best);
}

/// The middle of the known values, the mean of the two middle ones for an even number.
template <typename T, typename Field>
[[nodiscard]] auto median_of_known(std::span<const T> members, Field field)
    -> decltype(field(members.front())) {
    std::vector<typename decltype(field(members.front()))::value_type> values;
    for (const T& member : members) {
        if (const auto value = field(member)) values.push_back(*value);
    }
    if (values.empty()) return {};
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    if (values.size() % 2 == 1) return values[middle];
    return (values[middle - 1] + values[middle]) / 2.0;
}

/// The lower of two limits; an absent one does not limit.
template <typename T>
[[nodiscard]] std::optional<T> tighter(std::optional<T> a, std::optional<T> b) {
    if (!a) return b;
    if (!b) return a;
    return std::min(*a, *b);
}

/// The higher of two severities or floors; absent never hides present.
template <typename T>
[[nodiscard]] std::optional<T> stronger(std::optional<T> a, std::optional<T> b) {
    if (!a) return b;
    if (!b) return a;
    return std::max(*a, *b);
}

}  // namespace aggregator
