#pragma once

/// Looks once at every battery service on the bus, with the eyes of the daemon.

#include <chrono>
#include <vector>

#include "dbus/bus.hpp"
#include "main/found_battery.hpp"

namespace aggregator {

/// Asks all at once and waits for the last answer, but never longer than `patience`, nor once the
/// descriptor `stop` has something to read. Throws dbus::BusLost.
[[nodiscard]] std::vector<FoundBattery> scan_bus(dbus::Bus& bus, std::chrono::milliseconds patience,
                                                 int stop);

}  // namespace aggregator
