#pragma once

/// The command that shows the bank and its packs as they are on the bus.

#include <optional>
#include <string>

#include "main/output.hpp"

namespace aggregator {

struct StatusOptions {
    std::string service;  ///< Full name of the bank's service.
    std::optional<std::string> bus_address{};
    Watch watch = Watch::once;
    Output output = Output::text;
};

/// Returns the exit code: 0 shown, 1 nobody answers. Live, it goes on until a signal ends it, also
/// while the bank is away, and returns 0. Throws dbus::BusUnreachable and dbus::BusLost.
int show_status(const StatusOptions& options);

}  // namespace aggregator
