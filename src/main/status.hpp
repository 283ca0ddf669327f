#pragma once

/// Shows the bank and its packs as they are on the bus, for people.

#include <optional>
#include <string>

namespace aggregator {

enum class Watch { once, live };

struct StatusOptions {
    std::string service;  ///< Full name of the bank's service.
    std::optional<std::string> bus_address{};
    Watch watch = Watch::once;
};

/// Returns the exit code: 0 shown, 1 nobody answers. Live, it goes on until a signal ends it, also
/// while the bank is away.
int show_status(const StatusOptions& options);

}  // namespace aggregator
