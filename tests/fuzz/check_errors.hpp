#pragma once

/// What every reader of INI text promises of its errors.

#include <algorithm>
#include <span>
#include <string_view>

#include "aggregator/config/config.hpp"
#include "fuzz/check.hpp"

namespace aggregator::fuzz {

/// Each says what is wrong, and points into the text.
inline void check_errors(std::span<const config::ConfigError> errors, std::string_view text) {
    const auto lines = 1 + std::ranges::count(text, '\n');
    for (const config::ConfigError& error : errors) {
        check(!error.message.empty(), "an error says what is wrong");
        check(!error.line || (*error.line >= 1 && *error.line <= lines), "its line exists");
        check(!config::describe(error, "file").empty(), "it can be described");
    }
}

}  // namespace aggregator::fuzz
