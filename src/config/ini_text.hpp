#pragma once

/// Splits the text of a file into sections and entries, with their lines. Knows no key. The only
/// user of inih.

#include <string>
#include <string_view>
#include <vector>

#include "aggregator/config/config.hpp"

namespace aggregator::config {

struct IniSection {
    int line;
    std::string name;
};

struct IniEntry {
    int line;
    std::string section;  ///< Empty in front of the first one.
    std::string key;      ///< As written; may be empty.
    std::string value;    ///< Trimmed; may be empty.
};

struct IniText {
    std::vector<IniSection> sections{};  ///< Every header, also one without entries.
    std::vector<IniEntry> entries{};
    std::vector<ConfigError> errors{};  ///< One for each line that is none of these.
};

/// Takes LF and CRLF line ends and a UTF-8 byte order mark.
[[nodiscard]] IniText read_ini(std::string_view text);

}  // namespace aggregator::config
