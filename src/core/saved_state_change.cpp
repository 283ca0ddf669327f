#include <algorithm>

#include "aggregator/core/saved_state.hpp"
#include "core/urgency.hpp"

namespace aggregator {

namespace {

/// A limit that falls by less is no news for a restart; many small falls add up to one that is.
constexpr double kMarkedly = 0.9;
/// A tenth of the charge voltage would be the whole range of a battery.
constexpr double kMarkedlyForVoltage = 0.995;

bool limits_fell(const SavedState& kept, const SavedState& now) {
    return now.charge_current < kept.charge_current * kMarkedly ||
           now.discharge_current < kept.discharge_current * kMarkedly ||
           now.charge_voltage < kept.charge_voltage * kMarkedlyForVoltage;
}

/// Another battery, gone or back, or alarming.
bool is_news(const SavedPack& kept, const SavedPack& now) {
    const bool was_lost = kept.state == PackState::lost;
    const bool is_lost = now.state == PackState::lost;
    return kept.service != now.service || kept.seen_at != now.seen_at ||
           kept.last.serial != now.last.serial || was_lost != is_lost ||
           alarm_rose(kept.last.alarms, now.last.alarms);
}

}  // namespace

bool has_got_worse(const SavedState& kept, const SavedState& now) {
    return limits_fell(kept, now) || now.tier > kept.tier ||
           now.cells_in_series != kept.cells_in_series ||
           !std::ranges::equal(kept.packs, now.packs,
                               [](const auto& a, const auto& b) { return !is_news(a, b); });
}

}  // namespace aggregator
