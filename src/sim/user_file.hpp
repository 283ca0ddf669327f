#pragma once

/// Files that the user names.

#include <string>

namespace aggregator::sim {

/// All of it. Throws UsageError with the file's name and the reason when it cannot be read.
[[nodiscard]] std::string text_of_file(const std::string& file);

}  // namespace aggregator::sim
