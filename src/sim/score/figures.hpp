#pragma once

/// What a run is judged by. Source: domain.md 5.

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

struct Figures {
    double over_charge_ah = 0.0;     ///< Above its own limit, of the pack that is worst off.
    double over_discharge_ah = 0.0;  ///< As above.
    double over_charge_a = 0.0;      ///< Above its own limit, of any pack at its worst moment.
    double over_discharge_a = 0.0;   ///< As above.
    double over_s = 0.0;             ///< Some pack was clearly over its limit for so long.
    double worst_multiple = 0.0;     ///< Largest current of a pack as a multiple of its limit.
    int trips = 0;
    double cold_ah = 0.0;  ///< Charged below 0 C.

    bool all_full = false;
    double hours = 0.0;  ///< Until every pack was at 97 %, else until the end.
    double charged_ah = 0.0;
    double discharged_ah = 0.0;
    double withheld_wh = 0.0;  ///< Above the reserve when the inverter stopped for good.

    int reversals = 0;     ///< Of the published CCL, by more than 5 % of the chargers' rating.
    int alarm_edges = 0;   ///< Beyond those of the BMSes, without the SOC spread's.
    int spread_edges = 0;  ///< Of the alarm of the SOC spread.
    int tier_changes = 0;
    int blackouts = 0;  ///< The loads lost power although every pack would have given it.
    double dark_s = 0.0;
    double wrong_s = 0.0;             ///< With a published state or limit that cannot be.
    double absent_s = 0.0;            ///< Without a controlling BMS on the bus.
    double limit_reaction_s = 0.0;    ///< From a fault that asks for a cut to the CCL; the worst.
    double current_reaction_s = 0.0;  ///< As above, to the current.
    double publications_per_hour = 0.0;

    bool operator==(const Figures&) const = default;
};

/// No pack was loaded over its limit by more than the gate lets pass, none tripped or froze, and
/// the scenario came to its end.
[[nodiscard]] bool is_safe(const Figures& figures, const Scenario& scenario);

/// What the figures miss of the scenario's gate, in words; empty when they pass. `best_hours`: of
/// the fastest safe rule, no value to leave the time out.
[[nodiscard]] std::vector<std::string> missed_figures(const Figures& figures,
                                                      const Scenario& scenario,
                                                      std::optional<double> best_hours);

/// One number for a run, less is better: each figure in units of what is still tolerable, times
/// its weight in domain.md 5.
[[nodiscard]] double points(const Figures& figures, const Scenario& scenario,
                            std::optional<double> best_hours);

}  // namespace aggregator::sim
