#include "sim/report/comparison.hpp"

#include <algorithm>
#include <functional>
#include <iomanip>
#include <sstream>

#include "aggregator/core/units.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

constexpr double kAllowed = 0.10;
constexpr int kPlaces = 3;

/// At ten times real speed a step, a report or a tick more or less is half a second or more.
constexpr double kGranted_s = 3.0;

using Value = double (*)(const Figures& figures);

struct Row {
    const char* name;
    Value value;
    double granted;
    /// Of a charge: its largest current. What that makes in the granted seconds is granted, if
    /// more.
    Value current_a = nullptr;
};

template <auto member>
double value_of(const Figures& figures) {
    return static_cast<double>(figures.*member);
}

constexpr Row kRows[] = {
    {"charged, Ah", &value_of<&Figures::charged_ah>, 0.0},
    {"discharged, Ah", &value_of<&Figures::discharged_ah>, 0.0},
    {"hours", &value_of<&Figures::hours>, 0.0},
    {"charged over a limit, Ah", &value_of<&Figures::over_charge_ah>, 0.005,
     &value_of<&Figures::over_charge_a>},
    {"discharged over a limit, Ah", &value_of<&Figures::over_discharge_ah>, 0.005,
     &value_of<&Figures::over_discharge_a>},
    {"over a limit, s", &value_of<&Figures::over_s>, kGranted_s},
    {"trips", &value_of<&Figures::trips>, 0.0},
    {"needless blackouts", &value_of<&Figures::blackouts>, 0.0},
    {"turns of the CCL", &value_of<&Figures::reversals>, 0.0},
    {"changes of alarms", &value_of<&Figures::alarm_edges>, 0.0},
    {"changes of the spread's alarm", &value_of<&Figures::spread_edges>, 0.0},
    {"reaction of the current, s", &value_of<&Figures::current_reaction_s>, 6.0},
};

double granted(const Row& row, std::span<const Figures> in_virtual_time) {
    if (row.current_a == nullptr) return row.granted;
    const double worst_a = row.current_a(std::ranges::max(in_virtual_time, {}, row.current_a));
    return std::max(row.granted, kGranted_s / kSecondsPerHour * worst_a);
}

}  // namespace

bool Compared::alike() const {
    return on_bus >= low * (1.0 - kAllowed) - granted &&
           on_bus <= high * (1.0 + kAllowed) + granted;
}

std::vector<Compared> compare(const Figures& on_bus, std::span<const Figures> in_virtual_time) {
    std::vector<Compared> compared;
    for (const Row& row : kRows) {
        const auto [low, high] = std::ranges::minmax(
            in_virtual_time, {}, [&](const auto& run) { return row.value(run); });
        compared.push_back({row.name, row.value(on_bus), row.value(low), row.value(high),
                            granted(row, in_virtual_time)});
    }
    return compared;
}

bool all_alike(std::span<const Compared> figures) {
    return std::ranges::all_of(figures, &Compared::alike);
}

std::string table_of(std::span<const Compared> figures) {
    std::ostringstream table;
    const auto line = [&](const std::string& name, const std::string& on_bus,
                          const std::string& virtual_time, const char* verdict) {
        table << "  " << std::left << std::setw(31) << name << std::right << std::setw(10) << on_bus
              << std::setw(22) << virtual_time << "  " << verdict << "\n";
    };
    line("", "on the bus", "in virtual time", "within 10 %");
    for (const Compared& one : figures)
        line(one.name, fixed(one.on_bus, kPlaces),
             fixed(one.low, kPlaces) + " .. " + fixed(one.high, kPlaces),
             one.alike() ? "yes" : "NO");
    return table.str();
}

}  // namespace aggregator::sim
