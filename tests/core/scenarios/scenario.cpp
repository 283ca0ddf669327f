#include "core/scenarios/scenario.hpp"

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

}  // namespace aggregator::scenarios
