#pragma once

/// Puts what the file says into the draft, one section or entry at a time. Knows no rule that
/// concerns more than one key.

#include "config/draft.hpp"
#include "config/ini_text.hpp"

namespace aggregator::config {

/// Complains about a section that the key table does not have.
void check_section(const IniSection& section, Draft& draft);

/// Complains about names that the key table does not have, second mentions and bad values. Leaves
/// the entries of an unknown section alone: check_section has complained about them.
void assign(const IniEntry& entry, Draft& draft);

}  // namespace aggregator::config
