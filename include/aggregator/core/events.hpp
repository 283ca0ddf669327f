#pragma once

/// What happened in a step and is worth a line in the log: edges, never levels. Core returns them,
/// the app writes. Source: domain.md 3.4 (each change is one line in the log).

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/cause.hpp"
#include "aggregator/core/doubt.hpp"
#include "aggregator/core/member.hpp"

namespace aggregator {

/// How the bank charges in view of the spread of its packs, mildest first.
enum class Tier { full, minor, warning, severe };
[[nodiscard]] const char* name_of(Tier tier);

/// How the bank as a whole is doing.
enum class BankState {
    starting,  ///< Not on the bus yet.
    run,       ///< Every pack is fresh.
    degraded,  ///< Some pack is not.
    hold,      ///< No pack is fresh: charging stopped, discharging still allowed for a while.
    zero,      ///< Neither charging nor discharging.
    off,       ///< Left the bus.
};
[[nodiscard]] const char* name_of(BankState state);

struct PackChanged {
    std::string pack;
    PackState from;
    PackState to;
    std::string reason;
};
struct PackMoved {
    std::string pack;
    std::string service;
};
struct BankChanged {
    BankState from;
    BankState to;
    std::string reason;
};
struct TierChanged {
    Tier from;
    Tier to;
    std::optional<Percent> spread;
};
struct AlarmChanged {
    AlarmKind kind;
    Severity from;
    Severity to;
    std::string pack;  ///< Whose it is; empty when it is the bank's own.
};
/// The rule that sets a limit changed; small moves of the same rule are no event.
struct LimitChanged {
    const char* what;  ///< "CCL", "DCL" or "CVL".
    double value;
    Cause cause;
};
struct NominalVoltageFound {
    int cells_in_series;
};
/// A pack's readings contradict one another, or the other packs.
struct PackDoubted {
    std::string pack;
    Doubt doubt;
};
/// They no longer do.
struct PackCleared {
    std::string pack;
    Doubt doubt;
};
struct Refused {
    std::string pack;
    std::string reason;
};

using Event = std::variant<PackChanged, PackMoved, BankChanged, TierChanged, AlarmChanged,
                           LimitChanged, NominalVoltageFound, PackDoubted, PackCleared, Refused>;
using Events = std::vector<Event>;

/// Whether somebody has to look at it.
enum class Weight { information, warning };

/// One line for people. `members` names the packs that a limit's cause refers to.
[[nodiscard]] std::string describe(const Event& event, std::span<const Member> members);
[[nodiscard]] Weight weight_of(const Event& event);
[[nodiscard]] const char* name_of(AlarmKind kind);

}  // namespace aggregator
