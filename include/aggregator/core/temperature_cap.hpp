#pragma once

/// How much a pack may be charged at its temperature. Off unless the user switches it on: the BMS
/// protects the cells, this spares them (domain.md 4.6).

#include <optional>
#include <span>

#include "aggregator/core/member.hpp"

namespace aggregator {

/// C-rate at a temperature: linear between the points, constant beyond the ends. The curve is
/// sorted and not empty.
[[nodiscard]] double c_rate_at(std::span<const CurvePoint> curve, Celsius temperature);

class TemperatureCap {
public:
    /// The cap on the pack's charge current; no value where the feature is off. A pack that is
    /// fresh but shows no temperature gets a low cap, none at all when another pack of the bank
    /// (`coldest_elsewhere`) is near frost.
    std::optional<Amps> step(const Member& pack, const TemperatureSettings& settings,
                             std::optional<Celsius> coldest_elsewhere, Instant now);

    /// Warning when cold (or heat) takes half of what the pack may have, alarm when it takes all
    /// from a pack that is not full (domain.md 3.4).
    [[nodiscard]] Severity cold_alarm() const { return cold_alarm_; }
    [[nodiscard]] Severity hot_alarm() const { return hot_alarm_; }

private:
    /// The coldest and the hottest cell as the cap sees them: it follows towards the border at
    /// once, back only when 2 K are made good (domain.md 4.6) and by no more than a pack can warm
    /// or cool, 10 K a minute (3.5): a jump back may be the sensor's.
    std::optional<Celsius> cold_side_{};
    std::optional<Celsius> hot_side_{};
    Instant last_{};
    Severity cold_alarm_ = Severity::ok;
    Severity hot_alarm_ = Severity::ok;
};

}  // namespace aggregator
