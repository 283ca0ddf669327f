#pragma once

/// What a published decision was made of, for whoever asks for every detail.

#include <span>

#include "aggregator/core/bank.hpp"

namespace aggregator::app {

/// One line for the bank and one for each pack, at level debug; nothing, and no work, above it.
void log_details(const Decision& decision, std::span<const Member> members);

}  // namespace aggregator::app
