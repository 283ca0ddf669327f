#pragma once

/// Counts how often a value turns round by more than a threshold.

namespace aggregator::sim {

class TurnCounter {
public:
    explicit TurnCounter(double threshold) : threshold_(threshold) {}

    void see(double value) {
        const double from_extreme = value - extreme_;
        const bool turned = rising_ ? from_extreme < -threshold_ : from_extreme > threshold_;
        if (turned) {
            rising_ = !rising_;
            ++turns_;
        }
        const bool further = rising_ ? value > extreme_ : value < extreme_;
        if (turned || further) extreme_ = value;
    }

    [[nodiscard]] int turns() const { return turns_; }

private:
    double threshold_;
    double extreme_ = 0.0;
    bool rising_ = true;
    int turns_ = 0;
};

}  // namespace aggregator::sim
