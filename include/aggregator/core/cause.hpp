#pragma once

/// Why a limit is what it is. Every published limit carries one (domain.md 0.4, P4); the text is
/// made only when it is shown.

#include <optional>
#include <span>
#include <string>

#include "aggregator/core/member.hpp"
#include "aggregator/core/pack_limit.hpp"

namespace aggregator {

enum class LimitRule {
    ceiling,            ///< The user's own.
    imbalance,          ///< Spread of the packs' SOC.
    cell_alarm,         ///< A BMS alarms about a cell.
    pack_limit,         ///< What the packs allow, by their shares.
    overcurrent,        ///< A pack carries more than its limit.
    configuration,      ///< The configuration file is not usable.
    no_fresh_pack,      ///< Nothing is known.
    different_packs,    ///< Packs with different numbers of cells are no bank.
    restart_wait,       ///< Discharging was stopped a short while ago.
    pack_voltage,       ///< A pack's CVL or low voltage limit.
    pack_out_of_sight,  ///< A lost pack.
    joining,            ///< A pack came onto the bus bar at another voltage.
    resting_voltage,    ///< Charging is stopped and chargers may not obey the CCL.
};

struct Cause {
    LimitRule rule = LimitRule::ceiling;
    std::optional<std::size_t> pack{};    ///< Index of the member that sets it.
    std::optional<LimitSource> source{};  ///< Where that pack's limit comes from.
    bool rising = false;                  ///< The limit is on its way up to this.

    bool operator==(const Cause&) const = default;
};

/// Rule and pack in a few words, such as "pack limit: House 2 (its BMS), rising".
[[nodiscard]] std::string describe(const Cause& cause, std::span<const Member> members);

}  // namespace aggregator
