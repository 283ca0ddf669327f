#include "sim/scenario/keys.hpp"

#include "sim/scenario/curve_text.hpp"

namespace aggregator::sim {
namespace {

using config::Absent;
using config::Complaint;
using config::Form;
using config::Key;
using config::Range;
using config::Spec;
using model::BmsSpec;
using model::Fault;
using model::PackSpec;
using model::SystemSpec;

// Words in the order of the enumerators.
constexpr std::string_view kNoYes[] = {"no", "yes"};
constexpr std::string_view kEndings[] = {"full", "empty", "time"};
constexpr std::string_view kCurves[] = {"steep", "gentle"};
constexpr std::string_view kPermissions[] = {"fet", "limit"};
constexpr std::string_view kSupplies[] = {"grid", "island"};
constexpr std::string_view kReadings[] = {"measurements", "voltage", "current",      "soc",
                                          "temperature",  "cells",   "charge_limit", "limits"};
constexpr std::string_view kFaultKinds[] = {"missing",
                                            "not_a_number",
                                            "millivolts",
                                            "frozen",
                                            "silent",
                                            "away",
                                            "restart",
                                            "duplicate_instance",
                                            "wall_clock",
                                            "charge_switch_open",
                                            "discharge_switch_open",
                                            "resistance",
                                            "swap",
                                            "soc_jump",
                                            "alarm",
                                            "alarm_chatter",
                                            "latency",
                                            "kill",
                                            "limit",
                                            "load",
                                            "sun"};

Complaint check_words(std::string_view text) {
    constexpr std::size_t kLongest = 160;
    if (text.empty() || text.size() > kLongest) return "has no or more than 160 characters";
    return {};
}

constexpr Form kText{"1 to 160 characters", &check_words};
constexpr Form kPowers{"points HOURS:VALUE with commas between, hours rising, 0 to 1000000",
                       nullptr};
constexpr Form kAir{"points HOURS:VALUE with commas between, hours rising, -40 to 80", nullptr};
constexpr Range kPowerRange{0, 1'000'000};
constexpr Range kAirRange{-40, 80};

template <typename Root, auto... path>
constexpr Key<Root> key(Spec spec) {
    return {spec, &config::read_member<Root, path...>, &config::write_member<Root, path...>};
}

template <auto member, const Range& range>
Complaint read_profile(const Spec& spec, std::string_view text, SystemSpec& system) {
    return read_curve(text, range, spec.unit, system.*member);
}

template <auto member>
std::optional<std::string> write_profile(const Spec&, const SystemSpec& system) {
    const auto& curve = system.*member;
    if (curve.empty()) return {};
    return curve_text(curve);
}

template <auto member, const Range& range>
constexpr Key<SystemSpec> profile(Spec spec) {
    return {spec, &read_profile<member, range>, &write_profile<member>};
}

template <auto member>
constexpr Key<Scenario> scenario(Spec spec) {
    return key<Scenario, member>(spec);
}
template <auto member>
constexpr Key<SystemSpec> system(Spec spec) {
    return key<SystemSpec, member>(spec);
}
template <auto member>
constexpr Key<PackSpec> pack(Spec spec) {
    return key<PackSpec, member>(spec);
}
template <auto member>
constexpr Key<PackSpec> bms(Spec spec) {
    return key<PackSpec, &PackSpec::bms, member>(spec);
}
template <auto member>
constexpr Key<Fault> fault(Spec spec) {
    return key<Fault, member>(spec);
}
template <auto member>
constexpr Key<Gate> gate(Spec spec) {
    return key<Gate, member>(spec);
}

// One shape for every row: where it goes; section, name, unit, what is allowed; effect.
// clang-format off
constexpr Key<Scenario> kScenario[] = {
    scenario<&Scenario::title>({"Scenario", "title", "", kText,
        "One line for tables and pictures.", Absent{"the name of the file"}}),
    scenario<&Scenario::config>({"Scenario", "config", "", kText,
        "Configuration file of the aggregator, beside the scenario.", Absent{"one made for the bank"}}),
    scenario<&Scenario::ending>({"Scenario", "ends", "", kEndings,
        "When it is over: every pack full, the battery empty, or not before its hours."}),
    scenario<&Scenario::hours>({"Scenario", "hours", "h", Range{0.01, 1000},
        "It is over after so long at the latest."}),
    scenario<&Scenario::step_s>({"Scenario", "step", "s", Range{0.05, 1},
        "Of the simulation."}),
    scenario<&Scenario::seed>({"Scenario", "seed", "", Range{0, 1'000'000},
        "Of everything that is random: the same seed gives the same run."}),
    scenario<&Scenario::cells_in_series>({"Scenario", "cells", "", Range{4, 16},
        "In series, of every pack: 4, 8, 15 or 16."}),
};

constexpr Key<SystemSpec> kSystem[] = {
    system<&SystemSpec::charger_a>({"System", "charger", "A", Range{0, 5'000},
        "Rating of all chargers together."}),
    system<&SystemSpec::charger_lag_s>({"System", "charger_lag", "s", Range{0.1, 60},
        "A charger has followed by 63 % after so long."}),
    profile<&SystemSpec::sun_w, kPowerRange>({"System", "sun", "W", kPowers,
        "Solar power over the hours since the start.", Absent{"as much as the chargers can"}}),
    profile<&SystemSpec::load_w, kPowerRange>({"System", "load", "W", kPowers,
        "AC loads over the hours since the start.", Absent{"none"}}),
    profile<&SystemSpec::ambient_c, kAirRange>({"System", "ambient", "C", kAir,
        "Temperature around the packs over the hours since the start."}),
    system<&SystemSpec::supply>({"System", "supply", "", kSupplies,
        "With the grid, loads keep to the DCL; on an island, DCL 0 switches them off."}),
    system<&SystemSpec::feed_in>({"System", "feed_in", "", kNoYes,
        "Excess solar power is fed in, so the chargers ignore the CCL."}),
    system<&SystemSpec::reserve_pct>({"System", "reserve", "%", Range{0, 100},
        "With the grid, loads take nothing from the battery below this SOC."}),
};

constexpr Key<PackSpec> kPack[] = {
    pack<&PackSpec::name>({"Pack", "name", "", kText,
        "What people call it.", Absent{"Pack N"}}),
    pack<&PackSpec::capacity_ah>({"Pack", "capacity", "Ah", Range{1, 10'000},
        "From empty to full, as it is, not as it is labelled."}),
    pack<&PackSpec::resistance_mohm>({"Pack", "resistance", "mOhm", Range{0.1, 1'000},
        "At 25 C, of cells, BMS and cable together."}),
    pack<&PackSpec::soc_pct>({"Pack", "soc", "%", Range{0, 100},
        "At the start."}),
    pack<&PackSpec::top_cell_pct>({"Pack", "top_cell", "%", Range{0, 10},
        "The fullest cell is so far ahead of the others."}),
    pack<&PackSpec::bottom_cell_pct>({"Pack", "bottom_cell", "%", Range{0, 10},
        "The emptiest cell is so far behind the others."}),
    pack<&PackSpec::hysteresis_mv>({"Pack", "hysteresis", "mV", Range{0, 50},
        "Rest voltage of a cell above its mean after charging, below it after discharging."}),
    pack<&PackSpec::temperature_c>({"Pack", "temperature", "C", Range{-30, 60},
        "At the start."}),
    pack<&PackSpec::cooling_k_w>({"Pack", "cooling", "K/W", Range{0.01, 100},
        "So much warmer than around it for each watt of loss."}),
    bms<&BmsSpec::charge_limit_a>({"Pack", "charge_limit", "A", Range{0, 10'000},
        "CCL of its BMS far from full, in the warm."}),
    bms<&BmsSpec::discharge_limit_a>({"Pack", "discharge_limit", "A", Range{0, 10'000},
        "DCL of its BMS far from empty, in the warm."}),
    bms<&BmsSpec::curve>({"Pack", "curve", "", kCurves,
        "How the BMS takes its limits back near full and near empty."}),
    bms<&BmsSpec::limit_ramp>({"Pack", "limit_ramp", "", kNoYes,
        "The BMS lets its limits rise only 30 s after a fall, with 5 A/s."}),
    bms<&BmsSpec::permission>({"Pack", "permission", "", kPermissions,
        "AllowToCharge and AllowToDischarge follow the switch, or the limit."}),
    bms<&BmsSpec::charge_voltage_v>({"Pack", "cell_cvl", "V", Range{3.2, 3.7},
        "CVL of its BMS for each cell."}),
    bms<&BmsSpec::low_voltage_v>({"Pack", "cell_low_voltage", "V", Range{2, 3.2},
        "Lowest voltage of its BMS for each cell."}),
    bms<&BmsSpec::report_period_s>({"Pack", "report_period", "s", Range{0.1, 60},
        "Between two reports of its BMS."}),
    bms<&BmsSpec::jitter_s>({"Pack", "jitter", "s", Range{0, 60},
        "A report is late by up to this much."}),
    bms<&BmsSpec::lost_reports_pct>({"Pack", "lost_reports", "%", Range{0, 100},
        "Reports that never arrive."}),
    bms<&BmsSpec::current_gain_pct>({"Pack", "current_gain", "%", Range{-50, 50},
        "Error of its current sensor."}),
    bms<&BmsSpec::current_offset_a>({"Pack", "current_offset", "A", Range{-50, 50},
        "Error of its current sensor."}),
    bms<&BmsSpec::dead_zone_a>({"Pack", "dead_zone", "A", Range{0, 50},
        "A smaller current reads as zero."}),
    bms<&BmsSpec::soc_error_pct>({"Pack", "soc_error", "%", Range{-100, 100},
        "Points by which the BMS's SOC is off at the start."}),
    bms<&BmsSpec::soc_drift_pct_day>({"Pack", "soc_drift", "%/day", Range{-20, 20},
        "Points by which it drifts."}),
};

constexpr Key<Fault> kFault[] = {
    fault<&Fault::kind>({"Fault", "kind", "", kFaultKinds,
        "What goes wrong."}),
    fault<&Fault::pack>({"Fault", "pack", "", Range{1, kMostPacks},
        "Whose.", Absent{"every pack's"}}),
    fault<&Fault::at_s>({"Fault", "at", "s", Range{0, 3'600'000},
        "Since the start."}),
    fault<&Fault::duration_s>({"Fault", "duration", "s", Range{0, 3'600'000},
        "How long.", Absent{"to the end"}}),
    fault<&Fault::value>({"Fault", "value", "", Range{-1e9, 1e9},
        "How much, in the unit of the kind.", Absent{"of the kind"}}),
    fault<&Fault::what>({"Fault", "what", "", kReadings,
        "What is missing, or not a number."}),
};

constexpr Key<Gate> kGate[] = {
    gate<&Gate::over_limit_ah>({"Gate", "over_limit", "Ah", Range{0, 10'000},
        "Charge above the limit of the pack that is worst off."}),
    gate<&Gate::trips>({"Gate", "trips", "", Range{0, 10'000},
        "Times a BMS had to open a switch."}),
    gate<&Gate::cold_ah>({"Gate", "cold", "Ah", Range{0, 10'000},
        "Charged into a pack below 0 C while chargers charge the bank."}),
    gate<&Gate::reversals>({"Gate", "reversals", "", Range{0, 1'000'000},
        "Turns of the published CCL by more than 5 % of the chargers' rating."}),
    gate<&Gate::alarm_edges>({"Gate", "alarm_edges", "", Range{0, 10'000},
        "Changes of alarms beyond those of the BMSes themselves."}),
    gate<&Gate::spread_edges>({"Gate", "spread_edges", "", Range{0, 10'000},
        "Changes of the alarm of the SOC spread."}),
    gate<&Gate::blackouts>({"Gate", "blackouts", "", Range{0, 10'000},
        "Times the loads lost power that the packs would have given."}),
    gate<&Gate::wrong_s>({"Gate", "wrong_time", "s", Range{0, 1'000'000},
        "With a published state or limit that cannot be."}),
    gate<&Gate::slower_pct>({"Gate", "slower", "%", Range{0, 10'000},
        "Until all packs are full, against the fastest safe rule."}),
};
// clang-format on

}  // namespace

Keys<Scenario> scenario_keys() {
    return kScenario;
}

Keys<model::SystemSpec> system_keys() {
    return kSystem;
}

Keys<model::PackSpec> pack_keys() {
    return kPack;
}

Keys<model::Fault> fault_keys() {
    return kFault;
}

Keys<Gate> gate_keys() {
    return kGate;
}

std::string_view name_of(model::FaultKind kind) {
    return kFaultKinds[static_cast<std::size_t>(kind)];
}

}  // namespace aggregator::sim
