#pragma once

/// Keeps what happens in a run, at even intervals, and marks what is worth one.

#include "sim/model/plant.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/score/series.hpp"
#include "sim/score/under_test.hpp"

namespace aggregator::sim {

class Recorder {
public:
    Recorder(const Scenario& scenario, double sample_s);

    void see(const model::Plant& plant, const UnderTest& under_test, const Events& events);

    [[nodiscard]] Series take() { return std::move(series_); }

private:
    void mark(const Event& event, std::span<const Member> members, double time_s);

    double sample_s_;
    double next_s_ = 0.0;
    Series series_{};
};

/// A fault in a few words: `Pack 2: charge switch open for 30 min`.
[[nodiscard]] std::string describe_fault(const model::Fault& fault, const Scenario& scenario);

}  // namespace aggregator::sim
