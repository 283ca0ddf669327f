#include "aggregator/core/alarm_lane.hpp"

namespace aggregator {

Severity AlarmLane::step(Severity present, const AlarmTiming& timing, Instant now) {
    // Nearly every lane in nearly every step: there are dozens, and nothing is wrong.
    if (present == Severity::ok && shown_ == Severity::ok) {
        warned_.reset();
        alarmed_.reset();
        return shown_;
    }
    const bool warned = warned_.observe(present >= Severity::warning, now) >= timing.warn_after;
    const bool alarmed = alarmed_.observe(present >= Severity::alarm, now) >= timing.alarm_after;
    Severity due = Severity::ok;
    if (warned && present >= Severity::warning) due = Severity::warning;
    if (alarmed && present >= Severity::alarm) due = Severity::alarm;
    if (due > shown_) {
        shown_ = due;
        risen_at_ = now;
    }
    const Seconds milder = milder_.observe(present < shown_, now);
    if (present >= shown_ || milder < timing.clear_after) return shown_;
    if (age(risen_at_, now) < timing.on_time) return shown_;
    shown_ = present;
    milder_.reset();
    return shown_;
}

}  // namespace aggregator
