#include "aggregator/core/bank.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/user_voltages.hpp"
#include "core/fold.hpp"
#include "core/urgency.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Volts kUsualCeilingCell{3.55};
/// After the last voltage of the last pack a reader still sees it for so long.
constexpr Seconds kHoldVoltage = 5s;
/// What a bank that nobody sees may still be discharged with, so that a driver's restart is no
/// blackout.
constexpr double kHoldCRate = 0.1;

bool stopped(BankState state) {
    return state == BankState::hold || state == BankState::zero || state == BankState::off;
}

}  // namespace

void Bank::follow_packs(std::span<const Member> members) {
    recall_shares(members);
    const auto seats = roster_.follow(members);
    if (!seats) return;
    charge_.reseat_packs(*seats);
    discharge_.reseat_packs(*seats);
    shares_.reseat_packs(*seats);
    charge_voltage_.reseat_packs(*seats);
    doubts_.reseat_packs(*seats);
    joins_.reseat_packs(*seats);
    reseat(temperature_rules_, *seats, {});
}

void Bank::judge_temperatures(std::span<const Member> members, Instant now) {
    temperature_rules_.resize(members.size());
    contexts_.resize(members.size());
    const auto coldest = lowest_known(members, [](const Member& m) {
        return m.fresh() ? tighter(m.battery.cells.min_temperature, m.battery.temperature)
                         : std::nullopt;
    });
    for (std::size_t i = 0; i < members.size(); ++i) {
        contexts_[i] = {temperature_rules_[i].step(members[i], settings_.temperature, coldest, now),
                        doubts_.about(i, Doubt::voltage_far_apart)};
    }
}

/// What each pack allows, which ones take part in the current, and with what share.
void Bank::judge_circuit(std::span<const Member> members, Instant now) {
    charge_.observe(members, contexts_, cells_.safe(), settings_, now);
    discharge_.observe(members, contexts_, cells_.safe(), settings_, now);
    isolation_.resize(members.size());
    wiring_.resize(members.size());
    roles_.resize(members.size());
    Amps largest{};
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& charge = charge_.pack_limits()[i];
        const auto& discharge = discharge_.pack_limits()[i];
        isolation_[i] = {charge_.isolated(i), discharge_.isolated(i),
                         doubts_.about(i, Doubt::voltage_apart)};
        wiring_[i].connected =
            members[i].counts() && !isolation_[i].charge && !isolation_[i].discharge;
        wiring_[i].over_limit = above_limit(members[i], Direction::charge, charge) ||
                                above_limit(members[i], Direction::discharge, discharge);
        if (!members[i].counts()) continue;
        if (charge) largest = std::max(largest, charge->value);
        if (discharge) largest = std::max(largest, discharge->value);
    }
    shares_.step(members, wiring_, largest, now);
    for (std::size_t i = 0; i < members.size(); ++i) {
        roles_[i] = {charge_.pack_limits()[i], discharge_.pack_limits()[i], isolation_[i],
                     shares_.shares()[i].share};
    }
}

void Bank::doubt_packs(std::span<const Member> members, Instant now, Events& events) {
    doubts_.step(members, isolation_, cells_, now, events);
    // Packs that are found one after the other at the start have long been connected.
    if (decision_.state != BankState::starting) joins_.step(members, isolation_, now);
}

void Bank::decide_tier(std::span<const Member> members, Instant now, Events& events) {
    const Tier before = decision_.tier;
    decision_.spread = soc_spread(members, doubts_);
    const Tier by_spread =
        imbalance_.step(decision_.spread, in_doubt(members), settings_.imbalance, now);
    cell_tier_ = cell_alarm_.step(worst_cell_alarm(members), now);
    decision_.tier = std::max(by_spread, cell_tier_);
    if (decision_.tier != before)
        events.push_back(TierChanged{before, decision_.tier, decision_.spread});
}

