#include "sim/typed_value.hpp"

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

template <typename Number>
std::optional<TypedValue> parse_as(std::string_view text) {
    const auto number = parse_number<Number>(text);
    return number ? std::optional<TypedValue>{*number} : std::nullopt;
}

std::optional<TypedValue> parse_boolean(std::string_view text) {
    if (text == "1" || text == "True" || text == "true") {
        return true;
    }
    if (text == "0" || text == "False" || text == "false") {
        return false;
    }
    return std::nullopt;
}

std::optional<TypedValue> parse_invalid(std::string_view text) {
    return text == "[]" ? std::optional<TypedValue>{std::monostate{}} : std::nullopt;
}

std::optional<TypedValue> parse_string(std::string_view text) {
    return std::string{text};
}

struct NamedParser {
    std::string_view type;
    std::optional<TypedValue> (*parse)(std::string_view text);
};

constexpr NamedParser kParsers[] = {
    {"DOUBLE", parse_as<double>},
    {"INT32", parse_as<std::int32_t>},
    {"UINT32", parse_as<std::uint32_t>},
    {"INT16", parse_as<std::int16_t>},
    {"UINT16", parse_as<std::uint16_t>},
    {"INT64", parse_as<std::int64_t>},
    {"UINT64", parse_as<std::uint64_t>},
    {"BYTE", parse_as<std::uint8_t>},
    {"BOOLEAN", parse_boolean},
    {"STRING", parse_string},
    {"ARRAY", parse_invalid},
};

}  // namespace

bool is_unplayable(std::string_view type) {
    return type == "UNKNOWN" || type.starts_with("ARRAY[");
}

std::optional<TypedValue> parse_typed(std::string_view type, std::string_view text) {
    for (const NamedParser& parser : kParsers) {
        if (parser.type == type) {
            return parser.parse(text);
        }
    }
    return std::nullopt;
}

TypedValue guess_typed(std::string_view text) {
    if (text == "invalid") {
        return {};
    }
    if (const auto whole = parse_number<std::int32_t>(text)) {
        return *whole;
    }
    if (const auto number = parse_number<double>(text)) {
        return *number;
    }
    return std::string{text};
}

}  // namespace aggregator::sim
