#include "config/fixture.hpp"

#include <gtest/gtest.h>

#include <variant>

#include "aggregator/config/file.hpp"

namespace aggregator::config {

std::string project_file(const std::string& path) {
    const auto text = read_file(std::string(AGGREGATOR_PROJECT_DIR) + "/" + path);
    EXPECT_TRUE(std::holds_alternative<std::string>(text)) << path;
    const auto* found = std::get_if<std::string>(&text);
    return found ? *found : "";
}

std::vector<std::string> errors_of(std::string_view text) {
    std::vector<std::string> texts;
    for (const auto& error : load(text).errors) texts.push_back(describe(error, "").substr(1));
    return texts;
}

Settings settings_of(std::string_view text) {
    auto loaded = load(text);
    for (const auto& error : loaded.errors) ADD_FAILURE() << describe(error, "file");
    return std::move(loaded.settings);
}

Settings defaults() {
    return settings_of("");
}

EffectiveKey key_of(const Loaded& loaded, std::string_view section, std::string_view key) {
    for (const auto& candidate : loaded.keys)
        if (candidate.section == section && candidate.key == key) return candidate;
    ADD_FAILURE() << "no [" << section << "] " << key;
    return {};
}

std::string with_all_keys(std::string text) {
    for (std::size_t at = 0; (at = text.find("\n#", at)) != std::string::npos; ++at)
        if (text[at + 2] >= 'a' && text[at + 2] <= 'z') text.erase(at + 1, 1);
    return text;
}

}  // namespace aggregator::config
