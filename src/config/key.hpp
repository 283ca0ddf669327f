#pragma once

/// A key of the file and the setting behind it.

#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/settings.hpp"
#include "config/values.hpp"

namespace aggregator::config {

/// `Root` is Settings, or PackSettings for the keys that every pack has.
template <typename Root>
struct Key {
    Spec spec;
    Complaint (*read)(const Spec& spec, std::string_view text, Root& root);
    /// No value where the setting has none.
    std::optional<std::string> (*write)(const Spec& spec, const Root& root);
    /// For a default that is scaled to the nominal voltage, where to note that the file gives it.
    bool Settings::Given::*given = nullptr;
};

/// The member at the end of a path of members.
template <auto... path>
[[nodiscard]] constexpr auto& member(auto& root) {
    // clang-format off
    return (root .* ... .* path);
    // clang-format on
}

template <typename Root, auto... path>
[[nodiscard]] Complaint read_member(const Spec& spec, std::string_view text, Root& root) {
    return read_value(spec, text, member<path...>(root));
}

template <typename T>
[[nodiscard]] std::optional<std::string> write_present(const Spec& spec, const T& value) {
    return write_value(spec, value);
}

template <typename T>
[[nodiscard]] std::optional<std::string> write_present(const Spec& spec,
                                                       const std::optional<T>& value) {
    if (!value) return {};
    return write_value(spec, *value);
}

template <typename Root, auto... path>
[[nodiscard]] std::optional<std::string> write_member(const Spec& spec, const Root& root) {
    return write_present(spec, member<path...>(root));
}

template <auto... path>
[[nodiscard]] constexpr Key<Settings> setting(Spec spec) {
    return {spec, &read_member<Settings, path...>, &write_member<Settings, path...>};
}

/// A setting whose default follows the nominal voltage of the bank.
template <auto... path>
[[nodiscard]] constexpr Key<Settings> scaled_setting(bool Settings::Given::*given, Spec spec) {
    auto key = setting<path...>(spec);
    key.given = given;
    return key;
}

template <auto... path>
[[nodiscard]] constexpr Key<PackSettings> pack_setting(Spec spec) {
    return {spec, &read_member<PackSettings, path...>, &write_member<PackSettings, path...>};
}

/// What a default is called where a line number would stand.
[[nodiscard]] inline std::string default_source(const Key<Settings>& key) {
    return key.given ? "default for 12 V" : "default";
}

}  // namespace aggregator::config
