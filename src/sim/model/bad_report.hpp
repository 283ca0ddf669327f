#pragma once

/// What the faults of a script make of a BMS's report.

#include <optional>

#include "aggregator/core/battery.hpp"
#include "sim/model/fault.hpp"

namespace aggregator::sim::model {

class BadReport {
public:
    /// The script must outlive it. `pack` from 0, of `packs`. `start_limit_a`: the charge limit
    /// that a driver shows before it knows better.
    BadReport(const FaultScript& script, std::size_t pack, double start_limit_a)
        : script_(script), pack_(pack), start_limit_a_(start_limit_a) {}

    /// The report as it leaves at the time.
    [[nodiscard]] Battery distort(Battery report, double time_s);

private:
    void lose_readings(Battery& report, double time_s) const;
    void shift_readings(Battery& report, double time_s) const;
    void raise_alarms(Battery& report, double time_s) const;
    [[nodiscard]] bool starting(double time_s) const;

    const FaultScript& script_;
    std::size_t pack_;
    double start_limit_a_;
    std::optional<Battery> last_{};
};

}  // namespace aggregator::sim::model
