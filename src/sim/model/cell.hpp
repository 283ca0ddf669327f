#pragma once

/// One LFP cell: what follows from its charge and its temperature alone. Sources: domain.md 5
/// (curve, hysteresis, resistance over temperature).

namespace aggregator::sim::model {

/// Voltage at rest in V at 25 C, halfway between charging and discharging. `charge` is 0 when empty
/// and 1 when full; the curve goes on beyond both, where it climbs and falls steeply.
[[nodiscard]] double rest_voltage_v(double charge);

/// How much rest voltage a warmer cell has, in V, against 25 C.
[[nodiscard]] double entropy_v(double temperature_c);

/// Resistance at the temperature as a multiple of that at 25 C.
[[nodiscard]] double resistance_factor(double temperature_c);

}  // namespace aggregator::sim::model
