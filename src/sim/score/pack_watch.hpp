#pragma once

/// What one pack had to bear in a run, by its own BMS's limits of the moment.

#include "sim/model/plant.hpp"

namespace aggregator::sim {

class PackWatch {
public:
    /// `bank_a` is the current of the whole bank at that moment, > 0 charges.
    void see(const model::Unit& unit, double bank_a, double dt_s);

    [[nodiscard]] double over_charge_ah() const { return over_charge_ah_; }
    [[nodiscard]] double over_discharge_ah() const { return over_discharge_ah_; }
    [[nodiscard]] double cold_ah() const { return cold_ah_; }
    [[nodiscard]] double worst_multiple() const { return worst_multiple_; }
    /// Clearly above its limit in the last step.
    [[nodiscard]] bool over_now() const { return over_now_; }

private:
    void see_direction(double current_a, double limit_a, double hours, double& over_ah);

    double over_charge_ah_ = 0.0;
    double over_discharge_ah_ = 0.0;
    double cold_ah_ = 0.0;
    double worst_multiple_ = 0.0;
    bool over_now_ = false;
};

}  // namespace aggregator::sim
