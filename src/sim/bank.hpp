#pragma once

/// `bms-sim bank`: live packs side by side, and a script that plays with them.

#include <optional>
#include <string>
#include <vector>

#include "dbus/item_tree.hpp"
#include "sim/pack_setup.hpp"
#include "sim/simple_pack.hpp"

namespace aggregator::sim {

struct BankOptions {
    std::vector<PackSetup> packs{};  ///< One per pack.
    std::string prefix = "com.victronenergy.battery.sim_";
    int first_instance = 1;
    std::optional<std::string> bus_address{};  ///< No value: the system bus.
    double speed = 1.0;                        ///< Seconds of charging per second.
    Noise noise{};
    std::string script{};  ///< File; empty for none.
    dbus::Signalling signalling = dbus::Signalling::items;
};

/// Serves until SIGTERM or SIGINT. Throws UsageError for a bad script and std::runtime_error for
/// trouble on the bus.
void run_bank(const BankOptions& options);

}  // namespace aggregator::sim
