#pragma once

#include <optional>
#include <string>

namespace aggregator::config {

/// What is wrong, in words for the user; no value when nothing is.
using Complaint = std::optional<std::string>;

}  // namespace aggregator::config
