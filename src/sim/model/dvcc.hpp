#pragma once

/// Chargers and inverter as Venus steers them: every 3 s by the limits that the controlling BMS
/// publishes, with its known residues. Sources: domain.md 0.1, 5.

#include <optional>

#include "sim/model/system_spec.hpp"

namespace aggregator::sim::model {

/// What the controlling BMS publishes.
struct Published {
    double cvl_v = 0.0;
    double ccl_a = 0.0;
    double dcl_a = 0.0;
    double soc_pct = 0.0;

    bool operator==(const Published&) const = default;
};

/// What the rest of the system asks of the bank in a step.
struct Demand {
    double charge_a = 0.0;   ///< From the chargers.
    double draw_a = 0.0;     ///< By the inverter, positive.
    double ceiling_v = 0.0;  ///< The chargers go no higher.
};

class Dvcc {
public:
    explicit Dvcc(const SystemSpec& spec) : spec_(spec) {}

    /// What has an effect on the world besides its curves.
    struct World {
        double bus_v = 0.0;
        double load_w = 0.0;  ///< Wanted, AC.
        double sun_w = 0.0;
    };

    /// Demand for the next `dt_s`; no value: the BMS is not on the bus.
    Demand step(const std::optional<Published>& bms, const World& world, double dt_s);

    /// The chargers could not give what was asked for: the bus is at its ceiling.
    void throttle(double charge_a) { charger_a_ = charge_a; }
    /// The bus broke down under the inverter.
    void collapse();

    [[nodiscard]] bool inverter_on() const { return inverter_on_; }
    /// The loads are without power.
    [[nodiscard]] bool dark() const { return spec_.supply == Supply::island && !inverter_on_; }
    /// The inverter is off because the DCL says so, or because the BMS is gone.
    [[nodiscard]] bool stopped_by_bms() const { return stopped_by_bms_; }

private:
    void follow(const Published& bms);
    void follow_nobody();
    void set_inverter(const Published& bms);
    [[nodiscard]] double charger_target_a(const World& world) const;
    [[nodiscard]] double draw_a(const World& world) const;

    SystemSpec spec_;
    double since_tick_s_ = 1e9;
    double without_bms_s_ = 0.0;
    double recover_s_ = 0.0;
    double allowed_a_ = 0.0;    ///< Of the chargers.
    double discharge_a_ = 0.0;  ///< Of the inverter.
    double ceiling_v_ = 0.0;
    double charger_a_ = 0.0;
    double last_draw_a_ = 0.0;
    bool chargers_on_ = false;
    bool inverter_on_ = false;
    bool stopped_by_bms_ = false;
};

}  // namespace aggregator::sim::model
