#include "aggregator/core/pack_limit.hpp"

#include <algorithm>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace literals;

/// A silent pack is probably still connected and takes its share; the longer it is silent, the less
/// is assumed of it.
constexpr double kStaleCRate = 0.2;
constexpr double kLostCRate = 0.1;

/// A full pack of a make that blocks charging may still be held at its voltage by so little.
constexpr double kTrickleCRate = 0.02;
constexpr Percent kTrickleSoc{95.0};
constexpr Volts kTrickleCell{3.55};
/// Up to this CVL per cell a current into a full pack ends by itself.
constexpr Volts kTrickleLimit{3.50};
constexpr Volts kOnTrickleLimit{1e-6};
constexpr Celsius kTrickleColdest{5.0};
constexpr Celsius kTrickleHottest{45.0};

std::optional<Amps> published_limit(const Member& pack, Direction direction) {
    const Limits& limits = pack.battery.limits;
    return direction == Direction::charge ? limits.charge_current : limits.discharge_current;
}

std::optional<Amps> configured_limit(const Member& pack, Direction direction) {
    return direction == Direction::charge ? pack.settings.max_charge_current
                                          : pack.settings.max_discharge_current;
}

/// Lowers the limit to the cap and remembers who did it.
void lower_to(std::optional<PackLimit>& limit, std::optional<Amps> cap, LimitSource source) {
    if (!cap || (limit && limit->value <= *cap)) return;
    limit = PackLimit{*cap, source};
}

bool no_alarm(const Battery& battery) {
    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind) {
        if (battery.alarms[static_cast<AlarmKind>(kind)].value_or(Severity::ok) != Severity::ok)
            return false;
    }
    return true;
}

/// It blocks because it is full, and nothing else is wrong with it.
bool full_and_well(const Battery& battery) {
    if (!battery.soc || *battery.soc < kTrickleSoc || !no_alarm(battery)) return false;
    const auto coldest = tighter(battery.cells.min_temperature, battery.temperature);
    const auto hottest = stronger(battery.cells.max_temperature, battery.temperature);
    if (!coldest || *coldest < kTrickleColdest || *hottest > kTrickleHottest) return false;
    return battery.cells.max_voltage && *battery.cells.max_voltage < kTrickleCell;
}

/// The bank's CVL is at most the pack's own and at most the user's.
bool gentle_voltage(const Battery& battery, const LimitFrame& frame) {
    const auto cvl = battery.limits.charge_voltage;
    if (!cvl || !frame.cells_in_series) return false;
    const Volts limit = kTrickleLimit * static_cast<double>(*frame.cells_in_series);
    return *tighter(cvl, frame.voltage_ceiling) <= limit + kOnTrickleLimit;
}

/// What a full pack may take although its BMS says zero (domain.md 2.5, full_trickle).
void lift_to_trickle(std::optional<PackLimit>& limit, const Member& pack, const LimitFrame& frame) {
    const Amps trickle{kTrickleCRate * pack.capacity.value()};
    if (!limit || limit->value >= trickle) return;
    if (limit->source != LimitSource::published && limit->source != LimitSource::blocked) return;
    if (!full_and_well(pack.battery) || !gentle_voltage(pack.battery, frame)) return;
    limit = PackLimit{trickle, LimitSource::trickle};
}

}  // namespace

const char* name_of(LimitSource source) {
    switch (source) {
        case LimitSource::published:
            return "its BMS";
        case LimitSource::configured:
            return "configured";
        case LimitSource::rating:
            return "its part of the bank's rating";
        case LimitSource::held:
            return "its limit is missing";
        case LimitSource::assumed:
            return "assumed, it is silent";
        case LimitSource::blocked:
            return "it blocks";
        case LimitSource::temperature:
            return "temperature";
        case LimitSource::trickle:
            return "trickle, it is full";
    }
    return "unknown";
}

