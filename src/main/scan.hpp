#pragma once

/// The command that shows the batteries on the bus and proposes a configuration for them.

#include <optional>
#include <string>

#include "aggregator/core/settings.hpp"
#include "main/output.hpp"

namespace aggregator {

enum class ScanOutput { text, json, ini };

struct ScanOptions {
    Settings settings;  ///< Tell what is excluded, and which service is our own.
    std::optional<std::string> bus_address{};
    ScanOutput output = ScanOutput::text;
    Watch watch = Watch::once;  ///< A proposal is made once in any case.
};

/// Returns the exit code: 0 shown, 1 with `ini` when there is nothing to propose. Live, it goes on
/// until a signal ends it and returns 0. Throws dbus::BusUnreachable and dbus::BusLost.
int scan(const ScanOptions& options);

}  // namespace aggregator
