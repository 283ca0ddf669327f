#pragma once

/// What the tests of the configuration share.

#include <string>
#include <string_view>
#include <vector>

#include "aggregator/config/config.hpp"

namespace aggregator::config {

/// The text of a file of the project; fails the test when it cannot be read.
[[nodiscard]] std::string project_file(const std::string& path);

/// Every error of the text, as `LINE: [section] key: message`.
[[nodiscard]] std::vector<std::string> errors_of(std::string_view text);

/// The settings of a text that must be free of errors.
[[nodiscard]] Settings settings_of(std::string_view text);

/// The settings of an empty file.
[[nodiscard]] Settings defaults();

/// The key as it is in force; fails the test when there is none.
[[nodiscard]] EffectiveKey key_of(const Loaded& loaded, std::string_view section,
                                  std::string_view key);

/// The sample with the keys in force that it comments out: a valid file with every key once.
[[nodiscard]] std::string with_all_keys(std::string text);

}  // namespace aggregator::config
