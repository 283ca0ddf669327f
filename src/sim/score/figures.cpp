#include "sim/score/figures.hpp"

#include <algorithm>
#include <cstdio>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

constexpr double kNominalCell_v = 3.2;
constexpr int kTwoPlaces = 2;

double over_limit_ah(const Figures& figures) {
    return std::max(figures.over_charge_ah, figures.over_discharge_ah);
}

double slower_pct(const Figures& figures, std::optional<double> best_hours) {
    if (!best_hours || *best_hours <= 0.0) return 0.0;
    return 100.0 * std::max(0.0, figures.hours / *best_hours - 1.0);
}

double bank_wh(const Scenario& scenario) {
    double total_wh = 0.0;
    for (const auto& pack : scenario.packs)
        total_wh += pack.capacity_ah * scenario.cells_in_series * kNominalCell_v;
    return total_wh;
}

class Demands {
public:
    void at_most(double value, double allowed, const char* what, const char* unit) {
        if (value <= allowed) return;
        missed_.push_back(std::string{what} + ": " + fixed(value, kTwoPlaces) + unit +
                          ", allowed " + fixed(allowed, kTwoPlaces) + unit);
    }
    void hold(bool kept, const char* otherwise) {
        if (!kept) missed_.emplace_back(otherwise);
    }
    [[nodiscard]] std::vector<std::string> missed() { return std::move(missed_); }

private:
    std::vector<std::string> missed_;
};

}  // namespace

bool is_safe(const Figures& figures, const Scenario& scenario) {
    const Gate& gate = scenario.gate;
    return over_limit_ah(figures) <= gate.over_limit_ah && figures.trips <= gate.trips &&
           figures.cold_ah <= gate.cold_ah && (scenario.ending != Ending::full || figures.all_full);
}

std::vector<std::string> missed_figures(const Figures& figures, const Scenario& scenario,
                                        std::optional<double> best_hours) {
    const Gate& gate = scenario.gate;
    Demands demands;
    demands.at_most(figures.over_charge_ah, gate.over_limit_ah, "charged over a pack's limit",
                    " Ah");
    demands.at_most(figures.over_discharge_ah, gate.over_limit_ah, "discharged over a pack's limit",
                    " Ah");
    demands.at_most(figures.trips, gate.trips, "trips of a BMS", "");
    demands.at_most(figures.cold_ah, gate.cold_ah, "charged below 0 C", " Ah");
    demands.hold(scenario.ending != Ending::full || figures.all_full, "never all full");
    demands.at_most(slower_pct(figures, best_hours), gate.slower_pct,
                    "slower than the fastest safe rule", " %");
    demands.at_most(figures.reversals, gate.reversals, "reversals of the CCL", "");
    demands.at_most(figures.alarm_edges, gate.alarm_edges, "changes of alarms of its own", "");
    demands.at_most(figures.spread_edges, gate.spread_edges, "changes of the spread's alarm", "");
    demands.at_most(figures.blackouts, gate.blackouts, "needless blackouts", "");
    demands.at_most(figures.wrong_s, gate.wrong_s, "in a state that cannot be", " s");
    return demands.missed();
}

double points(const Figures& figures, const Scenario& scenario, std::optional<double> best_hours) {
    const double withheld_pct = 100.0 * figures.withheld_wh / bank_wh(scenario);
    const int extra_edges = std::max(0, figures.alarm_edges - scenario.gate.alarm_edges);
    const double reaction_s = figures.limit_reaction_s + figures.current_reaction_s;
    return 10.0 * (figures.over_charge_ah + figures.over_discharge_ah) + 10.0 * figures.trips +
           10.0 * figures.cold_ah + 3.0 * slower_pct(figures, best_hours) / 5.0 +
           3.0 * withheld_pct / 5.0 + 3.0 * extra_edges + 2.0 * figures.reversals / 80.0 +
           5.0 * reaction_s / 20.0 + 10.0 * figures.wrong_s / 10.0 + 10.0 * figures.blackouts +
           1.0 * figures.publications_per_hour / 1800.0;
}

}  // namespace aggregator::sim
