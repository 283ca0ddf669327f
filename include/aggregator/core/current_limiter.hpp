#pragma once

/// The current limit of the bank in one direction: from the packs' limits over the rule, the caps
/// and the guard to the number that is published. Charge and discharge are two of the same kind
/// with other timing.

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/bank_limit.hpp"
#include "aggregator/core/block_watch.hpp"
#include "aggregator/core/cause.hpp"
#include "aggregator/core/limit_gates.hpp"
#include "aggregator/core/overcurrent_guard.hpp"
#include "aggregator/core/pack_limit.hpp"
#include "aggregator/core/rising_limit.hpp"
#include "aggregator/core/roster.hpp"

namespace aggregator {

struct CurrentLimit {
    Amps value{};
    Cause cause{};
};

/// The lower one; the first when they are equal.
[[nodiscard]] CurrentLimit lower_of(const CurrentLimit& a, const CurrentLimit& b);

/// What the bank knows of a pack beside what the pack says.
struct PackContext {
    std::optional<Amps> temperature_cap{};  ///< Of charging; no value where none applies.
    /// Its voltage is that of another bus bar, so that it may not be on this one.
    bool may_be_absent = false;
};

class CurrentLimiter {
public:
    explicit CurrentLimiter(Direction direction);

    /// Step 1: what each pack allows, and whether one is proven isolated. `contexts`: one for each
    /// member. `cells_in_series`: of every pack, where in doubt the fewer.
    void observe(std::span<const Member> members, std::span<const PackContext> contexts,
                 std::optional<int> cells_in_series, const Settings& settings, Instant now);

    /// Step 2: the limit before ramp and gates, at most `cap`. `shares`: one for each member.
    [[nodiscard]] CurrentLimit target(std::span<const Member> members, const ShareModel& shares,
                                      const CurrentLimit& cap, const Settings& settings,
                                      Instant now);

    /// Step 3: the limit to publish for a target.
    [[nodiscard]] CurrentLimit publish(CurrentLimit target, const Settings& settings, Instant now);

    [[nodiscard]] std::span<const std::optional<PackLimit>> pack_limits() const { return limits_; }
    /// Sum of the limits of the connected packs; no value when one of them sets none.
    [[nodiscard]] std::optional<Amps> allowed_together(std::span<const Member> members) const;
    /// The least limit of any pack that may be connected, by itself no overload for any of them; no
    /// value when none sets a limit.
    [[nodiscard]] std::optional<Amps> smallest_limit(std::span<const Member> members) const;
    [[nodiscard]] bool isolated(std::size_t pack) const { return watches_[pack].isolated(); }
    [[nodiscard]] const OvercurrentGuard& guard() const { return guard_; }
    [[nodiscard]] std::optional<Amps> published() const { return rising_.value(); }

    /// The packs moved: what is remembered of each moves along.
    void reseat_packs(const Seats& seats);

    /// After a restart: begins no higher than `ceiling`.
    void start_below(Amps ceiling, Instant now) { rising_.start_below(ceiling, now); }

private:
    [[nodiscard]] Amps full(const Settings& settings) const;
    /// What the parts of "nominal" are taken of (domain.md 2.2 step 7, 2.3): the user's ceiling,
    /// but at most 1 C of the bank. A ceiling far above what the packs can carry would make the
    /// zero band swallow every real limit and the slow rise a jump. The capacity is no measured
    /// value and stays while a pack is away, so the band does not move by itself.
    [[nodiscard]] Amps scale(const Settings& settings) const;
    [[nodiscard]] LimitFrame frame(const Member& pack, AmpHours bank, bool someone_limits,
                                   std::optional<int> cells, const Settings& settings) const;
    [[nodiscard]] Presence presence_of(const Member& pack, std::size_t index) const;
    [[nodiscard]] bool over_limit_now(const Member& pack, const std::optional<PackLimit>& limit,
                                      bool before) const;
    void lay_out(std::span<const Member> members, const ShareModel& shares);
    [[nodiscard]] std::optional<BankLimit> apply_rule(LimitMode mode,
                                                      const ShareModel& shares) const;
    [[nodiscard]] RisingLimit<Amps>::Plan plan(const Settings& settings) const;

    Direction direction_;
    std::optional<Amps> one_c_{};  ///< Of every pack that is not excluded.
    std::vector<PackLimiter> limiters_{};
    std::vector<BlockWatch> watches_{};
    std::vector<std::optional<PackLimit>> limits_{};
    std::vector<bool> may_be_absent_{};
    std::vector<Branch> branches_{};
    OvercurrentGuard guard_;
    RisingLimit<Amps> rising_{};
    ZeroBand zero_band_{};
    Amps shown_{};
    RestartGate restart_gate_{};
};

}  // namespace aggregator
