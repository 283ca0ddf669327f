#pragma once

/// What one simulated pack is: its cells, its wiring and its BMS. Raw numbers with the unit in the
/// name, as they stand in a scenario file.

#include <string>

namespace aggregator::sim::model {

/// How a BMS takes its current limits back as the fullest cell fills and the emptiest one empties.
enum class LimitCurve {
    steep,   ///< As dbus-serialbattery: charging full to 3.375 V, a quarter at 3.400 V.
    gentle,  ///< Charging full to 3.45 V, 8 % at 3.54 V, none at 3.58 V.
};

/// What `/Io/AllowToCharge` and `/Io/AllowToDischarge` of a BMS follow.
enum class Permission {
    fet,    ///< The switch.
    limit,  ///< Whether the limit is above zero.
};

struct BmsSpec {
    double charge_limit_a = 50.0;      ///< Far from full, in the warm.
    double discharge_limit_a = 100.0;  ///< Far from empty, as a positive number.
    LimitCurve curve = LimitCurve::steep;
    bool limit_ramp = false;  ///< A limit rises 30 s after it last fell, with 5 A/s.
    Permission permission = Permission::fet;
    double charge_voltage_v = 3.50;  ///< CVL per cell.
    double low_voltage_v = 2.875;    ///< Per cell.

    double report_period_s = 1.0;
    double jitter_s = 0.0;          ///< Each report is late by up to this much.
    double lost_reports_pct = 0.0;  ///< Of the reports never arrive.
    double current_gain_pct = 0.0;  ///< Error of the current sensor.
    double current_offset_a = 0.0;
    double dead_zone_a = 0.0;    ///< Smaller currents read as zero.
    double soc_error_pct = 0.0;  ///< Of the SOC the BMS starts with, in points.
    double soc_drift_pct_day = 0.0;

    bool operator==(const BmsSpec&) const = default;
};

struct PackSpec {
    std::string name{};  ///< Empty: "Pack N".
    double capacity_ah = 100.0;
    double resistance_mohm = 20.0;  ///< At 25 C, of cells, BMS and cable together.
    double soc_pct = 20.0;          ///< At the start.
    double top_cell_pct = 0.4;      ///< The fullest cell is so many points ahead.
    double bottom_cell_pct = 0.4;   ///< The emptiest cell is so many points behind.
    double hysteresis_mv = 8.0;     ///< Per cell, to either side of the rest voltage.
    double temperature_c = 20.0;    ///< At the start.
    double cooling_k_w = 1.0;       ///< Above ambient for each watt of loss.
    BmsSpec bms{};

    bool operator==(const PackSpec&) const = default;
};

}  // namespace aggregator::sim::model
