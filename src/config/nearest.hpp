#pragma once

/// Finds what a mistyped name was probably meant to be.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aggregator::config {

/// The candidate with the fewest letters to change, add or remove, the first of equals; nothing
/// when none is near: about one letter in five may be wrong. Case does not count.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name,
                                                 const std::vector<std::string>& candidates);

}  // namespace aggregator::config
