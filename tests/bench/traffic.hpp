#pragma once

/// What passes over a bus, as the bus itself tells a monitor.

#include <chrono>
#include <cstddef>
#include <string>

#include "support/program.hpp"

namespace aggregator::bench {

/// Messages that one connection causes or receives.
struct Traffic {
    std::size_t signals_received = 0;  ///< Items of other services; no other signal is matched.
    std::size_t sent = 0;
    std::size_t addressed = 0;        ///< Calls and replies to it.
    std::size_t matches_added = 0;    ///< Among those sent.
    std::size_t matches_removed = 0;  ///< Among those sent.

    [[nodiscard]] std::size_t all() const { return signals_received + sent + addressed; }
};

class TrafficMonitor {
public:
    /// Watches from now on. Throws std::runtime_error when the bus does not let it.
    explicit TrafficMonitor(const std::string& bus_address);

    /// What there was since the last call, for the connection with this unique name.
    [[nodiscard]] Traffic take(const std::string& unique_name);

private:
    test::Program monitor_;
    std::size_t read_ = 0;
};

}  // namespace aggregator::bench
