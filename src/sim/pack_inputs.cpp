#include "sim/pack_inputs.hpp"

#include <algorithm>

namespace aggregator::sim {
namespace {

constexpr PackInput kInputs[] = {
    {"soc", "/Soc", &PackInputs::soc_pct, 0.0, 100.0},
    {"soh", "/Soh", &PackInputs::soh_pct, 0.0, 100.0},
    {"current", "/Dc/0/Current", &PackInputs::current_a, -10000.0, 10000.0},
    {"voltage", "/Dc/0/Voltage", &PackInputs::voltage_v, 0.0, 1000.0},
    {"temperature", "/Dc/0/Temperature", &PackInputs::temperature_c, -60.0, 150.0},
    {"capacity", "/InstalledCapacity", &PackInputs::capacity_ah, 0.1, 100000.0},
    {"cells", "/System/NrOfCellsPerBattery", &PackInputs::cells, 1.0, 256.0},
    {"cvl", "/Info/MaxChargeVoltage", &PackInputs::cvl_v, 0.0, 1000.0},
    {"ccl", "/Info/MaxChargeCurrent", &PackInputs::ccl_a, 0.0, 10000.0},
    {"dcl", "/Info/MaxDischargeCurrent", &PackInputs::dcl_a, 0.0, 10000.0},
    {"low_voltage", "/Info/BatteryLowVoltage", &PackInputs::low_voltage_v, 0.0, 1000.0},
};

}  // namespace

std::span<const PackInput> pack_inputs() {
    return kInputs;
}

const PackInput* find_input(std::string_view key_or_path) {
    const auto found = std::find_if(
        std::begin(kInputs), std::end(kInputs),
        [&](const PackInput& row) { return row.key == key_or_path || row.path == key_or_path; });
    return found == std::end(kInputs) ? nullptr : found;
}

bool accepts(const PackInput& input, double number) {
    return number >= input.lowest && number <= input.highest;
}

}  // namespace aggregator::sim
