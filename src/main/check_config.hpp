#pragma once

/// The commands that only look at a configuration file.

#include <string>

#include "aggregator/core/settings.hpp"

namespace aggregator {

/// Says every error; returns the exit code, 0 good or 2 bad.
int check_config(const std::string& path);

/// Shows every key with its value, unit and source; for a bad file the errors instead, and 2.
int print_config(const std::string& path);

/// The settings of a good file, else the defaults: for commands that only need to know whom to ask.
[[nodiscard]] Settings settings_or_defaults(const std::string& path);

}  // namespace aggregator
