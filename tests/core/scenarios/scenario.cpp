#include "core/scenarios/scenario.hpp"

#include <random>
#include <stdexcept>

namespace aggregator::scenarios {

std::vector<Scenario> all_scenarios() {
    const PackSpec usual;
    return {
        {"Equal", {usual, usual, usual}},
        {"WeakPack", {usual, usual, {.capacity_ah = 80.0, .resistance_ohm = 0.040}}},
        {"OneLimited", {usual, usual, {.limit_a = 15.0}}},
        {"OneFuller", {{.soc = 0.85}, {.soc = 0.40}, {.soc = 0.40}}},
        {"DoubleSize", {usual, {.capacity_ah = 200.0, .resistance_ohm = 0.010, .limit_a = 100.0}}},
        {"DoubleSizeEqualCables",
         {usual, {.capacity_ah = 200.0, .resistance_ohm = 0.020, .limit_a = 100.0}}},
        {"SwitchOpens", {usual, usual, {.switch_opens_s = 1800.0, .switch_closes_s = 3600.0}}},
        {"HighTopCell", {{.soc = 0.50}, {.soc = 0.50}, {.soc = 0.50, .top_cell_ahead = 0.020}}},
    };
}

Scenario scenario_named(const std::string& name) {
    for (const Scenario& scenario : all_scenarios()) {
        if (scenario.name == name) return scenario;
    }
    throw std::invalid_argument("no scenario " + name);
}

Scenario with_sensor_errors(Scenario scenario, unsigned seed) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> gain{0.97, 1.03};
    std::uniform_real_distribution<double> offset{-1.0, 1.0};
    for (PackSpec& pack : scenario.packs) {
        pack.sensor_gain = gain(random);
        pack.sensor_offset_a = offset(random);
    }
    return scenario;
}

Scenario with_cells(Scenario scenario, int cells) {
    for (PackSpec& pack : scenario.packs) {
        pack.resistance_ohm *= static_cast<double>(cells) / pack.cells;
        pack.cells = cells;
    }
    return scenario;
}

}  // namespace aggregator::scenarios
