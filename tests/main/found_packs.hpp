#pragma once

/// Batteries as a scan finds them.

#include <string>

#include "main/found_battery.hpp"

namespace aggregator::test {

inline const std::string kBatteries = "com.victronenergy.battery.";

/// A 16-cell pack of 280 Ah with good values.
inline FoundBattery found_pack(const std::string& name, int instance) {
    Battery battery{.voltage = Volts{53.0},
                    .current = Amps{-10.2},
                    .soc = Percent{81.0},
                    .installed_capacity = AmpHours{280.0},
                    .device_instance = instance,
                    .product_name = "SerialBattery(JK)",
                    .custom_name = "Pack " + name};
    battery.cells.in_series = 16;
    battery.limits = {.charge_voltage = Volts{55.2},
                      .charge_current = Amps{75.0},
                      .discharge_current = Amps{100.5}};
    return {.service = kBatteries + name,
            .battery = battery,
            .firmware = "v11.4",
            .answered = true,
            .alive = true};
}

/// A shunt: it measures and limits nothing.
inline FoundBattery found_shunt() {
    return {.service = kBatteries + "ttyO0",
            .battery = {.voltage = Volts{53.1},
                        .current = Amps{-20.0},
                        .device_instance = 256,
                        .product_name = "SmartShunt 500A/50mV"},
            .answered = true,
            .alive = true};
}

inline std::vector<JudgedBattery> judged(std::vector<FoundBattery> found) {
    return judge_all(std::move(found), Settings{});
}

}  // namespace aggregator::test
