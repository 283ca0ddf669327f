#pragma once

/// What Venus's settings say that bears on the bank.

#include <optional>
#include <string>

namespace aggregator::app {

/// No value where the setting was never heard of. What was heard last holds on while the service
/// that keeps the settings is away: a user's choice does not end with a restart of that program.
struct VenusSettings {
    /// Device instance of the BMS that the user selected; -1: automatic, -255: none.
    std::optional<int> bms_instance{};
    std::optional<int> feed_in_excess_solar{};  ///< 1: solar chargers follow the CVL only.
    std::optional<int> dvcc{};                  ///< Bit 0: chargers obey the limits of a BMS.
    /// The battery monitor: "default", "nobattery" or "com.victronenergy.battery/INSTANCE".
    std::optional<std::string> battery_service{};

    bool operator==(const VenusSettings&) const = default;
};

}  // namespace aggregator::app
