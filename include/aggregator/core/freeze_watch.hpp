#pragma once

/// Notices a pack whose values stand still while the rest of the bank moves: its driver lives, its
/// BMS does not. A resting bank proves nothing, so time alone is no evidence.

#include <optional>

#include "aggregator/core/battery.hpp"

namespace aggregator {

/// What the other fresh packs of the bank show; no value when there are none.
struct Others {
    std::optional<Volts> mean_voltage{};
    std::optional<Amps> current{};
};

class FreezeWatch {
public:
    /// True when voltage, current and cell extremes of the pack have been bit-identical long enough
    /// although the others moved. `capacity` (> 0) scales what counts as a small and as a large
    /// current.
    bool step(const Battery& pack, const Others& others, AmpHours capacity, Instant now);

private:
    struct Fingerprint {
        std::optional<Volts> voltage;
        std::optional<Amps> current;
        std::optional<Volts> lowest_cell;
        std::optional<Volts> highest_cell;
        bool operator==(const Fingerprint&) const = default;
    };
    struct Reference {
        Fingerprint fingerprint;
        Others others;
        Instant since;
    };

    std::optional<Reference> reference_{};
    bool others_moved_ = false;
};

}  // namespace aggregator
