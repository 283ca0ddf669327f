#pragma once

/// What the BMS of a pack tells the bus, and when: measured with errors, rounded, late, sometimes
/// not at all.

#include <cstdint>
#include <random>

#include "aggregator/core/battery.hpp"
#include "sim/model/limits.hpp"
#include "sim/model/protection.hpp"

namespace aggregator::sim::model {

class Reporter {
public:
    /// `phase` from 0 to below 1: the first report comes so much before the end of a period.
    Reporter(const PackSpec& spec, int cells_in_series, double phase, std::uint32_t seed);

    /// Lets time pass; true when a report leaves now.
    bool step(double dt_s);

    [[nodiscard]] Battery report(const Pack& pack, const PackLimits& limits,
                                 const Protection& protection) const;

private:
    [[nodiscard]] double measured_a(double current_a) const;
    [[nodiscard]] double measured_soc_pct(double charge) const;

    PackSpec spec_;
    int cells_;
    std::minstd_rand random_;
    double time_s_ = 0.0;
    double due_s_;     ///< By the BMS's own rhythm.
    double leaves_s_;  ///< As above, late by the jitter.
};

}  // namespace aggregator::sim::model
