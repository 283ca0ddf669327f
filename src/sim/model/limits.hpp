#pragma once

/// The current limits that a BMS works out from its cells, as its maker's curves have it.

#include "sim/model/pack.hpp"

namespace aggregator::sim::model {

class PackLimits {
public:
    explicit PackLimits(const BmsSpec& spec);

    /// Moves on to the state of the pack. A script may hold the charge limit at `charge_ceiling_a`.
    void step(const Pack& pack, double charge_ceiling_a, double dt_s);

    /// What the BMS allows now, before rounding, in A; zero with the switch open.
    [[nodiscard]] double charge_a() const { return charge_.value_a; }
    [[nodiscard]] double discharge_a() const { return discharge_.value_a; }  ///< Positive.

private:
    /// A limit that may have to rise slowly.
    struct Ramp {
        double value_a = 0.0;
        double since_fall_s = 0.0;

        void step(double target_a, double dt_s);
    };
    void move(Ramp& ramp, double target_a, double dt_s) const;

    BmsSpec spec_;
    Ramp charge_;
    Ramp discharge_;
};

}  // namespace aggregator::sim::model
