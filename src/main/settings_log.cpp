#include "main/settings_log.hpp"

#include <spdlog/spdlog.h>

#include <utility>

namespace aggregator {

void SettingsLog::tell(dbus::LocalSettings::Presence presence) {
    using dbus::LocalSettings;
    const auto before = std::exchange(told_, presence);
    if (before == presence) return;
    if (presence == LocalSettings::Presence::present) {
        if (before) spdlog::info("Venus's settings are on the bus: the bank registers there");
        return;
    }
    if (before)
        return spdlog::warn(
            "Venus's settings left the bus: the bank keeps its device instance and its name");
    spdlog::info(
        "Venus's settings are not on the bus: device instance and name as configured until they "
        "come");
}

}  // namespace aggregator
