#include "aggregator/core/imbalance.hpp"

#include <algorithm>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// SOCs are decimal numbers in binary form: 65.1 - 50.1 is a little less than 15 and means 15.
constexpr Percent kOnThreshold{1e-6};

constexpr double kMinorFactor = 0.85;
constexpr double kWarningFactor = 0.66;
constexpr Seconds kCellAlarmRelease = 60s;

Percent entry_of(Tier tier, const ImbalanceSettings& settings) {
    switch (tier) {
        case Tier::full:
            return Percent{0.0};
        case Tier::minor:
            return settings.ok;
        case Tier::warning:
            return settings.warning;
        case Tier::severe:
            return settings.alarm;
    }
    return settings.alarm;
}

Tier tier_for(Percent spread, const ImbalanceSettings& settings) {
    for (const Tier tier : {Tier::severe, Tier::warning, Tier::minor}) {
        if (spread >= entry_of(tier, settings) - kOnThreshold) return tier;
    }
    return Tier::full;
}

Tier milder(Tier tier) {
    return static_cast<Tier>(static_cast<int>(tier) - 1);
}

}  // namespace

const char* name_of(Tier tier) {
    switch (tier) {
        case Tier::full:
            return "full";
        case Tier::minor:
            return "minor";
        case Tier::warning:
            return "warning";
        case Tier::severe:
            return "severe";
    }
    return "unknown";
}

std::optional<Percent> soc_spread(std::span<const Member> members, const Doubts& doubts) {
    const auto soc = [&](const Member& m) {
        const bool drifted =
            doubts.about(static_cast<std::size_t>(&m - members.data()), Doubt::soc_drifted);
        return m.counts() && !drifted ? m.battery.soc : std::nullopt;
    };
    const auto known =
        std::ranges::count_if(members, [&](const Member& m) { return soc(m).has_value(); });
    if (known < 2) return std::nullopt;
    return *highest_known(members, soc) - *lowest_known(members, soc);
}

bool in_doubt(std::span<const Member> members) {
    return std::ranges::any_of(
        members, [](const Member& m) { return m.counts() && (!m.fresh() || !m.battery.soc); });
}

Severity worst_cell_alarm(std::span<const Member> members) {
    Severity worst = Severity::ok;
    for (const Member& member : members) {
        if (!member.counts()) continue;
        for (const AlarmKind kind : {AlarmKind::cell_imbalance, AlarmKind::high_cell_voltage,
                                     AlarmKind::low_cell_voltage}) {
            worst = std::max(worst, member.battery.alarms[kind].value_or(Severity::ok));
        }
    }
    return worst;
}

Amps tier_current(Tier tier, const ChargeSettings& settings) {
    const Amps nominal = settings.nominal_charge_current;
    switch (tier) {
        case Tier::full:
            return nominal;
        case Tier::minor:
            return nominal * kMinorFactor;
        case Tier::warning:
            return nominal * kWarningFactor;
        case Tier::severe:
            break;
    }
    // A reduced current above 66 % would make the worst tier milder than the one before it.
    return std::min(settings.reduced_charge_current, nominal * kWarningFactor);
}

Tier Imbalance::step(std::optional<Percent> spread, bool blind, const ImbalanceSettings& settings,
                     Instant now) {
    if (spread && tier_for(*spread, settings) > tier_) {
        tier_ = tier_for(*spread, settings);
        calm_.reset();
        return tier_;
    }
    if (tier_ == Tier::full) return tier_;

    const bool below = spread && *spread < entry_of(tier_, settings) - settings.hysteresis;
    if (calm_.observe(below && !blind, now) < settings.release || !below || blind) return tier_;
    tier_ = milder(tier_);
    calm_.reset();
    return tier_;
}

Tier CellAlarmTier::step(Severity worst, Instant now) {
    const Tier wanted = worst == Severity::alarm     ? Tier::severe
                        : worst == Severity::warning ? Tier::warning
                                                     : Tier::full;
    const bool release = calm_.observe(wanted < tier_, now) >= kCellAlarmRelease;
    if (wanted > tier_ || release) tier_ = wanted;
    return tier_;
}

}  // namespace aggregator
