#pragma once

/// The commands that make Venus follow the bank, and give back what it followed before.

#include <optional>
#include <string>

#include "aggregator/core/settings.hpp"

namespace aggregator {

struct SelectOptions {
    std::string config_path;  ///< What was before is kept in the state folder beside it.
    Settings settings;
    std::optional<std::string> bus_address{};
};

/// Both return the exit code, 0 done (also when there was nothing to do), and throw a
/// std::exception whose text says why not.
int select_bank(const SelectOptions& options);
int deselect_bank(const SelectOptions& options);

}  // namespace aggregator
