#pragma once

/// The log of the daemon: lines on standard output; whoever supervises it stamps and rotates them.

#include <optional>
#include <string>

#include "aggregator/core/settings.hpp"

namespace aggregator::app {

/// Words for --log-level, mildest first.
inline constexpr const char* kLogLevels = "debug, info, warn, error";

/// True for one of kLogLevels.
[[nodiscard]] bool is_log_level(const std::string& word);

void set_up_logging();

/// The level asked for on the command line, else what the settings say.
void set_log_level(const std::optional<std::string>& asked, const Settings& settings);

}  // namespace aggregator::app
