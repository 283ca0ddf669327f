#include "sim/model/pack.hpp"

#include <cmath>

#include "aggregator/core/units.hpp"
#include "sim/model/cell.hpp"

namespace aggregator::sim::model {
namespace {

/// The rest is cable, fuse and switches, which no cell voltage shows.
constexpr double kCellPartOfResistance = 0.6;
constexpr double kRelaxationPart = 0.5;
constexpr double kRelaxationTime_s = 120.0;
/// So much of the capacity must pass until the hysteresis has turned.
constexpr double kHysteresisTurn = 0.03;

/// A 16 cell pack of 100 Ah weighs some 45 kg.
constexpr double kMass_kg_per_wh = 0.009;
constexpr double kHeatCapacity_j_per_kg_k = 900.0;
constexpr double kNominalCell_v = 3.2;

}  // namespace

Pack::Pack(const PackSpec& spec, int cells_in_series)
    : spec_(spec),
      cells_(cells_in_series),
      charge_(spec.soc_pct / 100.0),
      temperature_c_(spec.temperature_c),
      bus_v_(rest_v()) {}

double Pack::ohmic_ohm() const {
    return spec_.resistance_mohm / 1000.0 * resistance_factor(temperature_c_);
}

double Pack::relaxation_ohm() const {
    return kRelaxationPart * ohmic_ohm();
}

double Pack::rest_v() const {
    return cells_ * (rest_voltage_v(charge_) + entropy_v(temperature_c_) + hysteresis_v_);
}

Branch Pack::branch(double added_ohm) const {
    return {rest_v() + relaxation_v_, 1.0 / (ohmic_ohm() + added_ohm), switches_};
}

double Pack::cell_v(double ahead) const {
    const double drop_v = relaxation_v_ + kCellPartOfResistance * ohmic_ohm() * current_a_;
    return rest_voltage_v(charge_ + ahead) + entropy_v(temperature_c_) + hysteresis_v_ +
           drop_v / cells_;
}

void Pack::move_charge(double current_a, double dt_s) {
    const double moved = current_a * dt_s / kSecondsPerHour / spec_.capacity_ah;
    charge_ += moved;
    const double turned_v = std::copysign(spec_.hysteresis_mv / 1000.0, current_a);
    hysteresis_v_ +=
        (turned_v - hysteresis_v_) * (1.0 - std::exp(-std::abs(moved) / kHysteresisTurn));
    const double settled_v = current_a * relaxation_ohm();
    relaxation_v_ += (settled_v - relaxation_v_) * (1.0 - std::exp(-dt_s / kRelaxationTime_s));
}

void Pack::warm(double heat_w, double ambient_c, double dt_s) {
    const double mass_kg = kMass_kg_per_wh * spec_.capacity_ah * cells_ * kNominalCell_v;
    const double cooling_w = (temperature_c_ - ambient_c) / spec_.cooling_k_w;
    temperature_c_ += (heat_w - cooling_w) * dt_s / (mass_kg * kHeatCapacity_j_per_kg_k);
}

/// What flows is turned into heat over the resistances, and into charge at the rest voltage.
void Pack::step(double current_a, double bus_v, double ambient_c, double dt_s) {
    const double before_v = rest_v();
    const double heat_w = current_a * (bus_v - before_v);
    current_a_ = current_a;
    bus_v_ = bus_v;
    move_charge(current_a, dt_s);
    const double hours = dt_s / kSecondsPerHour;
    energy_.taken_wh += current_a * bus_v * hours;
    energy_.lost_wh += heat_w * hours;
    energy_.stored_wh += current_a * (before_v + rest_v()) / 2.0 * hours;
    warm(heat_w, ambient_c, dt_s);
}

}  // namespace aggregator::sim::model
