#pragma once

/// Whether a pack's temperature sensor can be believed (domain.md 3.5, temperature). What it shows
/// counts all the same: a zero that may be true is cold.

#include <optional>

#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

class TemperatureWatch {
public:
    /// `warmest`: of the coldest cells of all packs, the warmest; no value where none is known. It
    /// is asked of a pack at zero only, so that a warm one is another.
    void step(const Member& pack, std::optional<Celsius> warmest, Instant now);

    /// More than 10 K within a minute.
    [[nodiscard]] bool jumped() const { return jumped_; }
    /// Exactly zero for half an hour beside a pack above 10 C.
    [[nodiscard]] bool stuck() const { return stuck_; }

private:
    std::optional<Celsius> reference_{};
    Instant reference_at_{};
    Persistence zero_{};
    bool jumped_ = false;
    bool stuck_ = false;
};

/// The coldest the pack shows; no value when it shows no temperature.
[[nodiscard]] std::optional<Celsius> coldest_of(const Battery& battery);

}  // namespace aggregator
