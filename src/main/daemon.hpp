#pragma once

/// The composition root: everything the daemon is made of, and how long each part lives.

#include <optional>
#include <string>

namespace aggregator {

struct DaemonOptions {
    std::string config_path;
    std::optional<std::string> bus_address{};  ///< None: the system bus.
    std::optional<std::string> log_level{};    ///< None: what the configuration says.
};

/// Runs until asked to stop. Returns the exit code: 0 asked to stop, 1 no bus or bus lost.
int run_daemon(const DaemonOptions& options);

}  // namespace aggregator
