#pragma once

/// Measured supervision, independent of any model: a pack that carries more than its limit brings
/// the bank down in proportion, at once (domain.md 2.2 step 5).

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/member.hpp"
#include "aggregator/core/pack_limit.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

class OvercurrentGuard {
public:
    explicit OvercurrentGuard(Direction direction) : direction_(direction) {}

    struct Cap {
        Amps value{};
        std::size_t pack = 0;
    };

    /// The cap on the bank's current in the watched direction; no value when no pack is or was
    /// recently above its limit. `limits`: one for each member. `nominal` > 0 is the full bank
    /// current; the cap is released by `rise_per_second`.
    std::optional<Cap> step(std::span<const Member> members,
                            std::span<const std::optional<PackLimit>> limits, Amps nominal,
                            Amps rise_per_second, Instant now);

    /// Warning when a pack was far above its limit for a while, alarm when for long or by much.
    /// Latched.
    [[nodiscard]] Severity alarm() const { return alarm_; }

private:
    void release(Amps nominal, Amps rise_per_second, Instant now);
    void watch_alarm(double worst_ratio, Instant now);

    Direction direction_;
    std::optional<Cap> cap_{};
    Instant last_hit_{};
    std::optional<Instant> last_step_{};
    Persistence far_above_{};
    Persistence very_far_above_{};
    Severity alarm_ = Severity::ok;
    Instant alarm_since_{};
};

/// True when a fresh pack carries measurably more than its limit: 2 % and the noise of its sensor
/// (domain.md 2.2 step 5, the noise of 2.5).
[[nodiscard]] bool above_limit(const Member& pack, Direction direction,
                               const std::optional<PackLimit>& limit);

}  // namespace aggregator
