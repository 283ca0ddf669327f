#pragma once

/// The text form of every type of setting. Reading leaves the value alone when it complains.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "aggregator/core/settings.hpp"
#include "config/spec.hpp"

namespace aggregator::config {

[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, double& value);
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, int& value);
/// The words of Python's configparser, in any case.
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, bool& value);
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, std::string& value);
/// Parts separated by commas.
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text,
                                   std::vector<std::string>& value);
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text,
                                   std::vector<CurvePoint>& value);
/// The place of a word among the allowed ones.
[[nodiscard]] Complaint read_word(const Spec& spec, std::string_view text, std::size_t& place);

[[nodiscard]] std::string write_value(const Spec& spec, double value);
[[nodiscard]] std::string write_value(const Spec& spec, int value);
[[nodiscard]] std::string write_value(const Spec& spec, bool value);
[[nodiscard]] std::string write_value(const Spec& spec, const std::string& value);
[[nodiscard]] std::string write_value(const Spec& spec, const std::vector<std::string>& value);
[[nodiscard]] std::string write_value(const Spec& spec, const std::vector<CurvePoint>& value);
[[nodiscard]] std::string write_word(const Spec& spec, std::size_t place);

template <typename Tag>
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, Quantity<Tag>& value) {
    double number = 0.0;
    auto complaint = read_value(spec, text, number);
    if (!complaint) value = Quantity<Tag>{number};
    return complaint;
}

[[nodiscard]] inline Complaint read_value(const Spec& spec, std::string_view text, Seconds& value) {
    double number = 0.0;
    auto complaint = read_value(spec, text, number);
    if (!complaint) value = Seconds{number};
    return complaint;
}

template <typename Enum>
requires std::is_enum_v<Enum>
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text, Enum& value) {
    std::size_t place = 0;
    auto complaint = read_word(spec, text, place);
    if (!complaint) value = static_cast<Enum>(place);
    return complaint;
}

template <typename T>
[[nodiscard]] Complaint read_value(const Spec& spec, std::string_view text,
                                   std::optional<T>& value) {
    T present{};
    auto complaint = read_value(spec, text, present);
    if (!complaint) value = present;
    return complaint;
}

template <typename Tag>
[[nodiscard]] std::string write_value(const Spec& spec, Quantity<Tag> value) {
    return write_value(spec, value.value());
}

[[nodiscard]] inline std::string write_value(const Spec& spec, Seconds value) {
    return write_value(spec, value.count());
}

template <typename Enum>
requires std::is_enum_v<Enum>
[[nodiscard]] std::string write_value(const Spec& spec, Enum value) {
    return write_word(spec, static_cast<std::size_t>(value));
}

}  // namespace aggregator::config
