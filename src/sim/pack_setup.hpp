#pragma once

/// How a pack is set up on the command line: `soc=60,current=-5,/Alarms/LowSoc=1`. Knows no bus.

#include <string>
#include <string_view>
#include <vector>

#include "sim/pack_inputs.hpp"
#include "sim/typed_value.hpp"

namespace aggregator::sim {

/// A value to be shown on a path, whatever the pack's model says.
struct PathValue {
    std::string path;
    TypedValue value;
};

struct PackSetup {
    PackInputs inputs{};
    std::vector<PathValue> values{};
};

/// Applies assignments, separated by commas, to a setup: KEY=NUMBER for an input of the pack,
/// PATH=VALUE for anything else. Throws UsageError with the first one that cannot be applied.
void apply_assignments(std::string_view assignments, PackSetup& setup);

}  // namespace aggregator::sim
