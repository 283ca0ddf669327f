#pragma once

/// The life of the bank: when it comes on the bus, what it may still do when its packs go silent,
/// when it leaves. Source: domain.md 3.3 (bank), product.md 3 for on_lost and all that is
/// configured.

#include <optional>
#include <span>

#include "aggregator/core/events.hpp"
#include "aggregator/core/member.hpp"
#include "aggregator/core/persistence.hpp"

namespace aggregator {

/// Where the settings in force come from.
enum class ConfigurationInForce {
    users,      ///< The user's file, or the embedded defaults because he has none.
    last_good,  ///< His file is not usable; the last one that was.
    embedded,   ///< His file is not usable and there never was another: charging is held at the
                ///< reduced current.
};

/// What Venus and the configuration say about us; nothing here loosens a limit.
struct Surroundings {
    /// Venus's BmsInstance setting names us: leaving the bus stops the chargers instead of handing
    /// them to a pack.
    bool selected_as_bms = false;
    /// Chargers ignore the CCL (feed-in of excess solar power is on).
    bool chargers_ignore_current = false;
    ConfigurationInForce configuration = ConfigurationInForce::users;
    /// Every service on the bus has been asked once, and automatic discovery finds no more: all
    /// packs there are are known.
    bool discovery_complete = true;
};

class BankLife {
public:
    /// Moves on to `now`. `contradiction` is true for packs that cannot be one bank.
    BankState step(std::span<const Member> members, bool contradiction,
                   const FailsafeSettings& settings, const Surroundings& surroundings, Instant now,
                   Events& events);

    /// After a restart that took less than a minute: the first step goes to hold instead of waiting
    /// off the bus for packs that are known. Source: domain.md 3.3.
    void resume() { resumes_ = true; }

    [[nodiscard]] BankState state() const { return state_; }

private:
    [[nodiscard]] BankState next(std::span<const Member> members, bool contradiction,
                                 const FailsafeSettings& settings, const Surroundings& surroundings,
                                 Instant now);
    [[nodiscard]] bool may_start(std::span<const Member> members, const FailsafeSettings& settings,
                                 const Surroundings& surroundings, Instant now);
    [[nodiscard]] BankState without_fresh_pack(std::span<const Member> members,
                                               const FailsafeSettings& settings,
                                               const Surroundings& surroundings, Instant now);

    BankState state_ = BankState::starting;
    bool resumes_ = false;
    std::optional<Instant> started_{};
    Instant since_{};
    Seconds hold_{};
    Persistence any_fresh_{};
    Persistence all_fresh_{};
};

}  // namespace aggregator
