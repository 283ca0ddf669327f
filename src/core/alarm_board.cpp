#include "aggregator/core/alarm_board.hpp"

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Of a BMS's own alarm: never delayed upwards; a short drop is held (domain.md 3.4).
constexpr AlarmTiming kPassThrough{0s, 0s, 10s, 0s};

const Member* worst_reporter(std::span<const Member> members, AlarmKind kind) {
    return highest_by(members, [kind](const Member& m) {
        return m.counts() ? m.battery.alarms[kind] : std::nullopt;
    });
}

}  // namespace

AlarmBoard::Shown AlarmBoard::reported(std::span<const Member> members, AlarmKind kind,
                                       Instant now) {
    const Member* worst = worst_reporter(members, kind);
    const Severity present = worst == nullptr ? Severity::ok : *worst->battery.alarms[kind];
    AlarmLane& lane = reported_[static_cast<std::size_t>(kind)];
    return {lane.step(present, kPassThrough, now), worst};
}

AlarmBoard::Own AlarmBoard::found(const Findings& findings, Instant now) {
    Own own;
    for (const FindingRule& rule : finding_rules()) {
        const Findings::Found& present = findings[rule.finding];
        AlarmLane& lane = found_[static_cast<std::size_t>(rule.finding)];
        const Severity shown = lane.step(present.severity, rule.timing, now);
        auto& worst = own[static_cast<std::size_t>(rule.kind)];
        if (!worst) worst.emplace();
        if (shown > worst->severity) worst = {shown, present.pack};
    }
    return own;
}

const Alarms& AlarmBoard::step(std::span<const Member> members, const Findings& findings,
                               Instant now, Events& events) {
    const Own own = found(findings, now);
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        const Shown theirs = reported(members, kind, now);
        if (theirs.pack == nullptr && !own[i] && !alarms_[kind]) continue;
        const Shown& worst = own[i] && own[i]->severity > theirs.severity ? *own[i] : theirs;
        const Severity before = alarms_[kind].value_or(Severity::ok);
        alarms_[kind] = worst.severity;
        if (worst.severity == before) continue;
        const bool whose = worst.pack != nullptr && worst.severity > before;
        events.push_back(AlarmChanged{kind, before, worst.severity, whose ? worst.pack->name : ""});
    }
    return alarms_;
}

}  // namespace aggregator
