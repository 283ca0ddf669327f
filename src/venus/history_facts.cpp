#include <array>
#include <cmath>

#include "aggregator/venus/bank_facts.hpp"
#include "venus/path.hpp"

namespace aggregator::venus {

namespace {

/// The figures as Venus writes them. Rounded, because each that changes is announced.
struct Page {
    std::optional<AmpHours> total_drawn{};  ///< Negative.
    std::optional<KilowattHours> charged_energy{};
    std::optional<KilowattHours> discharged_energy{};
    std::optional<int> cycles{};
    std::optional<int> gap_seconds{};
    std::optional<Seconds> since_full{};
    std::optional<AmpHours> deepest_discharge{};
    std::optional<Volts> min_voltage{};
    std::optional<Volts> max_voltage{};
    std::optional<Volts> min_cell_voltage{};
    std::optional<Volts> max_cell_voltage{};
    std::optional<Celsius> min_temperature{};
    std::optional<Celsius> max_temperature{};
    std::optional<bool> can_be_cleared = true;
    std::optional<int> clear{};  ///< Any number but 0 written here clears the history.
};

constexpr std::array kPage{
    path<&Page::can_be_cleared>("/History/CanBeCleared"),
    path<&Page::cycles>("/History/ChargeCycles"),
    path<&Page::charged_energy>("/History/ChargedEnergy", 2),
    path<&Page::clear>("/History/Clear"),
    path<&Page::deepest_discharge>("/History/DeepestDischarge", 1),
    path<&Page::discharged_energy>("/History/DischargedEnergy", 2),
    path<&Page::gap_seconds>("/History/GapSeconds"),
    path<&Page::max_cell_voltage>("/History/MaximumCellVoltage", 3),
    path<&Page::max_temperature>("/History/MaximumTemperature", 1),
    path<&Page::max_voltage>("/History/MaximumVoltage", 2),
    path<&Page::min_cell_voltage>("/History/MinimumCellVoltage", 3),
    path<&Page::min_temperature>("/History/MinimumTemperature", 1),
    path<&Page::min_voltage>("/History/MinimumVoltage", 2),
    path<&Page::since_full>("/History/TimeSinceLastFullCharge"),
    path<&Page::total_drawn>("/History/TotalAhDrawn", 1),
};

/// Down to a whole number of steps, so that a sum never shows more than there was.
double whole_steps(double value, double steps_per_unit) {
    return std::floor(value * steps_per_unit) / steps_per_unit;
}

KilowattHours shown_energy(KilowattHours energy) {
    return KilowattHours{whole_steps(energy.value(), 100.0)};
}

std::optional<Seconds> shown_time(std::optional<Seconds> time) {
    if (!time) return std::nullopt;
    return Seconds{std::chrono::floor<std::chrono::minutes>(*time)};
}

}  // namespace

void show(const HistoryFigures& figures, const Show& show) {
    const Page page{.total_drawn = AmpHours{0.0 - whole_steps(figures.drawn.value(), 10.0)},
                    .charged_energy = shown_energy(figures.charged_energy),
                    .discharged_energy = shown_energy(figures.discharged_energy),
                    .cycles = static_cast<int>(figures.cycles),
                    .gap_seconds = static_cast<int>(figures.gaps.count()),
                    .since_full = shown_time(figures.since_full),
                    .deepest_discharge = figures.deepest_discharge,
                    .min_voltage = figures.min_voltage,
                    .max_voltage = figures.max_voltage,
                    .min_cell_voltage = figures.min_cell_voltage,
                    .max_cell_voltage = figures.max_cell_voltage,
                    .min_temperature = figures.min_temperature,
                    .max_temperature = figures.max_temperature};
    for (const auto& row : kPage) show(std::string{row.name}, row.show(page, row.decimals));
}

}  // namespace aggregator::venus
