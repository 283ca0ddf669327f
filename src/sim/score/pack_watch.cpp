#include "sim/score/pack_watch.hpp"

#include <algorithm>

#include "aggregator/core/units.hpp"

namespace aggregator::sim {
namespace {

// What the guard of the aggregator takes for "over" too. Source: domain.md 2.2.
constexpr double kClearly = 1.02;
constexpr double kClearly_a = 0.5;
/// Below it a multiple says nothing.
constexpr double kSmallLimit_a = 1.0;
/// What packs exchange while nobody charges them no limit of the bank can prevent.
constexpr double kSmallCurrent_a = 0.05;

}  // namespace

void PackWatch::see_direction(double current_a, double limit_a, double hours, Excess& excess) {
    if (current_a <= limit_a || current_a <= 0.0) return;
    excess.ah += (current_a - limit_a) * hours;
    excess.worst_a = std::max(excess.worst_a, current_a - limit_a);
    if (current_a <= kClearly * limit_a + kClearly_a) return;
    over_now_ = true;
    if (limit_a >= kSmallLimit_a) worst_multiple_ = std::max(worst_multiple_, current_a / limit_a);
}

void PackWatch::see(const model::Unit& unit, double bank_a, double dt_s) {
    const double hours = dt_s / kSecondsPerHour;
    const double current_a = unit.pack.current();
    over_now_ = false;
    see_direction(current_a, unit.limits.charge_a(), hours, over_charge_);
    see_direction(-current_a, unit.limits.discharge_a(), hours, over_discharge_);
    const bool charged = current_a > 0.0 && bank_a > kSmallCurrent_a;
    if (charged && unit.pack.temperature() < 0.0) cold_ah_ += current_a * hours;
}

}  // namespace aggregator::sim
