#include "aggregator/core/current_limiter.hpp"

#include <algorithm>
#include <utility>

#include "aggregator/core/user_voltages.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Discharging comes back faster than charging: a blackout is a harm of its own, and DVCC uses the
/// DCL as a switch.
constexpr Seconds kDischargeHold = 10s;
constexpr double kDischargeRisePerSecond = 0.05;

/// Rounding to 0.1 A is not worth calling "rising".
constexpr Amps kRounding{0.1};

/// A limit measured against a measured share needs room for both errors; a rating is no
/// measurement.
double margin_of(const PackLimit& limit) {
    return limit.source == LimitSource::rating ? 1.0 : kAdaptiveMargin;
}

}  // namespace

CurrentLimit lower_of(const CurrentLimit& a, const CurrentLimit& b) {
    return b.value < a.value ? b : a;
}

CurrentLimiter::CurrentLimiter(Direction direction) : direction_(direction), guard_(direction) {}

Amps CurrentLimiter::full(const Settings& settings) const {
    return direction_ == Direction::charge ? settings.charge.nominal_charge_current
                                           : settings.bank.max_discharge_current;
}

Amps CurrentLimiter::scale(const Settings& settings) const {
    return one_c_ ? std::min(full(settings), *one_c_) : full(settings);
}

void CurrentLimiter::reseat_packs(const Seats& seats) {
    reseat(limiters_, seats, PackLimiter{direction_});
    reseat(watches_, seats, {});
    reseat(branches_, seats, {});
    guard_.reseat_packs(seats);
}

LimitFrame CurrentLimiter::frame(const Member& pack, AmpHours bank, bool someone_limits,
                                 std::optional<int> cells, const Settings& settings) const {
    LimitFrame frame{.cells_in_series = cells,
                     .voltage_ceiling = charge_voltage_ceiling(settings, cells)};
    if (someone_limits) frame.rating_share = full(settings) * (pack.capacity / bank);
    return frame;
}

void CurrentLimiter::observe(std::span<const Member> members, std::span<const PackContext> contexts,
                             std::optional<int> cells_in_series, const Settings& settings,
                             Instant now) {
    limiters_.resize(members.size(), PackLimiter{direction_});
    watches_.resize(members.size());
    limits_.resize(members.size());
    may_be_absent_.resize(members.size());
    AmpHours bank{};
    AmpHours in_use{};
    bool someone_limits = false;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (members[i].state != PackState::joining) bank += members[i].capacity;
        if (!members[i].counts()) continue;
        in_use += members[i].capacity;
        someone_limits =
            someone_limits || sets_limit(members[i], direction_) || limiters_[i].has_published();
    }
    if (in_use > AmpHours{}) one_c_ = Amps{in_use.value()};
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& pack = members[i];
        may_be_absent_[i] = contexts[i].may_be_absent;
        LimitFrame pack_frame = frame(pack, bank, someone_limits, cells_in_series, settings);
        if (direction_ == Direction::charge)
            pack_frame.temperature_cap = contexts[i].temperature_cap;

        limits_[i] = limiters_[i].step(pack, pack_frame, settings, now);

        const bool may_be_taken_out = settings.charge.blocked_pack != BlockedPackRule::strict;
        std::optional<Amps> current;
        if (pack.fresh() && pack.battery.current)
            current = along(direction_, *pack.battery.current);
        watches_[i].step(may_be_taken_out && pack.fresh() && reports_block(pack, direction_),
                         current, pack.capacity, now);
    }
}

/// A pack whose charge switch is open passes discharge current through the body diode of that
/// switch, later than the others, and the other way round: whether it takes its share is not known
/// (domain.md 2.5).
Presence CurrentLimiter::presence_of(const Member& pack, std::size_t index) const {
    if (!pack.counts() || watches_[index].isolated()) return Presence::absent;
    if (pack.silent() || may_be_absent_[index]) return Presence::uncertain;
    return reports_block(pack, opposite(direction_)) ? Presence::uncertain : Presence::certain;
}

