#pragma once

/// A pack reduced to what an aggregator sees: charge is counted, the voltage follows from charge
/// and current, everything else stays as set. No thermal model, no BMS that protects itself. Knows
/// no bus; a model with more physics can take its place by the same four functions.

#include <cstdint>
#include <random>

#include "aggregator/core/battery.hpp"
#include "sim/pack_inputs.hpp"

namespace aggregator::sim {

/// Noise on voltage, current and temperature.
struct Noise {
    double scale = 0.0;  ///< 0: none; 1: as of a usual BMS (5 mV, 50 mA, 0.1 K).
    std::uint32_t seed = 0;
};

class SimplePack {
public:
    explicit SimplePack(const PackInputs& inputs, Noise noise = {});

    /// Lets time pass. The SOC stays within 0 to 100 %.
    void step(Seconds duration);

    /// What the pack's BMS would report now.
    [[nodiscard]] Battery report() const;

    /// The number must be one that the input accepts().
    void set(const PackInput& input, double number) { inputs_.*input.member = number; }

private:
    [[nodiscard]] Volts voltage(Amps current) const;
    [[nodiscard]] Limits limits() const;
    [[nodiscard]] Cells cells(Volts voltage, Celsius temperature) const;
    void draw_noise();

    PackInputs inputs_;
    double noise_scale_;
    std::minstd_rand random_;
    Volts voltage_noise_{};
    Amps current_noise_{};
    Celsius temperature_noise_{};
};

}  // namespace aggregator::sim
