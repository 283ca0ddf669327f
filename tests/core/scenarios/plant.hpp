#pragma once

/// Packs in parallel on one bus bar and a charger that follows the bank's limits as DVCC makes it:
/// every 3 s, with a lag of its own.

#include <vector>

#include "core/scenarios/pack_model.hpp"

namespace aggregator::scenarios {

class Plant {
public:
    Plant(const std::vector<PackSpec>& specs, LimitCurve curve);

    /// Moves on by `dt_s` under the limits that are published now.
    void step(const Limits& published, double dt_s);

    [[nodiscard]] const std::vector<PackModel>& packs() const { return packs_; }
    [[nodiscard]] double charger_a() const { return charger_a_; }

private:
    [[nodiscard]] double current_at(double bus_voltage_v) const;
    [[nodiscard]] double bus_voltage_for(double current_a) const;
    void follow(const Limits& published, double dt_s);

    std::vector<PackModel> packs_;
    double time_s_ = 0.0;
    double next_tick_s_ = 0.0;
    double setpoint_a_ = 0.0;
    double ceiling_v_ = 0.0;
    double charger_a_ = 0.0;
};

}  // namespace aggregator::scenarios
