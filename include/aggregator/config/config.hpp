#pragma once

/// The configuration file, from its text to Settings and back. Knows the name, the range and the
/// text form of every key; does not know what a setting does, where the file lies, or what to do
/// when it is bad.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/settings.hpp"

namespace aggregator::config {

/// One thing that is wrong with the file.
struct ConfigError {
    std::optional<int> line{};  ///< Counted from 1; no value when no single line is to blame.
    std::string section{};      ///< Empty in front of the first section.
    std::string key{};          ///< Empty when the line as a whole is wrong.
    std::string message{};      ///< What was found, what is allowed, what to do.

    bool operator==(const ConfigError&) const = default;
};

/// `FILE:LINE: [section] key: message`, without the parts that the error does not have.
[[nodiscard]] std::string describe(const ConfigError& error, std::string_view file);

/// One key as it is in force.
struct EffectiveKey {
    std::string section{};
    std::string key{};                   ///< With the pack's number: `bms2_name`.
    std::string unit{};                  ///< Empty when there is none.
    std::optional<std::string> value{};  ///< No value where the packs decide.
    std::optional<int> line{};           ///< Where the file gives it; no value for a default.
};

/// What became of a text.
struct Loaded {
    Settings settings{};                ///< To be used only when `errors` is empty.
    std::vector<ConfigError> errors{};  ///< All of them, in the order of their lines.
    std::vector<EffectiveKey> keys{};   ///< Every key, in the order of CONFIGURATION.md.
};

/// Reads the text of a file; an empty text gives the defaults. Nothing in it is lost silently: each
/// line is blank, a comment, a section, a setting, or an error. Defaults are not scaled to the
/// nominal voltage here, see Settings::given.
[[nodiscard]] Loaded load(std::string_view text);

/// The effective configuration as a file that loads to the same settings. Defaults are commented
/// out: some of them follow the bank's voltage, and a file that names them would pin them.
[[nodiscard]] std::string print(const Loaded& loaded);

/// The commented sample file, config/config.ini.
[[nodiscard]] std::string sample();

}  // namespace aggregator::config
