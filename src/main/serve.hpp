#pragma once

/// The loop of a command that talks to the bus and then ends. The daemon's loop is another one: it
/// has a watchdog, which would end a command that somebody only suspended.

#include <functional>

#include "aggregator/core/units.hpp"
#include "dbus/bus.hpp"

namespace aggregator {

/// Never readable: nothing but time ends the waiting early.
inline constexpr int kNoStop = -1;

/// Serves the bus until `done` holds, the deadline has passed, or the descriptor `stop` has
/// something to read. Returns whether `done` holds. Throws dbus::BusLost.
bool serve(dbus::Bus& bus, Instant deadline, const std::function<bool()>& done, int stop = kNoStop);

}  // namespace aggregator
