#pragma once

/// Whether what a pack says first, after its driver came on the bus, may be believed. Drivers show
/// what they were configured with before they measured anything: the highest limits there are.

#include <optional>

#include "aggregator/core/battery.hpp"

namespace aggregator {

/// What there is for a pack's word.
enum class Evidence {
    none,       ///< Its first data may still be its driver's start values.
    confirmed,  ///< It measures.
};

class FirstData {
public:
    /// Moves on to `now`, given screened readings with voltage and current. Confirmed when, besides
    /// these, a cell's voltage or any temperature is known and the readings of three seconds agree:
    /// the voltage within 2 %, the limits within 10 %. A pack that shows neither cell nor
    /// temperature, or whose limits keep moving, is confirmed when it showed voltage and current
    /// for fifteen seconds. Source: domain.md 3.1.
    Evidence step(const Battery& said, Instant now);

    /// The readings have no voltage or current, or cannot be believed for another reason.
    void interrupt();

    [[nodiscard]] Evidence evidence() const { return evidence_; }

    /// When a step with the same readings confirms them, or begins their three seconds anew; no
    /// value once they are confirmed, or while there are none.
    [[nodiscard]] std::optional<Instant> due() const;

private:
    struct Reading {
        Volts voltage;
        Limits limits;
    };
    [[nodiscard]] static bool agree(const Reading& a, const Reading& b);

    Evidence evidence_ = Evidence::none;
    std::optional<Instant> began_{};
    std::optional<Reading> first_{};
    Instant first_at_{};
};

}  // namespace aggregator
