/// Any text as a scenario file: no crash, errors that point into the text, and a bank that can be
/// played: what is good for the reader never leads to a current or a voltage that is no number.

#include <cmath>
#include <cstdint>
#include <string>

#include "fuzz/check_errors.hpp"
#include "sim/scenario/keys.hpp"
#include "sim/scenario/scenario_file.hpp"

namespace {

using namespace aggregator;
using fuzz::check;

constexpr int kSteps = 20;
constexpr sim::model::Published kLimits{
    .cvl_v = 56.0, .ccl_a = 100.0, .dcl_a = 100.0, .soc_pct = 50.0};

void check_playable(const sim::Scenario& scenario) {
    check(!scenario.packs.empty() && scenario.packs.size() <= sim::kMostPacks, "there are packs");
    sim::model::Plant plant{sim::bank_of(scenario)};
    for (int i = 0; i < kSteps; ++i) {
        // Its limits are on the bus in the second half only.
        const auto published = i < kSteps / 2 ? std::nullopt : std::optional{kLimits};
        plant.step(published, scenario.step_s);
        check(std::isfinite(plant.bus_v()), "the bus has a voltage");
        check(std::isfinite(plant.bank_a()), "the bank has a current");
        for (auto& unit : plant.units()) {
            check(std::isfinite(unit.pack.current()), "each pack has a current");
            check(std::isfinite(unit.pack.charge()), "each pack has a charge");
            (void)unit.report(plant.time_s());
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const sim::LoadedScenario loaded = sim::load_scenario(text);
    fuzz::check_errors(loaded.errors, text);
    if (loaded.errors.empty()) check_playable(loaded.scenario);
    return 0;
}
