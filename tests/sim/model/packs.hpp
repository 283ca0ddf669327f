#pragma once

/// Packs side by side under a given current, without chargers.

#include <cmath>
#include <vector>

#include "sim/model/pack.hpp"

namespace aggregator::sim::model {

inline constexpr int kCells = 16;

/// Linear between 20 and 30 %: 30 mV a cell. At 25 C throughout, without hysteresis.
inline constexpr double kSlope_v = 0.30 * kCells;

inline PackSpec ideal_pack() {
    PackSpec spec;
    spec.hysteresis_mv = 0.0;
    spec.temperature_c = 25.0;
    spec.cooling_k_w = 0.0001;
    return spec;
}

class SideBySide {
public:
    explicit SideBySide(const std::vector<PackSpec>& specs) {
        for (const PackSpec& spec : specs) packs_.emplace_back(spec, kCells);
    }

    void step(double bank_a, double dt_s) {
        std::vector<Branch> branches;
        for (const Pack& pack : packs_) branches.push_back(pack.branch());
        bus_v_ = balance_v(branches, bank_a, {30.0, 80.0});
        for (std::size_t i = 0; i < packs_.size(); ++i)
            packs_[i].step(current_a(branches[i], bus_v_), bus_v_, 25.0, dt_s);
        time_s_ += dt_s;
    }

    void run(double bank_a, double duration_s, double dt_s = 0.5) {
        const double end_s = time_s_ + duration_s;
        while (time_s_ + dt_s / 2.0 < end_s) step(bank_a, dt_s);
    }

    [[nodiscard]] const Pack& operator[](std::size_t i) const { return packs_[i]; }
    [[nodiscard]] double bus_v() const { return bus_v_; }

private:
    std::vector<Pack> packs_;
    double bus_v_ = 0.0;
    double time_s_ = 0.0;
};

}  // namespace aggregator::sim::model
