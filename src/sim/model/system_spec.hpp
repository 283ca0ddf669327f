#pragma once

/// What is around the bank: chargers, sun, loads, weather. Raw numbers with the unit in the name,
/// as they stand in a scenario file.

#include "sim/model/curve.hpp"

namespace aggregator::sim::model {

enum class Supply {
    grid,    ///< The grid feeds the loads when the battery may not.
    island,  ///< Without the battery the lights go out.
};

struct SystemSpec {
    double charger_a = 200.0;    ///< Rating of all chargers together.
    double charger_lag_s = 1.0;  ///< Until a charger has followed by 63 %.
    Curve sun_w{};               ///< By hours since the start; empty: as much as the chargers can.
    Curve load_w{};              ///< On the AC side, by hours since the start; empty: none.
    Curve ambient_c{{0.0, 20.0}};  ///< By hours since the start.
    Supply supply = Supply::grid;
    bool feed_in = false;      ///< Excess solar power is fed in: the chargers ignore the CCL.
    double reserve_pct = 0.0;  ///< With the grid: below this SOC the loads take nothing.

    bool operator==(const SystemSpec&) const = default;
};

}  // namespace aggregator::sim::model
