#pragma once

/// Cut at once, rise late and slowly. Without this the loop from cell voltage over the BMS and us
/// to the charger and back is a limit cycle with thousands of reversals in one charge
/// (domain.md 2.3).

#include <algorithm>
#include <optional>

#include "aggregator/core/units.hpp"

namespace aggregator {

/// Longer gaps between two steps are no data: nothing rises by more than what fits into one such
/// step.
inline constexpr Seconds kLongestStep{10.0};

/// After a restart no limit rises before the packs had the time to say what became of them.
inline constexpr Seconds kHoldAfterRestart{30.0};

template <typename Limit>
class RisingLimit {
public:
    struct Plan {
        Seconds hold;      ///< No rise for so long after the last fall.
        Limit per_second;  ///< Rise after that, > 0.
    };

    /// The limit to publish for the `target` at `now`: never above it. The first one is the target
    /// itself.
    Limit step(Limit target, const Plan& plan, Instant now) {
        const Seconds dt =
            last_step_ ? std::min(age(*last_step_, now), kLongestStep) : Seconds::zero();
        last_step_ = now;
        if (!value_ || target <= *value_) {
            if (value_ && target < *value_) last_fall_ = now;
            value_ = target;
            return target;
        }
        if (last_fall_ && age(*last_fall_, now) < plan.hold) return *value_;
        if (started_ && age(*started_, now) < kHoldAfterRestart) return *value_;
        value_ = std::min(target, *value_ + plan.per_second * dt.count());
        return *value_;
    }

    /// After a restart: begins no higher than `ceiling` and stays so for kHoldAfterRestart.
    void start_below(Limit ceiling, Instant now) {
        value_ = value_ ? std::min(*value_, ceiling) : ceiling;
        last_fall_ = now;
        started_ = now;
    }

    /// What is made of the limit fell although the limit did not: the hold time begins.
    void hold_from(Instant now) { last_fall_ = now; }

    [[nodiscard]] std::optional<Limit> value() const { return value_; }

private:
    std::optional<Limit> value_{};
    std::optional<Instant> last_step_{};
    std::optional<Instant> last_fall_{};
    std::optional<Instant> started_{};
};

}  // namespace aggregator