/// A pack that falls silent above its limit is not taken to be well for that.
bool CurrentLimiter::over_limit_now(const Member& pack, const std::optional<PackLimit>& limit,
                                    bool before) const {
    const bool just_silent = pack.state == PackState::stale || pack.state == PackState::invalid;
    return just_silent ? before : above_limit(pack, direction_, limit);
}

void CurrentLimiter::lay_out(std::span<const Member> members, const ShareModel& shares) {
    AmpHours bank{};
    for (const Member& pack : members) bank += pack.capacity;
    branches_.resize(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        Branch& branch = branches_[i];
        branch.limit = limits_[i] ? std::optional{limits_[i]->value} : std::nullopt;
        branch.margin = limits_[i] ? margin_of(*limits_[i]) : 1.0;
        branch.share = shares.shares()[i];
        branch.share.offset = along(direction_, branch.share.offset);
        branch.capacity_share = members[i].capacity / bank;
        branch.presence = presence_of(members[i], i);
        branch.over_limit = over_limit_now(members[i], limits_[i], branch.over_limit);
    }
}

std::optional<Amps> CurrentLimiter::allowed_together(std::span<const Member> members) const {
    Amps sum{};
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].counts() || watches_[i].isolated()) continue;
        if (!limits_[i]) return std::nullopt;
        sum += limits_[i]->value;
    }
    return sum;
}

std::optional<Amps> CurrentLimiter::smallest_limit(std::span<const Member> members) const {
    std::optional<Amps> least;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].counts() || watches_[i].isolated() || !limits_[i]) continue;
        least = least ? std::min(*least, limits_[i]->value) : limits_[i]->value;
    }
    return least;
}

/// Without measured currents there are no shares to adapt to: what both blind rules allow is left.
std::optional<BankLimit> CurrentLimiter::apply_rule(LimitMode mode,
                                                    const ShareModel& shares) const {
    if (mode != LimitMode::adaptive || shares.usable()) return bank_limit(mode, branches_);
    const auto by_capacity = bank_limit(LimitMode::capacity, branches_);
    const auto by_number = bank_limit(LimitMode::min_n, branches_);
    if (!by_capacity || !by_number) return by_capacity ? by_capacity : by_number;
    return by_number->value < by_capacity->value ? by_number : by_capacity;
}

CurrentLimit CurrentLimiter::target(std::span<const Member> members, const ShareModel& shares,
                                    const CurrentLimit& cap, const Settings& settings,
                                    Instant now) {
    lay_out(members, shares);
    CurrentLimit limit = cap;
    if (const auto rule = apply_rule(settings.charge.limit_mode, shares)) {
        Cause cause{.rule = LimitRule::pack_limit, .pack = rule->branch};
        if (const auto& its = limits_[rule->branch]) cause.source = its->source;
        limit = lower_of(limit, {rule->value, cause});
    }
    if (const auto guard =
            guard_.step(members, limits_, full(settings), plan(settings).per_second, now)) {
        limit =
            lower_of(limit, {guard->value, {.rule = LimitRule::overcurrent, .pack = guard->pack}});
    }
    return limit;
}

RisingLimit<Amps>::Plan CurrentLimiter::plan(const Settings& settings) const {
    if (direction_ == Direction::discharge)
        return {kDischargeHold, scale(settings) * kDischargeRisePerSecond};
    return {settings.charge.raise_hold,
            scale(settings) * (settings.charge.raise_rate.value() / 100.0)};
}

CurrentLimit CurrentLimiter::publish(CurrentLimit target, const Settings& settings, Instant now) {
    target.value = std::max(target.value, Amps{});
    if (direction_ == Direction::discharge && !restart_gate_.step(target.value > Amps{}, now)) {
        if (target.value > Amps{}) target.cause = {.rule = LimitRule::restart_wait};
        target.value = Amps{};
    }
    const Amps risen = rising_.step(target.value, plan(settings), now);
    const Amps before = std::exchange(shown_, zero_band_.step(risen, scale(settings)));
    // The band moves with the packs in use: a limit that it takes is cut like any other.
    if (shown_ == Amps{} && before > Amps{}) rising_.hold_from(now);
    CurrentLimit published{shown_, target.cause};
    published.cause.rising = risen + kRounding < target.value;
    return published;
}

}  // namespace aggregator
