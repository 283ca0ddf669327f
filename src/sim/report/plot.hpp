#pragma once

/// A picture of a run, drawn by gnuplot.

#include <string>

#include "sim/scenario/scenario.hpp"
#include "sim/score/series.hpp"

namespace aggregator::sim {

/// The gnuplot script with all its data. `file` ends with .svg or .png. `subtitle`: what steered.
[[nodiscard]] std::string plot_script(const Series& series, const Scenario& scenario,
                                      const std::string& subtitle, const std::string& file);

/// Runs gnuplot on a script. Throws std::runtime_error when gnuplot is not there or fails.
void draw(const std::string& script);

}  // namespace aggregator::sim
