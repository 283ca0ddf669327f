#include "aggregator/core/screening.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace aggregator {

namespace {

using namespace literals;

template <typename T>
struct Range {
    T low;
    T high;
    [[nodiscard]] bool contains(T value) const { return low <= value && value <= high; }
};

constexpr Range<Volts> kCellVoltage{1.5_V, 4.2_V};
constexpr Range<Volts> kChargeCell{3.2_V, 3.7_V};
constexpr Range<Celsius> kTemperature{-40.0_C, 90.0_C};
/// BMSes round 100 % up by a little.
constexpr Range<Percent> kSoc{0.0_pct, 100.5_pct};
constexpr Range<AmpHours> kPackCapacity{1.0_Ah, 10000.0_Ah};
constexpr Range<int> kModules{0, 1000};
constexpr Range<int> kCellsInSeries{1, 64};
constexpr std::array<Range<Volts>, 3> kVoltageClasses{
    {{9.0_V, 16.5_V}, {18.0_V, 33.0_V}, {36.0_V, 66.0_V}}};

template <typename T>
void drop_outside(std::optional<T>& value, const Range<T>& range, unsigned& rejected) {
    if (!value || range.contains(*value)) return;
    value.reset();
    ++rejected;
}

/// Not a number, or infinite: nothing was said.
template <typename... Values>
void drop_not_finite(unsigned& rejected, std::optional<Values>&... values) {
    const auto drop = [&rejected](auto& value) {
        if (!value || std::isfinite(value->value())) return;
        value.reset();
        ++rejected;
    };
    (drop(values), ...);
}

void screen_numbers(Battery& battery, unsigned& rejected) {
    drop_not_finite(rejected, battery.voltage, battery.current, battery.power, battery.temperature,
                    battery.soc, battery.soh, battery.available_capacity, battery.consumed);
    drop_not_finite(rejected, battery.cells.min_voltage, battery.cells.max_voltage,
                    battery.cells.min_temperature, battery.cells.max_temperature);
    drop_not_finite(rejected, battery.limits.charge_voltage, battery.limits.charge_current,
                    battery.limits.discharge_current, battery.limits.low_voltage);
    drop_outside(battery.installed_capacity, kPackCapacity, rejected);
}

void screen_soc(Battery& battery, unsigned& rejected) {
    drop_outside(battery.soc, kSoc, rejected);
    if (battery.soc) battery.soc = std::min(*battery.soc, kFull);
    drop_outside(battery.soh, kSoc, rejected);
}

void screen_cells(Cells& cells, unsigned& rejected) {
    drop_outside(cells.min_voltage, kCellVoltage, rejected);
    drop_outside(cells.max_voltage, kCellVoltage, rejected);
    drop_outside(cells.min_temperature, kTemperature, rejected);
    drop_outside(cells.max_temperature, kTemperature, rejected);
    drop_outside(cells.in_series, kCellsInSeries, rejected);
}

void screen_modules(Modules& modules, unsigned& rejected) {
    drop_outside(modules.online, kModules, rejected);
    drop_outside(modules.offline, kModules, rejected);
    drop_outside(modules.blocking_charge, kModules, rejected);
    drop_outside(modules.blocking_discharge, kModules, rejected);
}

/// A negative limit can only mean "none of it". An absurdly high one is brought down: without it
/// the pack would count as one that sets no limit at all.
void screen_current_limit(std::optional<Amps>& limit, Amps highest, unsigned& rejected) {
    if (!limit || (0.0_A <= *limit && *limit <= highest)) return;
    limit = *limit < 0.0_A ? 0.0_A : highest;
    ++rejected;
}

/// A voltage limit that no pack of this kind can ask for is none; the user's and the other packs'
/// decide.
void screen_voltage_limit(std::optional<Volts>& limit, std::optional<int> cells,
                          unsigned& rejected) {
    if (!limit || plausible_voltage(*limit, cells)) return;
    limit.reset();
    ++rejected;
}

/// With the number of cells known, a CVL is known to be odd long before it is impossible (domain.md
/// 3.5, CVL). A low one is obeyed all the same, a high one is above every ceiling.
bool odd_charge_voltage(std::optional<Volts> limit, std::optional<int> cells) {
    if (!limit) return false;
    if (!cells) return !plausible_voltage(*limit, cells);
    return !kChargeCell.contains(*limit / static_cast<double>(*cells));
}

}  // namespace

bool plausible_capacity(AmpHours capacity) {
    return kPackCapacity.contains(capacity);
}

bool plausible_voltage(Volts voltage, std::optional<int> cells_in_series) {
    if (cells_in_series) {
        const Volts per_cell = voltage / static_cast<double>(*cells_in_series);
        return kLowestCellMean <= per_cell && per_cell <= kHighestCellMean;
    }
    return std::ranges::any_of(kVoltageClasses, [&](const auto& c) { return c.contains(voltage); });
}

void screen(const Battery& raw, const PackRating& rating, Screened& result) {
    result.battery = raw;
    result.rejected = 0;
    result.misreadings = {};
    Battery& battery = result.battery;
    const Amps highest_current{kHighestCRate * rating.capacity.value()};

    screen_numbers(battery, result.rejected);
    if (battery.voltage && !plausible_voltage(*battery.voltage, rating.cells_in_series)) {
        battery.voltage.reset();
        result.misreadings.voltage = true;
        ++result.rejected;
    }
    drop_outside(battery.current, {-highest_current, highest_current}, result.rejected);
    drop_outside(battery.temperature, kTemperature, result.rejected);
    screen_soc(battery, result.rejected);
    screen_cells(battery.cells, result.rejected);
    screen_modules(battery.modules, result.rejected);
    drop_outside(battery.installed_capacity, kPackCapacity, result.rejected);
    screen_current_limit(battery.limits.charge_current, highest_current, result.rejected);
    screen_current_limit(battery.limits.discharge_current, highest_current, result.rejected);
    result.misreadings.charge_voltage =
        odd_charge_voltage(battery.limits.charge_voltage, rating.cells_in_series);
    screen_voltage_limit(battery.limits.charge_voltage, rating.cells_in_series, result.rejected);
    screen_voltage_limit(battery.limits.low_voltage, rating.cells_in_series, result.rejected);
}

Screened screen(const Battery& raw, const PackRating& rating) {
    Screened result;
    screen(raw, rating, result);
    return result;
}

bool far_from_borders(const Battery& battery) {
    constexpr Range<Volts> cell{3.225_V, 3.375_V};
    constexpr Range<Celsius> temperature{5.0_C, 40.0_C};
    const auto inside = [](const auto& value, const auto& range) {
        return !value || range.contains(*value);
    };

    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind) {
        if (battery.alarms[static_cast<AlarmKind>(kind)].value_or(Severity::ok) != Severity::ok)
            return false;
    }
    const Cells& cells = battery.cells;
    if (!cells.min_voltage || !cells.max_voltage) return false;
    return inside(cells.min_voltage, cell) && inside(cells.max_voltage, cell) &&
           inside(cells.min_temperature, temperature) &&
           inside(cells.max_temperature, temperature) && inside(battery.temperature, temperature);
}

}  // namespace aggregator
