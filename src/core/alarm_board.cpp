#include "aggregator/core/alarm_board.hpp"

#include <algorithm>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kClear = 10s;
constexpr Seconds kClearDerived = 60s;
constexpr Seconds kInvalidWarning = 30s;
constexpr Seconds kInvalidAlarm = 300s;

/// Alarms the bank raises itself are always shown; those that only packs can raise, when a pack
/// publishes them.
bool derived(AlarmKind kind) {
    switch (kind) {
        case AlarmKind::cell_imbalance:
        case AlarmKind::bms_cable:
        case AlarmKind::internal_failure:
        case AlarmKind::high_charge_current:
        case AlarmKind::high_discharge_current:
        case AlarmKind::low_charge_temperature:
        case AlarmKind::high_charge_temperature:
            return true;
        default:
            return false;
    }
}

Severity silence_of(const Member& member) {
    switch (member.state) {
        case PackState::stale:
        case PackState::invalid:
            return Severity::warning;
        case PackState::waiting:
            return member.awaited() ? Severity::ok : Severity::alarm;
        case PackState::lost:
            return Severity::alarm;
        case PackState::online:
        case PackState::excluded:
        case PackState::joining:
            return Severity::ok;
    }
    return Severity::ok;
}

Severity nonsense_of(const Member& member) {
    if (member.state != PackState::invalid || !member.silence) return Severity::ok;
    if (*member.silence >= kInvalidAlarm) return Severity::alarm;
    return *member.silence >= kInvalidWarning ? Severity::warning : Severity::ok;
}

template <typename SeverityOf>
Severity worst_over(std::span<const Member> members, SeverityOf severity_of) {
    Severity worst = Severity::ok;
    for (const Member& member : members) worst = std::max(worst, severity_of(member));
    return worst;
}

}  // namespace

AlarmBoard::Source AlarmBoard::worst_reported(std::span<const Member> members, AlarmKind kind) {
    const Member* worst = highest_by(members, [kind](const Member& m) {
        return m.counts() ? m.battery.alarms[kind] : std::nullopt;
    });
    if (worst == nullptr) return {};
    return {worst->battery.alarms[kind], worst};
}

Severity AlarmBoard::found(std::span<const Member> members, const BankFindings& findings,
                           AlarmKind kind) {
    switch (kind) {
        case AlarmKind::cell_imbalance:
            return findings.imbalance;
        case AlarmKind::high_charge_current:
            return findings.charge_overcurrent;
        case AlarmKind::high_discharge_current:
            return findings.discharge_overcurrent;
        case AlarmKind::low_charge_temperature:
            return findings.temperature_low;
        case AlarmKind::high_charge_temperature:
            return findings.temperature_high;
        case AlarmKind::bms_cable:
            return worst_over(members, silence_of);
        case AlarmKind::internal_failure:
            return std::max(findings.internal, worst_over(members, nonsense_of));
        default:
            return Severity::ok;
    }
}

void AlarmBoard::show(AlarmKind kind, Severity severity, const Member* pack, Instant now,
                      Events& events) {
    auto& shown = alarms_[kind];
    auto& lower_since = lower_since_[static_cast<std::size_t>(kind)];
    const Severity before = shown.value_or(Severity::ok);
    if (!shown) shown = Severity::ok;
    if (severity >= before) lower_since.reset();
    if (severity < before) {
        if (!lower_since) lower_since = now;
        const Seconds clear = derived(kind) ? kClearDerived : kClear;
        if (age(*lower_since, now) < clear) return;
        lower_since.reset();
    }
    if (severity == before) return;
    shown = severity;
    const bool whose = pack != nullptr && severity > before;
    events.push_back(AlarmChanged{kind, before, severity, whose ? pack->name : ""});
}

const Alarms& AlarmBoard::step(std::span<const Member> members, const BankFindings& findings,
                               Instant now, Events& events) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        const Source reported = worst_reported(members, kind);
        if (!reported.severity && !derived(kind) && !alarms_[kind]) continue;
        const Severity own = found(members, findings, kind);
        const Severity theirs = reported.severity.value_or(Severity::ok);
        show(kind, std::max(own, theirs), theirs >= own ? reported.pack : nullptr, now, events);
    }
    return alarms_;
}

}  // namespace aggregator
