#pragma once

/// The life of one pack: how much of what it last said may still be believed. Doubt acts at once,
/// trust returns late. Source: domain.md 3.1, 3.3 (states of a pack).

#include <optional>

#include "aggregator/core/first_data.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// What speaks against a pack's data at one moment; the first that applies, in this order.
enum class Fault {
    none,
    gone,             ///< Its service left the bus.
    disconnected,     ///< Its driver says it has no contact to the BMS (/Connected 0).
    silent,           ///< Neither signals nor answers for the stale time.
    no_measurement,   ///< Voltage or current is not valid.
    modules_offline,  ///< It reports not one module online.
    implausible,      ///< A voltage this battery cannot have.
    frozen,           ///< Bit-identical values while the rest of the bank moves.
};

[[nodiscard]] const char* describe(Fault fault);

class PackLife {
public:
    explicit PackLife(const FailsafeSettings& settings) : settings_(settings) {}

    /// Moves on to `now`, given what speaks against the pack's data, what speaks for them since its
    /// driver came, and when it was last heard.
    PackState step(Fault fault, Evidence evidence, Instant last_heard, Instant now);

    [[nodiscard]] PackState state() const { return state_; }

    /// The fault that keeps the pack from being online; none while it only has to prove itself.
    [[nodiscard]] Fault fault() const { return fault_; }

    /// Age of the last good data; none when there never were any.
    [[nodiscard]] std::optional<Seconds> silence(Instant now) const;

    void apply(const FailsafeSettings& settings) { settings_ = settings; }

    /// After a restart: goes on from `state`, with the last good data at `last_good`. A pack that
    /// was online is waited for no longer than the startup grace.
    void resume(PackState state, Instant last_good, Instant now);

private:
    [[nodiscard]] Seconds proof_needed() const;
    [[nodiscard]] PackState doubted(Instant now);

    FailsafeSettings settings_;
    PackState state_ = PackState::waiting;
    Fault fault_ = Fault::gone;
    Persistence good_{};
    Persistence implausible_{};
    std::optional<Instant> last_good_{};
    std::optional<Instant> resumed_at_{};
};

}  // namespace aggregator
