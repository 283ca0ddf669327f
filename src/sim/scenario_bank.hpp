#pragma once

/// `bms-sim bank --scenario`: a scenario on a bus, in real time or faster. The packs are services
/// there; a MultiPlus obeys what the aggregator publishes.

#include <optional>
#include <string>

#include "dbus/item_tree.hpp"

namespace aggregator::sim {

struct ScenarioBankOptions {
    std::string scenario{};                    ///< Name or file.
    std::string config{};                      ///< Of the aggregator; empty: as made for the bank.
    std::optional<std::string> bus_address{};  ///< No value: the system bus.
    double speed = 1.0;                        ///< How much faster than real time the world is.
    dbus::Signalling signalling = dbus::Signalling::items;
    bool at_once = false;  ///< Do not wait for the aggregator to come on the bus.
    bool json = false;     ///< Figures for programs.
    bool compare = false;  ///< Set the figures beside those of virtual time.
};

/// Runs the scenario to its end and prints its figures, or until SIGTERM or SIGINT. The exit code:
/// a failure where a comparison was asked for and the figures are not alike. Throws UsageError for
/// bad files and std::runtime_error for trouble on the bus.
[[nodiscard]] int run_scenario_bank(const ScenarioBankOptions& options);

}  // namespace aggregator::sim
