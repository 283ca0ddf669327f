#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

model::BankSpec bank_of(const Scenario& scenario) {
    return {.cells_in_series = scenario.cells_in_series,
            .packs = scenario.packs,
            .system = scenario.system,
            .faults = model::FaultScript{scenario.faults},
            .seed = static_cast<std::uint32_t>(scenario.seed)};
}

std::string pack_name(const Scenario& scenario, std::size_t pack) {
    const std::string& name = scenario.packs[pack].name;
    return name.empty() ? "Pack " + std::to_string(pack + 1) : name;
}

}  // namespace aggregator::sim
