#pragma once

/// Replaces a file as a whole or not at all, also when the power fails half-way.

#include <string>
#include <string_view>

namespace aggregator::app {

/// Writes `text` to `folder`/`name` through a temporary file, with fsync of file and folder.
/// Creates the folder. Throws std::system_error; then the old file is as it was.
void replace_file(const std::string& folder, const std::string& name, std::string_view text);

}  // namespace aggregator::app
