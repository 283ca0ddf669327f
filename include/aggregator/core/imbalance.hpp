#pragma once

/// The four tiers of the charge current by the spread of the packs' SOC, with thresholds inclusive.
/// A tier is entered at once and left late, one at a time (domain.md 2.4, product.md 3, 4).

#include <optional>
#include <span>

#include "aggregator/core/doubts.hpp"
#include "aggregator/core/events.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// Highest minus lowest SOC, in points, of the fresh packs: the last word of a silent one would
/// raise or lower a tier hours later. No value with fewer than two known. A SOC that has drifted
/// is not one (domain.md 3.5).
[[nodiscard]] std::optional<Percent> soc_spread(std::span<const Member> members,
                                                const Doubts& doubts = {});

/// True when some pack's SOC is not known now, so that the spread may be larger than it looks.
[[nodiscard]] bool in_doubt(std::span<const Member> members);

/// The worst of the alarms that BMSes raise about single cells: imbalance, cell voltage high or
/// low.
[[nodiscard]] Severity worst_cell_alarm(std::span<const Member> members);

/// The charge current that a tier allows.
[[nodiscard]] Amps tier_current(Tier tier, const ChargeSettings& settings);

class Imbalance {
public:
    /// Moves to the tier for what is known at `now`. `blind` packs (not fresh, or without SOC) keep
    /// a tier from being left: what is not seen may be the worst.
    Tier step(std::optional<Percent> spread, bool blind, const ImbalanceSettings& settings,
              Instant now);

    [[nodiscard]] Tier tier() const { return tier_; }
    /// After a restart: not milder than before it.
    void resume(Tier tier) { tier_ = tier; }

private:
    Tier tier_ = Tier::full;
    Persistence calm_{};
};

/// The tier that the BMSes' own cell alarms ask for: an alarm the severe one, a warning that of a
/// warning. Released after a minute without.
class CellAlarmTier {
public:
    Tier step(Severity worst, Instant now);

private:
    Tier tier_ = Tier::full;
    Persistence calm_{};
};

}  // namespace aggregator
