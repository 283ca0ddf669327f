#pragma once

/// Reads a configuration file from the disk. Knows nothing of what is in it.

#include <string>
#include <variant>

namespace aggregator::config {

/// There is no such file.
struct Missing {};

/// There is one, but its text cannot be had.
struct Unreadable {
    std::string reason;  ///< In the words of the operating system.
};

using FileText = std::variant<std::string, Missing, Unreadable>;

/// The whole text of the file. A file of more than 1 MiB is refused: it is no configuration.
[[nodiscard]] FileText read_file(const std::string& path);

}  // namespace aggregator::config
