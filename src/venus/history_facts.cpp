#include "aggregator/venus/history_facts.hpp"

#include <array>
#include <cmath>

#include "venus/path.hpp"

namespace aggregator::venus {

namespace {

struct HistoryFacts {
    std::optional<AmpHours> average_discharge{};
    std::optional<bool> can_be_cleared = true;
    std::optional<int> charge_cycles{};
    std::optional<KilowattHours> charged_energy{};
    std::optional<int> clear = 0;
    std::optional<AmpHours> deepest_discharge{};
    std::optional<KilowattHours> discharged_energy{};
    std::optional<int> full_discharges{};
    std::optional<Seconds> gaps{};
    std::optional<int> high_voltage_alarms{};
    std::optional<AmpHours> last_discharge{};
    std::optional<int> low_voltage_alarms{};
    std::optional<Volts> max_cell_voltage{};
    std::optional<Celsius> max_temperature{};
    std::optional<Volts> max_voltage{};
    std::optional<Volts> min_cell_voltage{};
    std::optional<Celsius> min_temperature{};
    std::optional<Volts> min_voltage{};
    std::optional<Seconds> since_full{};
    std::optional<AmpHours> total_drawn{};
    std::optional<bool> has_temperature{};
};

constexpr std::array kHistory{
    path<&HistoryFacts::average_discharge>("/History/AverageDischarge", 1),
    path<&HistoryFacts::can_be_cleared>("/History/CanBeCleared"),
    path<&HistoryFacts::charge_cycles>("/History/ChargeCycles"),
    path<&HistoryFacts::charged_energy>("/History/ChargedEnergy", 2),
    path<&HistoryFacts::clear>(kClearHistory),
    path<&HistoryFacts::deepest_discharge>("/History/DeepestDischarge", 1),
    path<&HistoryFacts::discharged_energy>("/History/DischargedEnergy", 2),
    path<&HistoryFacts::full_discharges>("/History/FullDischarges"),
    path<&HistoryFacts::gaps>("/History/GapSeconds", 0),
    path<&HistoryFacts::high_voltage_alarms>("/History/HighVoltageAlarms"),
    path<&HistoryFacts::last_discharge>("/History/LastDischarge", 1),
    path<&HistoryFacts::low_voltage_alarms>("/History/LowVoltageAlarms"),
    path<&HistoryFacts::max_cell_voltage>("/History/MaximumCellVoltage", 3),
    path<&HistoryFacts::max_temperature>("/History/MaximumTemperature", 1),
    path<&HistoryFacts::max_voltage>("/History/MaximumVoltage", 2),
    path<&HistoryFacts::min_cell_voltage>("/History/MinimumCellVoltage", 3),
    path<&HistoryFacts::min_temperature>("/History/MinimumTemperature", 1),
    path<&HistoryFacts::min_voltage>("/History/MinimumVoltage", 2),
    path<&HistoryFacts::since_full>("/History/TimeSinceLastFullCharge", 0),
    path<&HistoryFacts::total_drawn>("/History/TotalAhDrawn", 1),
    path<&HistoryFacts::has_temperature>("/Settings/HasTemperature"),
};

/// Down to whole steps: finer ones would only be traffic.
template <typename Unit>
Quantity<Unit> in_steps(Quantity<Unit> value, double steps_per_unit) {
    return Quantity<Unit>{std::floor(value.value() * steps_per_unit) / steps_per_unit};
}

Seconds in_steps_of(Seconds step, Seconds value) {
    return Seconds{std::floor(value / step) * step.count()};
}

HistoryFacts facts_of(const HistoryRecord& record) {
    using namespace std::chrono_literals;
    HistoryFacts facts{
        .charge_cycles = static_cast<int>(record.cycles),
        .charged_energy = in_steps(record.charged, 100.0),
        .deepest_discharge = record.deepest_discharge,
        .discharged_energy = in_steps(record.discharged, 100.0),
        .full_discharges = record.full_discharges.count,
        .gaps = in_steps_of(1s, record.gaps),
        .high_voltage_alarms = record.high_voltage_alarms.count,
        .last_discharge = record.last_discharge,
        .low_voltage_alarms = record.low_voltage_alarms.count,
        .max_cell_voltage = record.cell_voltage.high,
        .max_temperature = record.temperature.high,
        .max_voltage = record.voltage.high,
        .min_cell_voltage = record.cell_voltage.low,
        .min_temperature = record.temperature.low,
        .min_voltage = record.voltage.low,
        .total_drawn = AmpHours{} - in_steps(record.drawn, 10.0),
        // The GUI shows the temperatures of the history only with it.
        .has_temperature = record.temperature.low.has_value(),
    };
    if (record.since_full) facts.since_full = in_steps_of(1min, *record.since_full);
    if (record.finished_discharges > 0)
        facts.average_discharge = record.finished_depths / record.finished_discharges;
    return facts;
}

}  // namespace

void show(const HistoryRecord& record, const Show& show) {
    const HistoryFacts facts = facts_of(record);
    for (const auto& row : kHistory) show(row.name, row.show(facts, row.decimals));
}

}  // namespace aggregator::venus
