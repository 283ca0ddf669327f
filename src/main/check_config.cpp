#include "main/check_config.hpp"

#include <iostream>

#include "aggregator/config/config.hpp"
#include "aggregator/config/file.hpp"

namespace aggregator {

namespace {

constexpr int kGood = 0;
constexpr int kBad = 2;

/// Loads the file and says its errors; no value when there are any.
std::optional<config::Loaded> load_or_complain(const std::string& path) {
    const config::FileText file = config::read_file(path);
    if (std::holds_alternative<config::Missing>(file)) {
        std::cerr << path
                  << ": there is no such file; without one the embedded defaults are in force\n";
        return std::nullopt;
    }
    if (const auto* unreadable = std::get_if<config::Unreadable>(&file)) {
        std::cerr << path << ": " << unreadable->reason << "\n";
        return std::nullopt;
    }
    config::Loaded loaded = config::load(std::get<std::string>(file));
    for (const config::ConfigError& error : loaded.errors)
        std::cerr << config::describe(error, path) << "\n";
    if (!loaded.errors.empty()) return std::nullopt;
    return loaded;
}

}  // namespace

int check_config(const std::string& path) {
    if (!load_or_complain(path)) return kBad;
    std::cout << path << ": good\n";
    return kGood;
}

int print_config(const std::string& path) {
    const auto loaded = load_or_complain(path);
    if (!loaded) return kBad;
    std::cout << config::print(*loaded);
    return kGood;
}

Settings settings_or_defaults(const std::string& path) {
    const config::FileText file = config::read_file(path);
    const auto* text = std::get_if<std::string>(&file);
    config::Loaded loaded = config::load(text == nullptr ? "" : *text);
    return loaded.errors.empty() ? loaded.settings : config::load("").settings;
}

}  // namespace aggregator
