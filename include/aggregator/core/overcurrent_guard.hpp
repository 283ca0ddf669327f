#pragma once

/// Measured supervision, independent of any model: a pack that carries more than its limit brings
/// the bank down in proportion, at once (domain.md 2.2 step 5).

#include <optional>
#include <span>
#include <vector>

#include "aggregator/core/member.hpp"
#include "aggregator/core/pack_limit.hpp"
#include "aggregator/core/roster.hpp"

namespace aggregator {

/// By how much a pack is above its limit, or above the noise of its sensor where that is more.
enum class Overload {
    none,      ///< At most 1.2 times.
    far,       ///< At most 1.5 times.
    very_far,  ///< More than that.
};

class OvercurrentGuard {
public:
    explicit OvercurrentGuard(Direction direction) : direction_(direction) {}

    struct Cap {
        Amps value{};
        std::optional<std::size_t> pack{};  ///< None when it left while the cap is in force.
    };

    /// The cap on the bank's current in the watched direction; no value when no pack is or was
    /// recently above its limit. It is not released while a pack that was above is silent.
    /// `limits`: one for each member. `nominal` > 0 is the full bank current; the cap is released
    /// by `rise_per_second`, and half as fast each time a pack is above its limit again within
    /// two minutes: near full the limit follows the voltage, and the two would swing for an hour.
    std::optional<Cap> step(std::span<const Member> members,
                            std::span<const std::optional<PackLimit>> limits, Amps nominal,
                            Amps rise_per_second, Instant now);

    /// Of the pack that is worst off in the last step, and which that is. How long it has to last
    /// for an alarm is not the guard's matter.
    [[nodiscard]] Overload overload() const { return overload_; }
    [[nodiscard]] std::size_t overloaded_pack() const { return overloaded_pack_; }

    /// The packs moved: the cap goes on and keeps the name of the pack that caused it.
    void reseat_packs(const Seats& seats);

private:
    void note_hit(Instant now);
    void release(Amps nominal, Amps rise_per_second, Instant now);
    void note_overload(const Member& pack, Amps current, Amps limit, std::size_t index);

    Direction direction_;
    std::optional<Cap> cap_{};
    std::vector<bool> above_{};  ///< Of a silent pack: when it was last heard.
    std::optional<Instant> last_hit_{};
    double caution_ = 1.0;  ///< By how much slower the cap is released.
    std::optional<Instant> last_step_{};
    Overload overload_ = Overload::none;
    std::size_t overloaded_pack_ = 0;
};

/// True when a fresh pack carries measurably more than its limit: 2 % and the noise of its sensor
/// (domain.md 2.2 step 5, the noise of 2.5).
[[nodiscard]] bool above_limit(const Member& pack, Direction direction,
                               const std::optional<PackLimit>& limit);

}  // namespace aggregator
