#pragma once

/// What a bank must never publish, whatever its rules: a limit that is no number, a permission that
/// contradicts its limit, more than all BMSes allow together, full health with a silent pack.

#include <vector>

#include "sim/score/under_test.hpp"

namespace aggregator::sim {

class SanityWatch {
public:
    /// `patience_s`: so long a report takes until the bank must have followed it. `silence_s`:
    /// after so long a pack that says nothing must be missed.
    SanityWatch(std::size_t packs, double patience_s, double silence_s)
        : patience_s_(patience_s), silence_s_(silence_s), heard_(packs) {}

    void bms_reported(std::size_t pack, const Limits& limits, double time_s) {
        heard_[pack] = {limits.charge_current, time_s};
    }

    void see(const Decision* shown, double time_s, double dt_s);

    [[nodiscard]] double wrong_s() const { return wrong_s_; }

private:
    struct Heard {
        std::optional<Amps> charge_limit{};
        double at_s = 0.0;
    };

    [[nodiscard]] bool malformed(const Decision& shown) const;
    [[nodiscard]] bool above_all_limits(const Decision& shown) const;
    [[nodiscard]] bool blind_to_silence(const Decision& shown, double time_s) const;

    double patience_s_;
    double silence_s_;
    std::vector<Heard> heard_;
    double above_s_ = 0.0;
    double wrong_s_ = 0.0;
};

}  // namespace aggregator::sim
