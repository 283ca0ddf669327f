#pragma once

/// The rules that tie the packs together.

#include "config/draft.hpp"

namespace aggregator::config {

/// Gives the draft the three default packs when the file lists none and none are to be discovered.
void add_default_packs(Draft& draft);

/// Complains about packs without a service, a service listed twice, our own service as a pack, and
/// more packs waited for than there are.
void check_packs(Draft& draft);

}  // namespace aggregator::config
