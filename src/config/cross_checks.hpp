#pragma once

/// The rules that tie two keys of one section together.

#include "config/draft.hpp"

namespace aggregator::config {

/// Complains at the line of the later of the two keys. A pair with a value that was refused is not
/// judged.
void check_pairs(Draft& draft);

}  // namespace aggregator::config