CurrentLimit Bank::charge_cap(const Surroundings& surroundings) const {
    const ChargeSettings& charge = settings_.charge;
    CurrentLimit cap{charge.nominal_charge_current, {.rule = LimitRule::ceiling}};
    if (settings_.imbalance.action == ImbalanceAction::limit) {
        cap = lower_of(cap,
                       {tier_current(imbalance_.tier(), charge), {.rule = LimitRule::imbalance}});
    }
    cap = lower_of(cap, {tier_current(cell_tier_, charge), {.rule = LimitRule::cell_alarm}});
    if (surroundings.configuration != ConfigurationInForce::embedded) return cap;
    return lower_of(cap, {charge.reduced_charge_current, {.rule = LimitRule::configuration}});
}

/// While a pack that joined exchanges current with the others, no more than any of them may take
/// (domain.md 2.2 step 6).
CurrentLimit Bank::at_joining(const CurrentLimiter& limiter, std::span<const Member> members,
                              const CurrentLimit& cap) const {
    const auto pack = joins_.joined_apart();
    const auto least = limiter.smallest_limit(members);
    if (!pack || !least) return cap;
    return lower_of(cap, {*least, {.rule = LimitRule::joining, .pack = pack}});
}

CurrentLimit Bank::charge_target(std::span<const Member> members, const Surroundings& surroundings,
                                 Instant now) {
    const CurrentLimit cap = at_joining(charge_, members, charge_cap(surroundings));
    const CurrentLimit limit = charge_.target(members, shares_, cap, settings_, now);
    if (cells_.contradiction()) {
        return {Amps{}, {.rule = LimitRule::different_packs, .pack = cells_.contradiction()}};
    }
    if (stopped(decision_.state)) return {Amps{}, {.rule = LimitRule::no_fresh_pack}};
    return limit;
}

CurrentLimit Bank::discharge_target(std::span<const Member> members, Instant now) {
    const CurrentLimit cap{settings_.bank.max_discharge_current, {.rule = LimitRule::ceiling}};
    const CurrentLimit limit =
        discharge_.target(members, shares_, at_joining(discharge_, members, cap), settings_, now);
    if (cells_.contradiction()) {
        return {Amps{}, {.rule = LimitRule::different_packs, .pack = cells_.contradiction()}};
    }
    const Cause silent{.rule = LimitRule::no_fresh_pack};
    if (decision_.state == BankState::zero || decision_.state == BankState::off)
        return {Amps{}, silent};
    if (decision_.state != BankState::hold) return limit;

    const AmpHours capacity = decision_.battery.installed_capacity.value_or(AmpHours{});
    const Amps held{kHoldCRate * capacity.value()};
    const Amps published = discharge_.published().value_or(limit.value);
    const Amps allowed = discharge_.allowed_together(members).value_or(held);
    return {std::min({held, published, allowed}), silent};
}

void Bank::decide_limits(std::span<const Member> members, const Surroundings& surroundings,
                         Instant now) {
    const auto charge = charge_.publish(charge_target(members, surroundings, now), settings_, now);
    const auto discharge = discharge_.publish(discharge_target(members, now), settings_, now);
    Limits& limits = decision_.battery.limits;
    limits.charge_current = charge.value;
    limits.discharge_current = discharge.value;
    decision_.charge_cause = charge.cause;
    decision_.discharge_cause = discharge.cause;
    limits.low_voltage = low_voltage_limit(members, low_voltage_floor(settings_, cells_.safe()));
    decision_.battery.permissions.charge = charge.value > Amps{};
    decision_.battery.permissions.discharge = discharge.value > Amps{};
}

