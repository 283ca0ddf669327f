#pragma once

/// JSON for programs: members keep their order, what is not known is null.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "aggregator/core/units.hpp"
#include "aggregator/venus/value.hpp"

namespace aggregator {

using Json = nlohmann::ordered_json;

template <typename T>
[[nodiscard]] Json json_of(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

template <typename Tag>
[[nodiscard]] Json json_of(const std::optional<Quantity<Tag>>& quantity) {
    return quantity ? Json(quantity->value()) : Json(nullptr);
}

[[nodiscard]] inline Json json_of(const venus::Value& value) {
    struct Visitor {
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(std::int64_t number) const { return number; }
        Json operator()(double number) const { return number; }
        Json operator()(const std::string& text) const { return text; }
    };
    return std::visit(Visitor{}, value);
}

/// Over several lines without `indent` -1. Bytes that are no UTF-8 are replaced.
[[nodiscard]] inline std::string dumped(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace aggregator
