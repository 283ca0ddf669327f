#pragma once

/// Whether a BMS's count of its charge can still be believed (domain.md 3.5, SOC drift): at the
/// ends of the voltage the SOC is known, in between it is not.

#include <optional>

#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

class SocDrift {
public:
    /// True from where the SOC contradicts the voltage of a pack at rest for five minutes, until it
    /// agrees at one of the ends. `cells`: in series; nothing is found while not known.
    bool step(const Member& pack, std::optional<int> cells, Instant now);

private:
    Persistence full_{};
    Persistence empty_{};
    bool drifted_ = false;
};

}  // namespace aggregator
