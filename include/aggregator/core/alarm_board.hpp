#pragma once

/// The alarms of the bank: for each kind the worst of what the packs report and of what the bank
/// finds itself (domain.md 1.13, 3.4). What a BMS raises is passed on at once.

#include <array>
#include <optional>
#include <span>

#include "aggregator/core/events.hpp"
#include "aggregator/core/findings.hpp"
#include "aggregator/core/member.hpp"

namespace aggregator {

class AlarmBoard {
public:
    /// Moves on to `now`. Silent packs count with the last alarms they showed.
    const Alarms& step(std::span<const Member> members, const Findings& findings, Instant now,
                       Events& events);

    [[nodiscard]] const Alarms& alarms() const { return alarms_; }

private:
    /// The worst of what a kind shows, and whose it is.
    struct Shown {
        Severity severity = Severity::ok;
        const Member* pack = nullptr;
    };
    [[nodiscard]] Shown reported(std::span<const Member> members, AlarmKind kind, Instant now);
    /// By kind. Those the bank can raise itself have a value and are always shown; the others are
    /// when a pack publishes them.
    using Own = std::array<std::optional<Shown>, kAlarmKinds>;
    [[nodiscard]] Own found(const Findings& findings, Instant now);

    Alarms alarms_{};
    std::array<AlarmLane, kAlarmKinds> reported_{};
    std::array<AlarmLane, kFindings> found_{};
};

}  // namespace aggregator
