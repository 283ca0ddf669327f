#include "sim/score/score_keeper.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/units.hpp"

namespace aggregator::sim {
namespace {

constexpr double kFull = 0.97;
/// Part of the chargers' rating that makes a move of the limit a turn.
constexpr double kTurn = 0.05;
/// A report may take one period of the slowest BMS and one decision.
constexpr double kReportPatience_s = 8.0;

/// A BMS that allows less of its own limit is about to stop anyway.
constexpr double kWilling = 0.10;
/// What the packs must have to spare before their loads count as ones they could have carried.
constexpr double kToSpare = 1.25;

/// Every pack would have gone on, and together they could have.
bool could_have_gone_on(const model::Plant& plant) {
    const auto units = plant.units();
    double together_a = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const double full_a = plant.spec().packs[i].bms.discharge_limit_a;
        if (units[i].limits.discharge_a() <= kWilling * full_a) return false;
        together_a += units[i].limits.discharge_a();
    }
    return together_a * plant.bus_v() >= kToSpare * plant.load_w();
}

double total_withheld_wh(const model::Plant& plant) {
    const double reserve = plant.spec().system.reserve_pct / 100.0;
    double withheld_ah = 0.0;
    for (const model::Unit& unit : plant.units())
        withheld_ah += unit.pack.capacity_ah() * std::max(0.0, unit.pack.charge() - reserve);
    return withheld_ah * plant.bus_v();
}

}  // namespace

ScoreKeeper::ScoreKeeper(const Scenario& scenario, double silence_s)
    : scenario_(scenario),
      packs_(scenario.packs.size()),
      sanity_(scenario.packs.size(), kReportPatience_s, silence_s),
      reactions_(scenario.faults),
      turns_(kTurn * scenario.system.charger_a) {}

void ScoreKeeper::bms_reported(std::size_t pack, const Battery& report, double time_s) {
    alarms_.bms_reported(pack, report.alarms);
    sanity_.bms_reported(pack, report.limits, time_s);
}

/// Whose fault it is that the inverter stopped: ours only where every pack would have gone on.
void ScoreKeeper::see_inverter(const model::Plant& plant, double dt_s) {
    const bool on = plant.dvcc().inverter_on();
    if (plant.dvcc().dark() && stopped_since_s_) figures_.dark_s += dt_s;
    if (on) stopped_since_s_.reset();
    if (inverter_was_on_ && !on) {
        stopped_since_s_ = plant.time_s();
        const bool needless = plant.dvcc().stopped_by_bms() && could_have_gone_on(plant);
        if (plant.dvcc().dark() && needless) ++figures_.blackouts;
    }
    inverter_was_on_ = on;
}

void ScoreKeeper::see(const model::Plant& plant, const Decision* shown, double dt_s) {
    const auto units = plant.units();
    bool over = false;
    for (std::size_t i = 0; i < units.size(); ++i) {
        packs_[i].see(units[i], plant.bank_a(), dt_s);
        over = over || packs_[i].over_now();
    }
    if (over) figures_.over_s += dt_s;
    const double moved_ah = plant.bank_a() * dt_s / kSecondsPerHour;
    (moved_ah > 0.0 ? figures_.charged_ah : figures_.discharged_ah) += moved_ah;
    if (!figures_.all_full) {
        figures_.hours = plant.time_s() / kSecondsPerHour;
        figures_.all_full = std::ranges::all_of(
            units, [](const model::Unit& unit) { return unit.pack.charge() >= kFull; });
    }
    see_inverter(plant, dt_s);
    sanity_.see(shown, plant.time_s(), dt_s);
    if (shown == nullptr) {
        figures_.absent_s += dt_s;
        return;
    }
    const double ccl_a = shown->battery.limits.charge_current.value_or(Amps{}).value();
    turns_.see(ccl_a);
    reactions_.see(plant.time_s(), ccl_a, plant.bank_a());
    alarms_.bank_shows(shown->battery.alarms);
}

void ScoreKeeper::see(const Events& events) {
    figures_.tier_changes += static_cast<int>(std::ranges::count_if(
        events, [](const Event& event) { return std::holds_alternative<TierChanged>(event); }));
}

Figures ScoreKeeper::figures(const model::Plant& plant, long publications) const {
    Figures result = figures_;
    for (const PackWatch& pack : packs_) {
        result.over_charge_ah = std::max(result.over_charge_ah, pack.over_charge().ah);
        result.over_charge_a = std::max(result.over_charge_a, pack.over_charge().worst_a);
        result.over_discharge_ah = std::max(result.over_discharge_ah, pack.over_discharge().ah);
        result.over_discharge_a = std::max(result.over_discharge_a, pack.over_discharge().worst_a);
        result.worst_multiple = std::max(result.worst_multiple, pack.worst_multiple());
        result.cold_ah += pack.cold_ah();
    }
    for (const model::Unit& unit : plant.units()) result.trips += unit.protection.trips().total();
    result.discharged_ah = std::abs(result.discharged_ah);
    if (scenario_.ending == Ending::empty) result.withheld_wh = total_withheld_wh(plant);
    result.reversals = turns_.turns();
    result.alarm_edges = alarms_.own_edges();
    result.spread_edges = alarms_.spread_edges();
    result.wrong_s = sanity_.wrong_s();
    result.limit_reaction_s = reactions_.limit_s();
    result.current_reaction_s = reactions_.current_s();
    const double hours = plant.time_s() / kSecondsPerHour;
    if (hours > 0.0) result.publications_per_hour = static_cast<double>(publications) / hours;
    return result;
}

}  // namespace aggregator::sim
