#pragma once

/// A command that shows its page again and again.

#include <chrono>
#include <functional>
#include <string>

#include "dbus/bus.hpp"
#include "main/output.hpp"

namespace aggregator {

/// Shows what `page` makes, once every `period`, until SIGINT, SIGTERM or SIGHUP, or until nobody
/// reads it any more; returns 0. On a terminal a text is written over the one before. `page` gets a
/// descriptor that is readable once such a signal came, and should not wait any longer then. Throws
/// dbus::BusLost.
int show_live(dbus::Bus& bus, Output output, std::chrono::milliseconds period,
              const std::function<std::string(int stop)>& page);

}  // namespace aggregator
