#pragma once

/// The command that takes the bank out of Venus's settings again, for who removes the program.

#include <optional>
#include <string>

#include "aggregator/core/settings.hpp"

namespace aggregator {

struct ForgetOptions {
    Settings settings;
    std::optional<std::string> bus_address{};
};

/// Removes what the daemon, and systemcalc on its behalf, added to localsettings. Returns the exit
/// code, 0 also when there was nothing, and throws a std::exception whose text says why not.
int forget_bank(const ForgetOptions& options);

}  // namespace aggregator
