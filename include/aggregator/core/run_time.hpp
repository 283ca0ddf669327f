#pragma once

/// How long the bank lasts at its smoothed discharge current. Source: domain.md 1.10.

#include <optional>

#include "aggregator/core/units.hpp"

namespace aggregator {

class RunTime {
public:
    /// No value while charging or resting, or when something is unknown. Whole seconds, at most ten
    /// days.
    std::optional<Seconds> step(std::optional<Amps> current, std::optional<AmpHours> available,
                                AmpHours installed, Instant now);

private:
    std::optional<Amps> smoothed_{};
    Instant last_{};
};

}  // namespace aggregator
