#pragma once

/// How long a condition has held without a break. The smallest stateful piece of the rules; it has
/// no clock. Source: the times of domain.md 3.3 to 3.5 are all of this kind.

#include <optional>

#include "aggregator/core/units.hpp"

namespace aggregator {

class Persistence {
public:
    /// Tells whether the condition holds at `now`, and returns for how long it has: zero when it
    /// does not.
    Seconds observe(bool holds, Instant now) {
        if (!holds) {
            since_.reset();
            return Seconds::zero();
        }
        if (!since_) since_ = now;
        return age(*since_, now);
    }

    void reset() { since_.reset(); }

private:
    std::optional<Instant> since_{};
};

}  // namespace aggregator
