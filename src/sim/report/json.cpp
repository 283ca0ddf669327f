#include "sim/report/json.hpp"

#include <nlohmann/json.hpp>

namespace aggregator::sim {
namespace {

using Json = nlohmann::ordered_json;

Json figures_json(const Figures& f) {
    return {{"over_charge_ah", f.over_charge_ah},
            {"over_discharge_ah", f.over_discharge_ah},
            {"over_charge_a", f.over_charge_a},
            {"over_discharge_a", f.over_discharge_a},
            {"over_s", f.over_s},
            {"worst_multiple", f.worst_multiple},
            {"trips", f.trips},
            {"cold_ah", f.cold_ah},
            {"all_full", f.all_full},
            {"hours", f.hours},
            {"charged_ah", f.charged_ah},
            {"discharged_ah", f.discharged_ah},
            {"withheld_wh", f.withheld_wh},
            {"reversals", f.reversals},
            {"alarm_edges", f.alarm_edges},
            {"spread_edges", f.spread_edges},
            {"tier_changes", f.tier_changes},
            {"blackouts", f.blackouts},
            {"dark_s", f.dark_s},
            {"wrong_s", f.wrong_s},
            {"absent_s", f.absent_s},
            {"limit_reaction_s", f.limit_reaction_s},
            {"current_reaction_s", f.current_reaction_s},
            {"publications_per_hour", f.publications_per_hour}};
}

Json rule_json(const RuleResult& result) {
    return {{"rule", name_of(result.rule)},
            {"points", result.points},
            {"figures", figures_json(result.figures)},
            {"gate_missed", result.missed}};
}

Json scenario_json(const ScenarioResult& result) {
    Json rules = Json::array();
    for (const RuleResult& rule : result.rules) rules.push_back(rule_json(rule));
    Json best;
    if (result.best_hours) best = *result.best_hours;
    return {{"scenario", result.scenario.name},
            {"title", result.scenario.title},
            {"best_safe_hours", best},
            {"rules", rules}};
}

}  // namespace

std::string json_of(const std::vector<ScenarioResult>& results) {
    Json all = Json::array();
    for (const ScenarioResult& result : results) all.push_back(scenario_json(result));
    return all.dump(2) + "\n";
}

}  // namespace aggregator::sim
