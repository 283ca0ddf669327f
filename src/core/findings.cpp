#include "aggregator/core/findings.hpp"

#include <algorithm>

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Raised as a warning after, as an alarm after, cleared after, shown at least for. Times are those
/// of domain.md 3.4; the minimum on-time of its section 7 where 3.4 names none and the cause may
/// come and go. What the bank knows for certain is shown at once and no longer than it is true.
constexpr std::array<FindingRule, kFindings> kRules{{
    {Finding::soc_spread, AlarmKind::cell_imbalance, {10s, 10s, 60s, 300s}},
    // product.md 4: a cell alarm of a BMS escalates at once.
    {Finding::cell_alarm, AlarmKind::cell_imbalance, {0s, 0s, 60s, 300s}},
    {Finding::charge_far_above, AlarmKind::high_charge_current, {10s, 30s, 300s, 0s}},
    {Finding::charge_very_far_above, AlarmKind::high_charge_current, {10s, 10s, 300s, 0s}},
    {Finding::discharge_far_above, AlarmKind::high_discharge_current, {10s, 30s, 300s, 0s}},
    {Finding::discharge_very_far_above, AlarmKind::high_discharge_current, {10s, 10s, 300s, 0s}},
    {Finding::too_cold, AlarmKind::low_charge_temperature, {0s, 0s, 60s, 300s}},
    {Finding::too_hot, AlarmKind::high_charge_temperature, {0s, 0s, 60s, 300s}},
    // The silence itself has lasted 15 s or 60 s when a pack counts as stale or lost.
    {Finding::pack_silent, AlarmKind::bms_cable, {0s, 0s, 60s, 0s}},
    {Finding::pack_lost, AlarmKind::parallel_bms_lost, {0s, 0s, 60s, 0s}},
    {Finding::nonsense, AlarmKind::internal_failure, {30s, 300s, 120s, 0s}},
    // A doubt has lasted 30 s when it is one, and stays for 120 s.
    {Finding::voltage_apart, AlarmKind::internal_failure, {0s, 270s, 0s, 300s}},
    {Finding::odd_reading, AlarmKind::internal_failure, {0s, 0s, 0s, 300s}},
    {Finding::odd_temperature, AlarmKind::battery_temperature_sensor, {0s, 0s, 0s, 300s}},
    {Finding::joined_apart, AlarmKind::internal_failure, {0s, 0s, 60s, 300s}},
    // What rises and falls by points needs no time to rise.
    {Finding::low_soc, AlarmKind::low_soc, {0s, 0s, 60s, 300s}},
    {Finding::configuration, AlarmKind::internal_failure, {0s, 0s, 0s, 0s}},
    {Finding::different_packs, AlarmKind::internal_failure, {0s, 0s, 120s, 0s}},
}};

constexpr bool in_order() {
    for (std::size_t i = 0; i < kFindings; ++i) {
        if (static_cast<std::size_t>(kRules[i].finding) != i) return false;
    }
    return true;
}
static_assert(in_order(), "one rule for each finding, in the order of the findings");

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

}  // namespace

const std::array<FindingRule, kFindings>& finding_rules() {
    return kRules;
}

void Findings::add(Finding finding, Severity severity, const Member* pack) {
    Found& found = found_[static_cast<std::size_t>(finding)];
    if (severity > found.severity) found = {severity, pack};
}

void add_overload(std::span<const Member> members, const OvercurrentGuard& guard,
                  Direction direction, Findings& findings) {
    if (guard.overload() == Overload::none) return;
    const Member* pack = &members[guard.overloaded_pack()];
    const bool charge = direction == Direction::charge;
    findings.add(charge ? Finding::charge_far_above : Finding::discharge_far_above, Severity::alarm,
                 pack);
    if (guard.overload() != Overload::very_far) return;
    findings.add(charge ? Finding::charge_very_far_above : Finding::discharge_very_far_above,
                 Severity::alarm, pack);
}

void add_pack_states(std::span<const Member> members, Findings& findings) {
    for (const Member& member : members) {
        if (!member.counts()) continue;
        const Severity silence = silence_of(member);
        findings.add(Finding::pack_silent, silence, &member);
        if (member.misreadings.voltage) findings.add(Finding::nonsense, Severity::alarm, &member);
        if (silence == Severity::alarm) findings.add(Finding::pack_lost, silence, &member);
    }
    // However short: nothing is known of the whole bank (domain.md 3.3, HOLD). After our own
    // restart the packs are only not heard yet.
    const auto speaks = [](const Member& m) { return m.fresh() || m.awaited(); };
    if (std::ranges::none_of(members, speaks)) findings.add(Finding::pack_silent, Severity::alarm);
}

}  // namespace aggregator
