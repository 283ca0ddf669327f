#pragma once

/// Small helpers on text. Bytes outside ASCII pass through untouched.

#include <string>
#include <string_view>
#include <vector>

namespace aggregator::config {

/// Without the blanks and tabs at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// ASCII letters in lower case.
[[nodiscard]] std::string lower(std::string_view text);

/// The parts between the separators as they are; one empty part for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// In single quotes, for messages.
[[nodiscard]] std::string quote(std::string_view text);

}  // namespace aggregator::config
