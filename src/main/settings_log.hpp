#pragma once

/// Says when Venus's settings service goes and comes. Without it the bank works as configured and
/// as it last knew; nobody should have to guess that from a name or a number.

#include <optional>

#include "dbus/local_settings.hpp"

namespace aggregator {

class SettingsLog {
public:
    /// One line for each change; none for settings that were there from the start, nor for a
    /// restart so quick that nobody saw the service away.
    void tell(dbus::LocalSettings::Presence presence);

private:
    std::optional<dbus::LocalSettings::Presence> told_{};
};

}  // namespace aggregator
