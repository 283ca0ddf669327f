#pragma once

/// Tells an open switch from a wish. A pack that reports a block either carries no current whatever
/// the bank does, or its BMS asks for none and still gets its share. Only the measured current can
/// tell; the slow rise of the bank's limit is the probe (domain.md 2.5).

#include "aggregator/core/persistence.hpp"
#include "aggregator/core/units.hpp"

namespace aggregator {

class BlockWatch {
public:
    /// True while the pack is proven to be isolated in the direction watched. `current` is positive
    /// in that direction, no value where it is not known; `capacity` > 0.
    bool step(bool reports_block, std::optional<Amps> current, AmpHours capacity, Instant now);

    [[nodiscard]] bool isolated() const { return isolated_; }

private:
    void revoke(Instant now);

    bool isolated_ = false;
    Persistence quiet_{};
    std::optional<Seconds> back_off_{};
    Instant retry_at_{};
};

}  // namespace aggregator
