#pragma once

/// What happened over time, for tables and pictures.

#include <string>
#include <vector>

namespace aggregator::sim {

struct PackSample {
    double current_a = 0.0;
    double charge_limit_a = 0.0;
    double discharge_limit_a = 0.0;
    double soc_pct = 0.0;
    double top_cell_v = 0.0;
    double bottom_cell_v = 0.0;
    double temperature_c = 0.0;
    std::string state{};  ///< As the aggregator sees it; empty while it does not run.
};

struct AlarmSample {
    std::string name{};
    int severity = 0;  ///< 1 or 2.
};

struct Sample {
    double time_s = 0.0;
    double bus_v = 0.0;
    double bank_a = 0.0;
    bool on_bus = false;  ///< What follows is published.
    double cvl_v = 0.0;
    double ccl_a = 0.0;
    double dcl_a = 0.0;
    double soc_pct = 0.0;
    std::string state{};
    std::string charge_reason{};
    std::string discharge_reason{};
    std::vector<PackSample> packs{};
    std::vector<AlarmSample> alarms{};  ///< Those that are not quiet.
};

/// Something worth a mark: a fault, an alarm, a pack's or the bank's change of state.
struct Mark {
    enum class Kind { fault, alarm, state };
    double time_s = 0.0;
    Kind kind = Kind::state;
    std::string text{};
};

struct Series {
    std::vector<Sample> samples{};
    std::vector<Mark> marks{};
};

}  // namespace aggregator::sim
