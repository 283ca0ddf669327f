#pragma once

/// An LFP pack with its BMS: open circuit voltage by SOC, one ohmic and one RC resistance, a
/// top cell ahead of the others, a charge switch, a charge limit by the highest cell. Pure and
/// deterministic; it knows nothing of the bank it is in.

#include "aggregator/core/battery.hpp"

namespace aggregator::scenarios {

/// How the BMS takes its charge limit back as the highest cell fills.
enum class LimitCurve {
    steep,   ///< As dbus-serialbattery: full to 3.375 V, a quarter at 3.400 V.
    gentle,  ///< Full to 3.45 V, 8 % at 3.54 V, none at 3.58 V.
};

struct PackSpec {
    double capacity_ah = 100.0;
    double resistance_ohm = 0.020;  ///< Of cells, BMS and cable.
    double soc = 0.20;              ///< At the start, 0 to 1.
    double top_cell_ahead = 0.004;  ///< SOC of the fullest cell above the pack's.
    double limit_a = 50.0;          ///< Charge limit far from full.
    double sensor_gain = 1.0;
    double sensor_offset_a = 0.0;
    double switch_opens_s = -1.0;  ///< The charge switch opens by itself; never when negative.
    double switch_closes_s = -1.0;
    int cells = 16;  ///< In series.
    double celsius = 20.0;
    double warms_k_per_h = 0.0;  ///< Up to 20 C.
};

class PackModel {
public:
    PackModel(const PackSpec& spec, LimitCurve curve);

    /// Current at a bus voltage. With the charge switch open only its body diode conducts, outward.
    [[nodiscard]] double current_at(double bus_voltage_v) const;

    /// Carries `current_a` for `dt_s`, then the BMS looks at it. `time_s` drives the fault script.
    void step(double current_a, double bus_voltage_v, double dt_s, double time_s);

    [[nodiscard]] double soc() const { return soc_; }
    [[nodiscard]] int trips() const { return trips_; }
    [[nodiscard]] double over_limit_ah() const { return over_limit_ah_; }
    /// Charged in frost, at 0 C and below.
    [[nodiscard]] double frost_ah() const { return frost_ah_; }
    [[nodiscard]] int cells() const { return spec_.cells; }
    /// What the BMS allows now, before rounding.
    [[nodiscard]] double charge_limit() const;

    /// What the BMS publishes: 10 mV, 0.1 A, whole percent.
    [[nodiscard]] Battery report() const;

private:
    [[nodiscard]] double top_cell_v() const;
    [[nodiscard]] double mean_cell_v() const;
    void protect(double dt_s, double time_s);

    PackSpec spec_;
    LimitCurve curve_;
    double soc_;
    double inside_v_;  ///< Behind the ohmic resistance.
    double polarisation_v_ = 0.0;
    double current_a_ = 0.0;
    double bus_voltage_v_;
    double celsius_;
    bool closed_ = true;
    bool script_open_ = false;
    bool overvoltage_ = false;
    double overvoltage_s_ = 0.0;
    double overcurrent_s_ = 0.0;
    double overcurrent_wait_s_ = 0.0;
    int trips_ = 0;
    double over_limit_ah_ = 0.0;
    double frost_ah_ = 0.0;
};

}  // namespace aggregator::scenarios
