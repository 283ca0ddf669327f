#pragma once

/// The bank: every rule in its order, from what the packs say to what is published. A pure step of
/// inputs, state and time; it knows no bus, file, log or clock. Source: domain.md 0.4 (P6) for the
/// shape, product.md 4 for what is published; each rule names its own.

#include <span>
#include <vector>

#include "aggregator/core/aggregate.hpp"
#include "aggregator/core/alarm_board.hpp"
#include "aggregator/core/bank_life.hpp"
#include "aggregator/core/cell_count.hpp"
#include "aggregator/core/charge_voltage.hpp"
#include "aggregator/core/current_limiter.hpp"
#include "aggregator/core/doubts.hpp"
#include "aggregator/core/imbalance.hpp"
#include "aggregator/core/join_watch.hpp"
#include "aggregator/core/low_soc.hpp"
#include "aggregator/core/roster.hpp"
#include "aggregator/core/run_time.hpp"
#include "aggregator/core/saved_state.hpp"
#include "aggregator/core/soc.hpp"
#include "aggregator/core/temperature_cap.hpp"
#include "aggregator/core/user_voltages.hpp"

namespace aggregator {

/// Numbers of Venus's BMS errors.
inline constexpr int kErrorDifferentPacks = 4;
inline constexpr int kErrorSettingsInvalid = 31;

/// What the bank found out about one pack, beside the pack's own word.
struct PackRole {
    std::optional<PackLimit> charge{};
    std::optional<PackLimit> discharge{};
    Isolation isolation{};
    double share = 0.0;  ///< Of the bank's current.
};

struct Decision {
    Battery battery{};  ///< The bank. CVL, CCL and DCL have values from the first state after
                        ///< starting on.
    BankState state = BankState::starting;
    int error_code = 0;
    Tier tier = Tier::full;
    std::optional<Percent> spread{};
    std::optional<SocFigures> soc{};
    Cause charge_cause{};
    Cause discharge_cause{};
    Cause voltage_cause{};
    unsigned rejected_values = 0;
    bool urgent = false;  ///< Something got worse that must not wait for the next update.
};

class Bank {
public:
    explicit Bank(const Settings& settings) : settings_(settings) {}

    void apply(const Settings& settings) { settings_ = settings; }

    /// One decision, valid until the next step. `members` may change their order only with the
    /// configuration.
    const Decision& step(std::span<const Member> members, const Surroundings& surroundings,
                         Instant now, Events& events);

    /// One for each member of the last step.
    [[nodiscard]] std::span<const PackRole> roles() const { return roles_; }

    [[nodiscard]] std::optional<int> cells_in_series() const { return cells_.known(); }

    /// What to keep for a restart; boot and time are the caller's. `packs`: one for each member of
    /// the last step, as the fleet has them; those without a service are left out.
    [[nodiscard]] SavedState save(std::vector<SavedPack> packs) const;
    /// Starts no looser than the state says, which was kept `ago` before `now`.
    void resume(const SavedState& state, Seconds ago, Instant now);

private:
    void follow_packs(std::span<const Member> members);
    void recall_shares(std::span<const Member> members);
    void go_on_after(const SavedState& state, Instant now);
    void judge_temperatures(std::span<const Member> members, Instant now);
    void judge_circuit(std::span<const Member> members, Instant now);
    void doubt_packs(std::span<const Member> members, Instant now, Events& events);
    [[nodiscard]] CurrentLimit charge_cap(const Surroundings& surroundings) const;
    [[nodiscard]] CurrentLimit at_joining(const CurrentLimiter& limiter,
                                          std::span<const Member> members,
                                          const CurrentLimit& cap) const;
    [[nodiscard]] CurrentLimit charge_target(std::span<const Member> members,
                                             const Surroundings& surroundings, Instant now);
    [[nodiscard]] CurrentLimit discharge_target(std::span<const Member> members, Instant now);
    void measure(std::span<const Member> members, Instant now);
    void decide_soc(std::span<const Member> members, Instant now);
    void decide_voltage(Instant now);
    void decide_limits(std::span<const Member> members, const Surroundings& surroundings,
                       Instant now);
    void decide_charge_voltage(std::span<const Member> members, const Surroundings& surroundings,
                               Instant now);
    void decide_alarms(std::span<const Member> members, const Surroundings& surroundings,
                       Instant now, Events& events);
    void decide_tier(std::span<const Member> members, Instant now, Events& events);
    void report_limits(const Decision& before, Events& events) const;

    Settings settings_;
    Decision decision_{};
    Decision before_{};
    std::vector<PackRole> roles_{};
    std::vector<Isolation> isolation_{};
    std::vector<Wiring> wiring_{};
    std::vector<TemperatureCap> temperature_rules_{};
    std::vector<PackContext> contexts_{};
    std::vector<SocShare> soc_shares_{};
    std::vector<bool> in_soc_{};  ///< Whose SOC is in that of the bank.

    Roster roster_{};
    BankLife life_{};
    CellCount cells_{};
    Imbalance imbalance_{};
    CellAlarmTier cell_alarm_{};
    Tier cell_tier_ = Tier::full;
    ShareModel shares_{};
    CurrentLimiter charge_{Direction::charge};
    CurrentLimiter discharge_{Direction::discharge};
    ChargeVoltageRule charge_voltage_{};
    AlarmBoard alarms_{};
    SocTracker soc_{};
    RunTime run_time_{};
    LowSoc low_soc_{};
    Doubts doubts_{};
    JoinWatch joins_{};
    std::optional<Volts> last_voltage_{};
    Instant last_voltage_at_{};
    std::optional<Amps> resumed_current_{};  ///< As old as last_voltage_ was at a restart.
    std::vector<SavedPack> to_recall_{};     ///< Until the members are known.
};

}  // namespace aggregator
