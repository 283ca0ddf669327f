#pragma once

/// What load_scenario() says of a text, as a user reads it.

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario_file.hpp"

namespace aggregator::sim {

inline std::vector<std::string> errors_of(std::string_view text) {
    std::vector<std::string> lines;
    for (const auto& error : load_scenario(text).errors)
        lines.push_back(config::describe(error, "file"));
    return lines;
}

}  // namespace aggregator::sim
