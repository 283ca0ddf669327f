#pragma once

/// The aggregator's configuration for a scenario: the user's file, or one made for the bank. Both
/// go through the aggregator's own reader.

#include <string>

#include "aggregator/core/settings.hpp"
#include "sim/scenario/scenario.hpp"

namespace aggregator::sim {

/// Names of the packs' services begin so; a number follows.
inline constexpr const char* kServicePrefix = "com.victronenergy.battery.sim_";

/// A configuration whose ceilings do not interfere, with the packs under their default names.
/// With `speed` above 1 those of its times that can be set run as much faster as the world does.
[[nodiscard]] std::string config_for(const Scenario& scenario, double speed);

/// The settings of a file, or of a made text where `file` is empty. Throws UsageError with every
/// error, also when the file's packs are not as many as the scenario's.
[[nodiscard]] Settings settings_for(const Scenario& scenario, const std::string& file,
                                    double speed);

/// The service of each pack: as configured, else by the default prefix.
[[nodiscard]] std::vector<std::string> services_of(const Scenario& scenario,
                                                   const Settings& settings);

}  // namespace aggregator::sim
