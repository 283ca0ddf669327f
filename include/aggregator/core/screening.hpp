#pragma once

/// Keeps readings that cannot be true out of the rules, value by value: a bad temperature costs the
/// temperature and nothing else. Knows one pack at one moment; what lasts is judged in
/// pack_life, what contradicts other values in doubts (domain.md 3.5).

#include "aggregator/core/battery.hpp"
#include "aggregator/core/member.hpp"

namespace aggregator {

/// What the readings of a pack are held against.
struct PackRating {
    AmpHours capacity;                   ///< > 0.
    std::optional<int> cells_in_series;  ///< Unknown: every nominal voltage of Venus is possible.
};

struct Screened {
    Battery battery{};      ///< Without what was rejected.
    unsigned rejected = 0;  ///< Number of values taken out or corrected.
    Misreadings misreadings{};
};

/// Bounds of the cell voltage that an LFP pack can show at its terminals, with margin for a cell at
/// its protection.
inline constexpr Volts kLowestCellMean{2.0};
inline constexpr Volts kHighestCellMean{3.9};

/// No battery of this kind carries more than 5 C; beyond, the unit or the scale is wrong.
inline constexpr double kHighestCRate = 5.0;

/// `result` is the caller's, so that texts find room where those of the last time were.
void screen(const Battery& raw, const PackRating& rating, Screened& result);
[[nodiscard]] Screened screen(const Battery& raw, const PackRating& rating);

/// True for what a single pack can hold, false for what is no number; zero is a BMS that does not
/// know yet, 100,000 one that counts in mAh.
[[nodiscard]] bool plausible_capacity(AmpHours capacity);

/// True when the voltage fits the number of cells, or one of the 12, 24 and 48 V classes where that
/// is unknown. The gaps between the classes catch millivolts and a battery of another system.
[[nodiscard]] bool plausible_voltage(Volts voltage, std::optional<int> cells_in_series);

/// True when the pack is far from every border, so that an interruption of its data is likely the
/// driver's: every cell within 3.225 to 3.375 V, 5 to 40 C, no alarm. The window is the one
/// dbus-serialbattery uses to go on charging after it lost its BMS.
[[nodiscard]] bool far_from_borders(const Battery& battery);

}  // namespace aggregator
