#pragma once

/// One scenario from its start to its end in virtual time, in one process with the real core.

#include "sim/score/figures.hpp"
#include "sim/score/series.hpp"
#include "sim/score/under_test.hpp"

namespace aggregator::sim {

struct RunOptions {
    /// The world runs so many times as fast as the aggregator's clock, as on a bus with --speed.
    double speed = 1.0;
    Planted planted = Planted::nothing;
    Hearing hearing = Hearing::together;
    /// The scenario begins so long after the bank came on the bus, in s of the aggregator's clock,
    /// as on a bus, where it waits for the bank. No value: both begin together.
    std::optional<double> after_s{};
    /// Between two samples of the series, in the world's time; no value: no series.
    std::optional<double> sample_s{};
};

struct Outcome {
    Figures figures{};
    Series series{};
};

/// A run at another speed than 1 is there to be compared with one on a bus, and begins as that
/// does.
[[nodiscard]] RunOptions at_speed(double speed);

[[nodiscard]] Outcome run(const Scenario& scenario, const Settings& settings,
                          const RunOptions& options);

}  // namespace aggregator::sim
