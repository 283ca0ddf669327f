#pragma once

/// Reads and writes Venus's choice of a battery on the bus.

#include <stdexcept>

#include "dbus/bus.hpp"
#include "main/selection.hpp"

namespace aggregator {

/// Cannot be read or written; what() is for the user.
class SelectionFailed : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Throws SelectionFailed.
[[nodiscard]] VenusSelection read_selection(dbus::Bus& bus);

/// Sets what differs. When one setting is refused the other one is put back. Throws
/// SelectionFailed.
void change_selection(dbus::Bus& bus, const VenusSelection& from, const VenusSelection& to);

}  // namespace aggregator
