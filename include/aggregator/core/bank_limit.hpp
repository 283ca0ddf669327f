#pragma once

/// The current of the bank that overloads no pack, from the packs' limits and shares: the rules
/// that `limit_mode` names (domain.md 2.1, 2.2 step 4). Pure; what changes over time (rise, hold,
/// guard) is elsewhere.

#include <cstddef>
#include <optional>
#include <span>

#include "aggregator/core/settings.hpp"
#include "aggregator/core/share_model.hpp"

namespace aggregator {

/// Whether a pack carries a part of the bank's current.
enum class Presence {
    certain,    ///< Yes.
    uncertain,  ///< It may: silent, or its charge switch may pass discharge only.
    absent,     ///< Proven not to.
};

/// One pack as a branch of the parallel circuit, in one direction.
struct Branch {
    std::optional<Amps> limit{};  ///< None: this pack sets no limit.
    double margin = 1.0;          ///< Part of the limit to use for a measured share.
    Share share{};                ///< Shares of all branches sum to 1.
    double capacity_share = 1.0;  ///< Its part of the bank's capacity; all sum to 1.
    Presence presence = Presence::certain;
    bool over_limit = false;  ///< Measured above its limit now.
};

struct BankLimit {
    Amps value{};            ///< Never negative.
    std::size_t branch = 0;  ///< The one that sets it.
};

/// The rule applied to every hypothesis about the uncertain branches, the least of all results:
/// each of them may be there or not (domain.md 2.6). Zero when every branch is absent; no value
/// when no branch present sets a limit.
[[nodiscard]] std::optional<BankLimit> bank_limit(LimitMode mode, std::span<const Branch> branches);

/// Part of a pack's limit that the adaptive rule uses, for errors of measurement (domain.md 2.2
/// step 4).
inline constexpr double kAdaptiveMargin = 0.98;

}  // namespace aggregator
