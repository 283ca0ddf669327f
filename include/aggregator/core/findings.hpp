#pragma once

/// What the bank itself finds to be wrong, beside the alarms its packs raise, and how long each has
/// to last (domain.md 3.4).

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "aggregator/core/alarm_lane.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/overcurrent_guard.hpp"

namespace aggregator {

enum class Finding : std::uint8_t {
    soc_spread,                ///< The tier by the spread of the packs' SOC.
    cell_alarm,                ///< The tier by the BMSes' own cell alarms.
    charge_far_above,          ///< A pack is charged with more than 1.2 times its limit.
    charge_very_far_above,     ///< More than 1.5 times.
    discharge_far_above,       ///< Likewise discharged.
    discharge_very_far_above,  ///< Likewise discharged.
    too_cold,                  ///< Cold takes a good part of a pack's charge current, or all.
    too_hot,                   ///< Heat does.
    pack_silent,               ///< Stale a warning, lost an alarm; no fresh pack at all too.
    pack_lost,                 ///< Silent for long, or never seen.
    nonsense,                  ///< A pack sends a voltage that it cannot have.
    voltage_apart,             ///< A pack's voltage is not that of the others.
    odd_reading,               ///< A pack's readings contradict one another.
    odd_temperature,           ///< A temperature sensor shows what cannot be.
    joined_apart,              ///< A pack came onto the bus bar at another voltage.
    low_soc,                   ///< The bank is nearly empty.
    configuration,             ///< The configuration file is not usable.
    different_packs,           ///< Packs that cannot be one bank.
};
inline constexpr std::size_t kFindings = 18;

/// Which alarm shows a finding, and when.
struct FindingRule {
    Finding finding;
    AlarmKind kind;
    AlarmTiming timing;
};
[[nodiscard]] const std::array<FindingRule, kFindings>& finding_rules();

/// What is found at one moment.
class Findings {
public:
    struct Found {
        Severity severity = Severity::ok;
        const Member* pack = nullptr;  ///< Whose it is; null when it is the bank's own.
    };

    /// Adds to what is found; the worse one stays.
    void add(Finding finding, Severity severity, const Member* pack = nullptr);

    [[nodiscard]] const Found& operator[](Finding finding) const {
        return found_[static_cast<std::size_t>(finding)];
    }

private:
    std::array<Found, kFindings> found_{};
};

/// A pack that carries more than its limit in one direction.
void add_overload(std::span<const Member> members, const OvercurrentGuard& guard,
                  Direction direction, Findings& findings);

/// What the states of the packs amount to.
void add_pack_states(std::span<const Member> members, Findings& findings);

}  // namespace aggregator
