#pragma once

/// The charge voltage limit of the bank: the lowest of what every connected pack and the user
/// allow. It is always a valid voltage, for without one Venus takes the bank for no BMS at all and
/// keeps the last limits in force (domain.md 0.1 F1, 1.11, 2.5 voltage hold).

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/cause.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/rising_limit.hpp"
#include "aggregator/core/roster.hpp"

namespace aggregator {

/// Cell voltage at which an LFP pack that nobody sees cannot be overcharged.
inline constexpr Volts kLostPackCell{3.40};
/// Cell voltage of a resting LFP cell: chargers that ignore a current limit of zero stop here.
inline constexpr Volts kRestingCell{3.30};

enum class VoltageHold { off, on };

struct ChargeVoltageInput {
    Volts ceiling;                   ///< The user's.
    int cells_in_series;             ///< Of every pack; where in doubt the fewer.
    std::optional<Volts> voltage{};  ///< Of the bank.
    VoltageHold hold =
        VoltageHold::off;  ///< Chargers must not push current although they may ignore the CCL.
};

struct ChargeVoltage {
    Volts value{};
    Cause cause{};
};

class ChargeVoltageRule {
public:
    ChargeVoltage step(std::span<const Member> members, const ChargeVoltageInput& input,
                       Instant now);

    /// The packs moved: what is remembered of each moves along.
    void reseat_packs(const Seats& seats) { reseat(last_published_, seats, {}); }

    /// After a restart: begins no higher.
    void start_below(Volts ceiling, Instant now) { rising_.start_below(ceiling, now); }

private:
    struct Lowest {
        Volts value;
        Cause cause;
    };
    [[nodiscard]] Lowest lowest(std::span<const Member> members, const ChargeVoltageInput& input);
    [[nodiscard]] Volts resting_voltage(const ChargeVoltageInput& input, Instant now);

    std::vector<std::optional<Volts>> last_published_{};
    RisingLimit<Volts> rising_{};
    std::optional<Volts> latched_{};
    Instant latched_at_{};
};

}  // namespace aggregator
