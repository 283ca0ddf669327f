#pragma once

/// A bank of packs on an imaginary bus, and time that passes: the fleet and the bank as the daemon
/// runs them, without the daemon.

#include <set>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "core/bank_of.hpp"

namespace aggregator::testing {

inline constexpr AlarmKind kCable = AlarmKind::bms_cable;
inline constexpr AlarmKind kInternal = AlarmKind::internal_failure;

class Scenario {
public:
    /// The packs are configured, on the bus and believed from the start.
    explicit Scenario(std::initializer_list<PackOf> packs, Settings settings = settings_48v());

    /// What the pack of that name says from now on. It comes on the bus if it is not there.
    Scenario& says(const PackOf& pack);
    /// Changes one thing that the pack says.
    template <typename Change>
    Scenario& changes(const std::string& name, Change change) {
        fleet.update(service(name), [&](Battery& battery) {
            change(battery);
            return 0U;
        });
        return *this;
    }
    Scenario& vanishes(const std::string& name);
    /// Stays on the bus, but neither signals nor answers.
    Scenario& falls_silent(const std::string& name);

    /// Lets time pass in steps of a second, with a decision at each.
    Scenario& run(double seconds);
    /// A decision without any time passing.
    Scenario& decide();

    [[nodiscard]] double ccl() const { return is().battery.limits.charge_current->value(); }
    [[nodiscard]] double dcl() const { return is().battery.limits.discharge_current->value(); }
    [[nodiscard]] double cvl() const { return is().battery.limits.charge_voltage->value(); }
    [[nodiscard]] double soc() const { return is().battery.soc->value(); }
    [[nodiscard]] Severity alarm(AlarmKind kind) const;
    [[nodiscard]] const Decision& is() const { return decision_; }
    [[nodiscard]] const Member& member(const std::string& name) const;
    [[nodiscard]] Instant now() const { return at(seconds_); }

    /// Reloads the configuration.
    Scenario& reload(const Settings& settings);

    /// What the daemon keeps now.
    [[nodiscard]] SavedState save() const { return bank.save(fleet.save(now())); }
    /// Goes on from what another scenario kept; the packs are still to come on the bus.
    Scenario& resume(const SavedState& state, double seconds_ago);

    Settings settings;
    Surroundings surroundings{};
    Fleet fleet;
    Bank bank;
    Events events{};

private:
    void prove_packs();
    [[nodiscard]] static std::string service(const std::string& name);
    [[nodiscard]] static Settings with_packs(Settings settings,
                                             std::initializer_list<PackOf> packs);

    std::set<std::string> on_bus_{};
    std::set<std::string> talking_{};
    std::vector<Member> members_{};
    Decision decision_{};
    double seconds_ = 0.0;
};

/// The settings of a bank of these packs, which are still to come on the bus.
[[nodiscard]] Settings settings_of(std::initializer_list<const char*> names,
                                   Settings settings = settings_48v());

}  // namespace aggregator::testing
