#pragma once

/// One alarm over time: from what is the case at each moment to what is shown. Each change costs
/// the user a notification, so that it rises when it has lasted and clears late (domain.md 3.4).

#include <optional>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// How patient an alarm is; a rule's own times are in alarm_rules.
struct AlarmTiming {
    Seconds warn_after{};   ///< Shown as a warning when it lasted so long.
    Seconds alarm_after{};  ///< Shown as an alarm when what amounts to one lasted so long.
    Seconds clear_after{};  ///< Lowered when the cause was milder for so long.
    Seconds on_time{};      ///< Shown at least so long, whatever becomes of the cause.
};

class AlarmLane {
public:
    /// What to show at `now`. `present`: what the cause amounts to if it lasts.
    Severity step(Severity present, const AlarmTiming& timing, Instant now);

    [[nodiscard]] Severity shown() const { return shown_; }

private:
    Severity shown_ = Severity::ok;
    Persistence warned_{};
    Persistence alarmed_{};
    Persistence milder_{};
    Instant risen_at_{};
};

}  // namespace aggregator
