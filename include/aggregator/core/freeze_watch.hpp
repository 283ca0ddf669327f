#pragma once

/// Notices a pack whose values stand still while the rest of the bank moves: its driver lives, its
/// BMS does not. A resting bank proves nothing, so time alone is no evidence. Source: domain.md
/// 3.1, frozen data.

#include <cstdint>
#include <optional>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// What the other fresh packs of the bank show.
struct Others {
    std::optional<Volts> voltage{};  ///< Their median; no value when there are none.
    double c_rate = 0.0;             ///< Their current, together, per ampere hour they hold (1/h).
    std::uint64_t who = 0;           ///< Which packs they are: others speak of another bank.
};

/// Accuses the pack that was the last to move never, so never all packs of a bank.
class FreezeWatch {
public:
    /// True when voltage, current and cell extremes of the pack have been bit-identical although
    /// the others were elsewhere (by 0.4 % of their voltage or 10 % of their 1 C) for 60 s in all;
    /// for 120 s, and by voltage only, when the pack shows less than 2 % of 1 C. True no more when
    /// the pack changes, or when for 120 s it shows what a resting pack shows beside others at
    /// rest. `capacity` (> 0) is the pack's.
    bool step(const Battery& pack, const Others& others, AmpHours capacity, Instant now);

private:
    struct Fingerprint {
        std::optional<Volts> voltage;
        std::optional<Amps> current;
        std::optional<Volts> lowest_cell;
        std::optional<Volts> highest_cell;
        bool operator==(const Fingerprint&) const = default;
    };

    /// Everything the others showed while each had the time to report. A single moment could be one
    /// at which they were on their way.
    struct Range {
        Others lowest;
        Others highest;
    };

    void widen(const Others& others);
    [[nodiscard]] bool elsewhere(const Others& others, bool resting) const;

    std::optional<Fingerprint> fingerprint_{};
    std::uint64_t who_ = 0;
    Instant settles_from_{};  ///< When the pack last moved, or the others became others.
    std::optional<Range> there_{};
    Seconds elsewhere_{};    ///< How long the others were not there since the pack last moved.
    Persistence at_rest_{};  ///< How long there has been nothing odd about standing still.
    std::optional<Instant> last_{};
};

}  // namespace aggregator
