#pragma once

/// One charge of a scenario from start to full: the packs report, the real fleet and bank decide,
/// the charger obeys. Returns the figures that the rules are judged by.

#include <functional>

#include "aggregator/core/settings.hpp"
#include "core/scenarios/scenario.hpp"

namespace aggregator::scenarios {

struct RunOptions {
    double report_period_s = 1.0;
    LimitCurve curve = LimitCurve::steep;
};

struct Figures {
    double over_limit_ah = 0.0;  ///< Of the pack that is worst off.
    double frost_ah = 0.0;       ///< Charged at 0 C and below, of the pack that is worst off.
    int trips = 0;
    double hours_to_full = 0.0;  ///< Until every pack is at 97 %; the longest run when never.
    bool full = false;
    int reversals = 0;        ///< Of the published CCL, by more than 1 % of nominal.
    int alarm_edges = 0;      ///< Of every alarm but the SOC spread's.
    int imbalance_edges = 0;  ///< Of the alarm of the SOC spread.
    int tier_changes = 0;
};

/// Settings for comparing rules of the bank limit: ceilings that do not interfere, and the SOC
/// spread only alarms.
[[nodiscard]] Settings comparison_settings(const Scenario& scenario, LimitMode mode);

[[nodiscard]] Figures charge(const Scenario& scenario, const Settings& settings,
                             const RunOptions& options);

/// No pack was charged over its limit by more than the gate lets pass, none tripped, all got full.
[[nodiscard]] bool is_safe(const Figures& figures, const RunOptions& options);

/// What the figures miss of the gate, in words; empty when they pass. `best_hours`: of the fastest
/// safe rule.
[[nodiscard]] std::vector<std::string> missed_figures(const Figures& figures,
                                                      const RunOptions& options, double best_hours);

}  // namespace aggregator::scenarios
