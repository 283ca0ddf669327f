#pragma once

/// A configuration in the making, shared by the steps of load().

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aggregator/config/config.hpp"

namespace aggregator::config {

struct KeyName {
    std::string section;
    std::string key;

    auto operator<=>(const KeyName&) const = default;
};

/// Where the file gives a key.
struct Mention {
    int line;
    bool valid;  ///< False when the value was refused: the setting still holds its default.
};

struct Draft {
    Settings settings{};                    ///< Without the packs.
    std::map<int, PackSettings> packs{};    ///< By the N of bmsN_*.
    std::map<KeyName, Mention> mentions{};  ///< Every known key of the file.
    std::vector<ConfigError> errors{};

    [[nodiscard]] std::optional<int> line_of(const KeyName& name) const;
    /// False when the file gives the key with a value that was refused.
    [[nodiscard]] bool trustworthy(const KeyName& name) const;
    /// An error at the line of the key.
    void blame(const KeyName& name, std::string message);
};

}  // namespace aggregator::config
