#pragma once

/// What one pack allows in one direction, from whatever is known of it: published, configured, its
/// part of the bank's rating, held over a gap, or assumed because it is silent (domain.md 2.5, 2.6;
/// product.md 4).

#include <optional>

#include "aggregator/core/member.hpp"

namespace aggregator {

enum class Direction { charge, discharge };

[[nodiscard]] constexpr Direction opposite(Direction direction) {
    return direction == Direction::charge ? Direction::discharge : Direction::charge;
}

/// Current in the direction asked for, as a positive number.
[[nodiscard]] constexpr Amps along(Direction direction, Amps current) {
    return direction == Direction::charge ? current : -current;
}

enum class LimitSource {
    published,    ///< The BMS says so.
    configured,   ///< The user says so, and it is less or the BMS says nothing.
    rating,       ///< Its part of the bank's rating, by capacity.
    held,         ///< It used to publish a limit and no longer does.
    assumed,      ///< The pack is silent.
    blocked,      ///< It reports that it lets no current pass.
    temperature,  ///< Too cold or too hot for more.
    trickle,      ///< It is full; what it may take beside the others.
};
[[nodiscard]] const char* name_of(LimitSource source);

struct PackLimit {
    Amps value{};  ///< Never negative.
    LimitSource source = LimitSource::published;
};

/// What the bank adds to a pack's own word.
struct LimitFrame {
    std::optional<Amps>
        rating_share{};  ///< Only where some pack of the bank publishes or configures a limit.
    std::optional<Amps> temperature_cap{};   ///< Charging only.
    std::optional<int> cells_in_series{};    ///< Where in doubt the fewer.
    std::optional<Volts> voltage_ceiling{};  ///< The user's, of the CVL.
};

/// True when the pack says that it lets no current pass in this direction.
[[nodiscard]] bool reports_block(const Member& pack, Direction direction);

/// True when the pack publishes or configures a limit at all.
[[nodiscard]] bool sets_limit(const Member& pack, Direction direction);

class PackLimiter {
public:
    explicit PackLimiter(Direction direction) : direction_(direction) {}

    /// The limit at `now`; no value when the pack sets none.
    std::optional<PackLimit> step(const Member& pack, const LimitFrame& frame,
                                  const Settings& settings, Instant now);

    /// True when the pack ever published a limit.
    [[nodiscard]] bool has_published() const { return published_.has_value(); }

private:
    [[nodiscard]] std::optional<PackLimit> own_word(const Member& pack, const LimitFrame& frame,
                                                    const FailsafeSettings& failsafe, Instant now);
    [[nodiscard]] std::optional<PackLimit> fresh_limit(const Member& pack, const LimitFrame& frame,
                                                       const Settings& settings, Instant now);
    [[nodiscard]] std::optional<PackLimit> silent_limit(const Member& pack,
                                                        const FailsafeSettings& failsafe,
                                                        Instant now) const;

    Direction direction_;
    std::optional<Amps> published_{};
    Instant published_at_{};
    std::optional<PackLimit> last_fresh_{};
    std::optional<Instant>
        awaited_since_{};  ///< When a pack that was never seen was first asked for.
};

}  // namespace aggregator