bool reports_block(const Member& pack, Direction direction) {
    const Battery& battery = pack.battery;
    const bool charge = direction == Direction::charge;
    const auto allowed = charge ? battery.permissions.charge : battery.permissions.discharge;
    const auto blocking =
        charge ? battery.modules.blocking_charge : battery.modules.blocking_discharge;
    return allowed == false ||
           (blocking && *blocking > 0 && *blocking >= battery.modules.online.value_or(1));
}

bool sets_limit(const Member& pack, Direction direction) {
    return published_limit(pack, direction) || configured_limit(pack, direction);
}

std::optional<PackLimit> PackLimiter::own_word(const Member& pack, const LimitFrame& frame,
                                               const FailsafeSettings& failsafe, Instant now) {
    if (const auto published = published_limit(pack, direction_)) {
        published_ = published;
        published_at_ = now;
        return PackLimit{*published, LimitSource::published};
    }
    if (published_) {
        const Seconds missing = age(published_at_, now);
        const Amps stale = std::min(*published_, Amps{kStaleCRate * pack.capacity.value()});
        if (missing < failsafe.stale_after) return PackLimit{*published_, LimitSource::held};
        return PackLimit{missing < failsafe.lost_after ? stale : 0.0_A, LimitSource::held};
    }
    if (const auto configured = configured_limit(pack, direction_)) {
        return PackLimit{*configured, LimitSource::configured};
    }
    if (frame.rating_share) return PackLimit{*frame.rating_share, LimitSource::rating};
    return std::nullopt;
}

std::optional<PackLimit> PackLimiter::fresh_limit(const Member& pack, const LimitFrame& frame,
                                                  const Settings& settings, Instant now) {
    auto limit = own_word(pack, frame, settings.failsafe, now);
    const bool remembered = limit && limit->source == LimitSource::held;
    if (reports_block(pack, direction_)) lower_to(limit, 0.0_A, LimitSource::blocked);
    const bool trickle = direction_ == Direction::charge && !remembered &&
                         settings.charge.blocked_pack == BlockedPackRule::full_trickle;
    if (trickle) lift_to_trickle(limit, pack, frame);
    lower_to(limit, configured_limit(pack, direction_), LimitSource::configured);
    lower_to(limit, frame.temperature_cap, LimitSource::temperature);
    return limit;
}

std::optional<PackLimit> PackLimiter::silent_limit(const Member& pack,
                                                   const FailsafeSettings& failsafe,
                                                   Instant now) const {
    const auto at_most = [&](double c_rate) {
        auto limit = last_fresh_;
        lower_to(limit, published_limit(pack, direction_), LimitSource::assumed);
        lower_to(limit, Amps{c_rate * pack.capacity.value()}, LimitSource::assumed);
        limit->source = LimitSource::assumed;
        return limit;
    };
    // What it says while it is not believed counts where it is less.
    if (reports_block(pack, direction_)) return at_most(0.0);
    // A pack that was never seen is lost from the first moment on.
    const Seconds away = pack.silence.value_or(age(awaited_since_.value_or(now), now));
    if (failsafe.on_lost == LossRule::stop && away > failsafe.ride_through) return at_most(0.0);
    if (!pack.silence) return at_most(kLostCRate);
    if (*pack.silence >= failsafe.lost_after || pack.state == PackState::lost) {
        const bool nothing = direction_ == Direction::charge && !pack.last_data_good;
        return at_most(nothing ? 0.0 : kLostCRate);
    }
    if (*pack.silence >= failsafe.stale_after) return at_most(kStaleCRate);
    auto limit = last_fresh_;
    lower_to(limit, published_limit(pack, direction_), LimitSource::assumed);
    return limit;
}

std::optional<PackLimit> PackLimiter::step(const Member& pack, const LimitFrame& frame,
                                           const Settings& settings, Instant now) {
    if (!awaited_since_) awaited_since_ = now;
    if (!pack.fresh()) return silent_limit(pack, settings.failsafe, now);
    last_fresh_ = fresh_limit(pack, frame, settings, now);
    return last_fresh_;
}

}  // namespace aggregator
