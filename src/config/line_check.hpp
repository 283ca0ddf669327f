#pragma once

/// What inih would misread in a line without saying so. inih looks at one line in a buffer of fixed
/// size, ends it at a NUL, cuts it at a blank and a semicolon, and takes an indented line for more
/// of the value above.

#include <cstddef>
#include <string_view>

#include "config/complaint.hpp"

namespace aggregator::config {

/// The longest line that can be read, in bytes: inih's buffer less line feed and NUL.
inline constexpr std::size_t kLongestLine = 198;

/// Nothing, or why the line must not reach inih. The line is trimmed, neither empty nor a comment.
[[nodiscard]] Complaint check_line(std::string_view line, std::size_t longest);

/// Python's rule for lines that continue a value, which the program up to 1.1.0 followed: deeper
/// indented than the key above it. A file indented evenly has no such line.
class Indentation {
public:
    /// Takes the next line that is neither blank nor a comment, as it stands in the file.
    [[nodiscard]] bool continues_value(std::string_view line);

private:
    std::size_t last_ = 0;
    bool below_key_ = false;
};

}  // namespace aggregator::config
