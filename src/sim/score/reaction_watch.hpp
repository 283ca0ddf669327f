#pragma once

/// How long it takes from a fault that asks for less charging until the limit, and then the
/// current, have gone down.

#include <vector>

#include "sim/model/fault.hpp"

namespace aggregator::sim {

class ReactionWatch {
public:
    explicit ReactionWatch(const std::vector<model::Fault>& faults);

    void see(double time_s, double limit_a, double current_a);

    /// The slowest; 0 where nothing had to react.
    [[nodiscard]] double limit_s() const { return limit_s_; }
    [[nodiscard]] double current_s() const { return current_s_; }

private:
    struct Case {
        double at_s;
        double limit_before_a = 0.0;
        double current_before_a = 0.0;
        bool limit_fell = false;
        bool current_fell = false;
    };

    void see(Case& one, double time_s, double limit_a, double current_a);

    std::vector<Case> cases_{};
    double limit_s_ = 0.0;
    double current_s_ = 0.0;
};

}  // namespace aggregator::sim
