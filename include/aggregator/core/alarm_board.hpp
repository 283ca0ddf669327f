#pragma once

/// The alarms of the bank: for each kind the worst of what the packs report and of what the bank
/// finds itself. They rise at once and clear late; each change costs the user a notification.

#include <array>
#include <optional>
#include <span>
#include <string>

#include "aggregator/core/events.hpp"
#include "aggregator/core/member.hpp"

namespace aggregator {

/// What the bank itself finds, beside the packs' own alarms.
struct BankFindings {
    Severity imbalance = Severity::ok;  ///< By the tier in force.
    Severity charge_overcurrent = Severity::ok;
    Severity discharge_overcurrent = Severity::ok;
    Severity temperature_low = Severity::ok;  ///< Charging is capped, too cold.
    Severity temperature_high = Severity::ok;
    Severity internal = Severity::ok;  ///< Configuration, different packs.
};

class AlarmBoard {
public:
    /// Moves on to `now`. Silent packs count with the last alarms they showed.
    const Alarms& step(std::span<const Member> members, const BankFindings& findings, Instant now,
                       Events& events);

    [[nodiscard]] const Alarms& alarms() const { return alarms_; }

private:
    struct Source {
        std::optional<Severity> severity{};
        const Member* pack = nullptr;
    };
    [[nodiscard]] static Source worst_reported(std::span<const Member> members, AlarmKind kind);
    [[nodiscard]] static Severity found(std::span<const Member> members,
                                        const BankFindings& findings, AlarmKind kind);
    void show(AlarmKind kind, Severity severity, const Member* pack, Instant now, Events& events);

    Alarms alarms_{};
    /// Since when the shown severity is higher than the present one.
    std::array<std::optional<Instant>, kAlarmKinds> lower_since_{};
};

}  // namespace aggregator
