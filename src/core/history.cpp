#include "aggregator/core/history.hpp"

#include <algorithm>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

constexpr Percent kAlmostFull{99.0};
constexpr Percent kFull{100.0};
constexpr double kTailCRate = 0.05;
constexpr double kSecondsPerHour = 3600.0;
constexpr double kWattsPerKilowatt = 1000.0;

template <typename T>
void keep_lowest(std::optional<T>& lowest, const std::optional<T>& value) {
    if (value) lowest = std::min(lowest.value_or(*value), *value);
}

template <typename T>
void keep_highest(std::optional<T>& highest, const std::optional<T>& value) {
    if (value) highest = std::max(highest.value_or(*value), *value);
}

bool all_reach(std::span<const Member> members, Percent soc) {
    bool any = false;
    for (const Member& member : members) {
        if (!member.counts()) continue;
        if (!member.fresh() || member.battery.soc.value_or(Percent{}) < soc) return false;
        any = true;
    }
    return any;
}

}  // namespace

Fullness fullness_of(const Battery& bank, std::span<const Member> members) {
    if (all_reach(members, kFull)) return Fullness::full;
    if (!bank.current || !bank.installed_capacity) return Fullness::not_full;
    const bool tail = bank.current->value() < bank.installed_capacity->value() * kTailCRate;
    return tail && all_reach(members, kAlmostFull) ? Fullness::full : Fullness::not_full;
}

void History::step(const Battery& bank, Fullness fullness, Instant now) {
    if (last_) count(age(*last_, now));
    last_ = now;
    current_ = bank.current;
    power_ = bank.power;
    capacity_ = bank.installed_capacity;
    if (fullness == Fullness::full) figures_.since_full = Seconds::zero();
    note_extremes(bank);
}

void History::count(Seconds time) {
    if (figures_.since_full) *figures_.since_full += time;
    if (time > kLongestStep || !current_ || !power_) {
        figures_.gaps += time;
        return;
    }
    const double hours = time.count() / kSecondsPerHour;
    const KilowattHours energy{power_->value() * hours / kWattsPerKilowatt};
    (energy > KilowattHours{} ? figures_.charged_energy : figures_.discharged_energy) +=
        std::max(energy, -energy);
    const AmpHours drawn{std::max(-current_->value(), 0.0) * hours};
    figures_.drawn += drawn;
    if (capacity_ && *capacity_ > AmpHours{}) figures_.cycles += drawn / *capacity_;
}

void History::note_extremes(const Battery& bank) {
    const Cells& cells = bank.cells;
    keep_lowest(figures_.deepest_discharge, bank.consumed);
    keep_lowest(figures_.min_voltage, bank.voltage);
    keep_highest(figures_.max_voltage, bank.voltage);
    keep_lowest(figures_.min_cell_voltage, cells.min_voltage);
    keep_highest(figures_.max_cell_voltage, cells.max_voltage);
    keep_lowest(figures_.min_temperature,
                cells.min_temperature ? cells.min_temperature : bank.temperature);
    keep_highest(figures_.max_temperature,
                 cells.max_temperature ? cells.max_temperature : bank.temperature);
}

}  // namespace aggregator
