#pragma once

/// A scenario: an installation, what happens to it, when it ends, and what is expected of whoever
/// steers it.

#include <string>

#include "sim/model/plant.hpp"

namespace aggregator::sim {

/// When a run is over, at the latest after the scenario's hours.
enum class Ending {
    full,   ///< A quarter of an hour after every pack is at 97 %.
    empty,  ///< A quarter of an hour after the inverter stopped for good.
    time,
};

/// What the figures of a run must keep to. Defaults: domain.md 5.
struct Gate {
    double over_limit_ah = 0.10;  ///< Of the pack that is worst off, in either direction.
    int trips = 0;
    double cold_ah = 0.0;  ///< Charged below 0 C.
    int reversals = 80;
    int alarm_edges = 0;      ///< Beyond those that the BMSes raise themselves.
    int spread_edges = 4;     ///< Of the alarm of the SOC spread: two thresholds up, two down.
    int blackouts = 0;        ///< That no pack asked for.
    double wrong_s = 0.0;     ///< With a state or a limit that cannot be.
    double slower_pct = 5.0;  ///< Than the fastest safe rule.

    bool operator==(const Gate&) const = default;
};

struct Scenario {
    std::string name{};  ///< Of its file, without the ending.
    std::string title{};
    std::string config{};  ///< The aggregator's configuration file; empty: made for the bank.
    Ending ending = Ending::full;
    double hours = 14.0;
    double step_s = 0.5;
    int seed = 1;
    int cells_in_series = 16;
    std::vector<model::PackSpec> packs{};
    model::SystemSpec system{};
    std::vector<model::Fault> faults{};
    Gate gate{};

    bool operator==(const Scenario&) const = default;
};

/// The installation of the scenario.
[[nodiscard]] model::BankSpec bank_of(const Scenario& scenario);

/// What people call the pack, from 0.
[[nodiscard]] std::string pack_name(const Scenario& scenario, std::size_t pack);

}  // namespace aggregator::sim