void Bank::decide_charge_voltage(std::span<const Member> members, const Surroundings& surroundings,
                                 Instant now) {
    const Volts ceiling = charge_voltage_ceiling(settings_, cells_.safe());
    const int cells =
        cells_.safe().value_or(static_cast<int>(std::lround(ceiling / kUsualCeilingCell)));
    const bool no_charge = decision_.battery.limits.charge_current == Amps{};
    const bool hold =
        stopped(decision_.state) || (no_charge && surroundings.chargers_ignore_current);
    const ChargeVoltage voltage =
        charge_voltage_.step(members,
                             {ceiling, std::max(1, cells), decision_.battery.voltage,
                              hold ? VoltageHold::on : VoltageHold::off},
                             now);
    decision_.battery.limits.charge_voltage = voltage.value;
    decision_.voltage_cause = voltage.cause;
}

/// An isolated empty pack is no part of what can be drawn; an isolated full one still tells the
/// truth about itself.
void Bank::decide_soc(std::span<const Member> members, Instant now) {
    soc_shares_.clear();
    in_soc_.assign(members.size(), false);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& pack = members[i];
        in_soc_[i] = pack.in_sight() && pack.battery.soc && !isolation_[i].discharge;
        if (in_soc_[i]) soc_shares_.push_back({*pack.battery.soc, pack.capacity});
    }
    const auto figures = soc_figures(soc_shares_);
    if (!figures) return;
    decision_.soc = figures;
    decision_.battery.soc =
        soc_.step(soc_by_rule(settings_.aggregation.soc, *figures), in_soc_, now);
}

void Bank::decide_voltage(Instant now) {
    auto& voltage = decision_.battery.voltage;
    if (voltage) {
        last_voltage_ = voltage;
        last_voltage_at_ = now;
        resumed_current_.reset();
    }
    auto& current = decision_.battery.current;
    if (!voltage && last_voltage_ && age(last_voltage_at_, now) <= kHoldVoltage) {
        voltage = last_voltage_;
        if (!current) current = resumed_current_;
    }
    decision_.battery.power.reset();
    if (voltage && current) decision_.battery.power = *voltage * *current;
}

/// The bank as it is, before anything is decided.
void Bank::measure(std::span<const Member> members, Instant now) {
    Battery& battery = decision_.battery;
    aggregate(members, isolation_, settings_.aggregation.voltage, battery);
    battery.cells.in_series = cells_.known();
    battery.time_to_go = run_time_.step(battery.current, battery.available_capacity,
                                        battery.installed_capacity.value_or(AmpHours{}), now);
    decide_voltage(now);
    decision_.rejected_values = 0;
    for (const Member& pack : members) decision_.rejected_values += pack.rejected_values;
}

void Bank::report_limits(const Decision& before, Events& events) const {
    const auto report = [&](const char* what, double value, const Cause& was, const Cause& is) {
        if (was.rule != is.rule || was.pack != is.pack)
            events.push_back(LimitChanged{what, value, is});
    };
    const Limits& limits = decision_.battery.limits;
    report("CCL", limits.charge_current->value(), before.charge_cause, decision_.charge_cause);
    report("DCL", limits.discharge_current->value(), before.discharge_cause,
           decision_.discharge_cause);
    report("CVL", limits.charge_voltage->value(), before.voltage_cause, decision_.voltage_cause);
}

const Decision& Bank::step(std::span<const Member> members, const Surroundings& surroundings,
                           Instant now, Events& events) {
    before_ = decision_;
    follow_packs(members);
    cells_.step(members, settings_.bank.nominal_voltage, now, events);
    decision_.state = life_.step(members, cells_.contradiction().has_value(), settings_.failsafe,
                                 surroundings, now, events);
    judge_temperatures(members, now);
    judge_circuit(members, now);
    doubt_packs(members, now, events);
    measure(members, now);
    // Packs that are still arriving are no loss: nothing is cut, raised or alarmed before all had
    // their chance.
    if (decision_.state == BankState::starting) return decision_;

    decide_tier(members, now, events);
    decide_soc(members, now);
    decide_limits(members, surroundings, now);
    decide_charge_voltage(members, surroundings, now);
    decide_alarms(members, surroundings, now, events);
    decision_.urgent = got_worse(before_.battery, decision_.battery);
    report_limits(before_, events);
    return decision_;
}

}  // namespace aggregator
