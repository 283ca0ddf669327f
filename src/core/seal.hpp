#pragma once

/// A text that shows when it is damaged: a header line in front, a checksum in the last line. It
/// finds damage; it is no protection against intent.

#include <optional>
#include <string>
#include <string_view>

namespace aggregator {

/// `text` begins with its header and ends with a line feed.
[[nodiscard]] std::string seal(std::string text);

/// What is between header and checksum; no value when either is not what it must be.
[[nodiscard]] std::optional<std::string_view> unseal(std::string_view text,
                                                     std::string_view header);

}  // namespace aggregator
