#pragma once

/// The physics of one pack: charge, rest voltage with hysteresis, an ohmic and an RC resistance,
/// the cells that are ahead and behind, heat, two switches. Knows nothing of its BMS, which only
/// opens the switches, and nothing of the other packs.

#include "sim/model/bus_bar.hpp"
#include "sim/model/pack_spec.hpp"

namespace aggregator::sim::model {

/// What went through a pack since the start, in Wh.
struct Energy {
    double taken_wh = 0.0;   ///< At the terminals, charging less discharging.
    double lost_wh = 0.0;    ///< As heat.
    double stored_wh = 0.0;  ///< In the cells.
};

class Pack {
public:
    Pack(const PackSpec& spec, int cells_in_series);

    /// As the bus sees the pack in the next step. `added_ohm`: of a bad contact.
    [[nodiscard]] Branch branch(double added_ohm = 0.0) const;

    /// Carries `current_a` for `dt_s` at a bus of `bus_v`.
    void step(double current_a, double bus_v, double ambient_c, double dt_s);

    void set_switches(Switches switches) { switches_ = switches; }

    [[nodiscard]] double charge() const { return charge_; }  ///< 0 to 1; the real one.
    [[nodiscard]] double capacity_ah() const { return spec_.capacity_ah; }
    [[nodiscard]] double current() const { return current_a_; }
    [[nodiscard]] double voltage() const { return bus_v_; }  ///< At its terminals.
    [[nodiscard]] double temperature() const { return temperature_c_; }
    [[nodiscard]] double top_cell_v() const { return cell_v(spec_.top_cell_pct / 100.0); }
    [[nodiscard]] double bottom_cell_v() const { return cell_v(-spec_.bottom_cell_pct / 100.0); }
    [[nodiscard]] Switches switches() const { return switches_; }
    [[nodiscard]] const Energy& energy() const { return energy_; }
    /// Resistance at once and after the RC has settled, in ohm, at the present temperature.
    [[nodiscard]] double ohmic_ohm() const;
    [[nodiscard]] double relaxation_ohm() const;

private:
    [[nodiscard]] double rest_v() const;
    [[nodiscard]] double cell_v(double ahead) const;
    void move_charge(double current_a, double dt_s);
    void warm(double heat_w, double ambient_c, double dt_s);

    PackSpec spec_;
    double cells_;
    double charge_;
    double hysteresis_v_ = 0.0;  ///< Per cell.
    double relaxation_v_ = 0.0;  ///< Over the RC, all cells.
    double temperature_c_;
    double current_a_ = 0.0;
    double bus_v_ = 0.0;
    Switches switches_{};
    Energy energy_{};
};

}  // namespace aggregator::sim::model
