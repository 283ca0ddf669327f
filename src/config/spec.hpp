#pragma once

/// What is known of a key besides the setting behind it.

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "config/complaint.hpp"

namespace aggregator::config {

/// Both ends are allowed.
struct Range {
    double low;
    double high;
};

/// For an enumeration in the order of its enumerators.
using Words = std::span<const std::string_view>;

/// A text with a rule.
struct Form {
    std::string_view description;
    Complaint (*check)(std::string_view text);
};

/// What holds without the key where that is no value, and a value to show instead.
struct Absent {
    std::string_view meaning{};
    std::string_view example{};
};

struct Spec {
    std::string_view section;
    std::string_view name;
    std::string_view unit;  ///< Empty when there is none.
    std::variant<Range, Words, Form> allowed;
    std::string_view effect;  ///< One sentence.
    Absent absent{};
};

/// `9 to 66`, `mean, median`, or a description.
[[nodiscard]] std::string allowed_text(const Spec& spec);

/// `; allowed is 9 to 66 V`, to end a complaint.
[[nodiscard]] std::string allowed_clause(const Spec& spec);

}  // namespace aggregator::config
