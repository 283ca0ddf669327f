#pragma once

/// What one pack had to bear in a run, by its own BMS's limits of the moment.

#include "sim/model/plant.hpp"

namespace aggregator::sim {

/// What flowed above a limit.
struct Excess {
    double ah = 0.0;
    double worst_a = 0.0;
};

class PackWatch {
public:
    /// `bank_a` is the current of the whole bank at that moment, > 0 charges.
    void see(const model::Unit& unit, double bank_a, double dt_s);

    [[nodiscard]] const Excess& over_charge() const { return over_charge_; }
    [[nodiscard]] const Excess& over_discharge() const { return over_discharge_; }
    [[nodiscard]] double cold_ah() const { return cold_ah_; }
    [[nodiscard]] double worst_multiple() const { return worst_multiple_; }
    /// Clearly above its limit in the last step.
    [[nodiscard]] bool over_now() const { return over_now_; }

private:
    void see_direction(double current_a, double limit_a, double hours, Excess& excess);

    Excess over_charge_;
    Excess over_discharge_;
    double cold_ah_ = 0.0;
    double worst_multiple_ = 0.0;
    bool over_now_ = false;
};

}  // namespace aggregator::sim
