#include <algorithm>
#include <cstddef>
#include <string>

#include "aggregator/config/config.hpp"
#include "config/key_table.hpp"
#include "config/line_check.hpp"

namespace aggregator::config {

namespace {

constexpr std::string_view kCommentedOut = "# ";

std::string source(const EffectiveKey& key) {
    if (key.line) return "line " + std::to_string(*key.line);
    if (!key.value) return "from the BMS";
    const auto* setting = find_key(key.section, key.key);
    return setting ? default_source(*setting) : "default";
}

std::string note(const EffectiveKey& key) {
    const std::string unit = key.unit.empty() ? "" : ", " + key.unit;
    return "# " + source(key) + unit + "\n";
}

std::string without_blanks_behind_commas(std::string text) {
    for (auto at = text.find(", "); at != std::string::npos; at = text.find(", "))
        text.erase(at + 1, 1);
    return text;
}

std::string assignment(const EffectiveKey& key, std::size_t width) {
    std::string name = key.line ? key.key : std::string(kCommentedOut) + key.key;
    name.resize(std::max(width + kCommentedOut.size(), name.size()), ' ');
    const std::string value = key.value.value_or("");
    const std::string line = name + (value.empty() ? " =" : " = ") + value;
    if (line.size() <= kLongestLine) return line + "\n";
    // The file holds it in its shortest form, else it could not have been read.
    return key.key + "=" + without_blanks_behind_commas(value) + "\n";
}

}  // namespace

std::string print(const Loaded& loaded) {
    std::size_t width = 0;
    for (const auto& key : loaded.keys) width = std::max(width, key.key.size());

    std::string text = "# The configuration in force. What is commented out is not in the file.\n";
    std::string section;
    for (const auto& key : loaded.keys) {
        if (key.section != section) text += "\n[" + key.section + "]\n";
        section = key.section;
        text += note(key) + assignment(key, width);
    }
    return text;
}

}  // namespace aggregator::config
