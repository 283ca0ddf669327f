#include "core/scenarios/plant.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator::scenarios {

namespace {

constexpr double kChargerRating_a = 200.0;
constexpr double kDvccPeriod_s = 3.0;
constexpr double kChargerLag_s = 1.0;
constexpr int kBisections = 36;

}  // namespace

Plant::Plant(const std::vector<PackSpec>& specs, LimitCurve curve) {
    for (const PackSpec& spec : specs) packs_.emplace_back(spec, curve);
}

double Plant::current_at(double bus_voltage_v) const {
    double total_a = 0.0;
    for (const PackModel& pack : packs_) total_a += pack.current_at(bus_voltage_v);
    return total_a;
}

/// The sum of the currents rises with the voltage, so halving the interval finds the balance.
double Plant::bus_voltage_for(double current_a) const {
    double low_v = 2.5 * packs_.front().cells();
    double high_v = 4.4 * packs_.front().cells();
    for (int i = 0; i < kBisections; ++i) {
        const double middle_v = (low_v + high_v) / 2.0;
        (current_at(middle_v) < current_a ? low_v : high_v) = middle_v;
    }
    return high_v;
}

void Plant::follow(const Limits& published, double dt_s) {
    if (time_s_ >= next_tick_s_) {
        setpoint_a_ = std::min(kChargerRating_a, published.charge_current->value());
        ceiling_v_ = published.charge_voltage->value();
        next_tick_s_ += kDvccPeriod_s;
    }
    charger_a_ += (setpoint_a_ - charger_a_) * (1.0 - std::exp(-dt_s / kChargerLag_s));
}

void Plant::step(const Limits& published, double dt_s) {
    follow(published, dt_s);
    double bus_v = bus_voltage_for(charger_a_);
    if (bus_v > ceiling_v_) {
        // Constant voltage; a charger never takes current out.
        bus_v = std::max(ceiling_v_, bus_voltage_for(0.0));
        charger_a_ = std::max(0.0, current_at(bus_v));
    }
    time_s_ += dt_s;
    for (PackModel& pack : packs_) pack.step(pack.current_at(bus_v), bus_v, dt_s, time_s_);
}

}  // namespace aggregator::scenarios
