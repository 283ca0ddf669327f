#pragma once

/// A fleet and a bank as the daemon has them, with raw readings that a test can spoil. The packs
/// share the current of the bank by fixed resistances, so that there is something to learn.

#include <string>
#include <vector>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "core/properties/cases.hpp"

namespace aggregator::properties {

/// Currents are shown in tenths of an ampere; and a little for the rounding of doubles.
inline constexpr Amps kShownStep{0.11};

[[nodiscard]] std::string service_of(std::size_t pack);

class Station {
public:
    /// A healthy bank of 16 cell packs that publish everything, drawn at random. Two stations from
    /// equal draws are twins.
    explicit Station(Draw& draw, Instant start = Instant{} + std::chrono::hours{1});

    [[nodiscard]] std::size_t size() const { return raw_.size(); }
    /// What pack `i` says from the next step on.
    [[nodiscard]] Battery& raw(std::size_t i) { return raw_[i]; }
    void vanish(std::size_t i);
    /// From the next step on its current is what its raw readings say.
    void take_over_current(std::size_t i) { measures_[i] = false; }

    /// The program ends and begins anew, with what it kept; the packs stay as they are.
    void restart(Seconds away);
    [[nodiscard]] SavedState save() const { return bank_.save(fleet_.save(now_)); }

    /// `bank_current` divides among the packs; then everything still on the bus reports.
    const Decision& step(Amps bank_current, Seconds dt);

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] std::span<const Member> members() const { return members_; }
    [[nodiscard]] std::span<const PackRole> roles() const { return bank_.roles(); }

private:
    static Settings settings_for(Draw& draw);
    void prove_packs();
    void report(Amps bank_current);

    Settings settings_;
    Fleet fleet_;
    Bank bank_;
    std::vector<Battery> raw_{};
    std::vector<Share> truth_{};
    std::vector<bool> on_bus_{};
    std::vector<bool> measures_{};
    std::span<const Member> members_{};
    Instant now_;
};

}  // namespace aggregator::properties
