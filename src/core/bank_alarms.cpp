/// What the bank finds wrong in a step, and the alarms it makes of that.

#include "aggregator/core/bank.hpp"

namespace aggregator {

namespace {

Severity severity_of(Tier tier) {
    if (tier == Tier::severe) return Severity::alarm;
    return tier == Tier::warning ? Severity::warning : Severity::ok;
}

}  // namespace

void Bank::decide_alarms(std::span<const Member> members, const Surroundings& surroundings,
                         Instant now, Events& events) {
    Findings findings;
    add_pack_states(members, findings);
    add_overload(members, charge_.guard(), Direction::charge, findings);
    add_overload(members, discharge_.guard(), Direction::discharge, findings);
    doubts_.add_to(findings, members);
    if (const auto pack = joins_.joined_apart())
        findings.add(Finding::joined_apart, Severity::warning, &members[*pack]);
    findings.add(Finding::soc_spread, severity_of(imbalance_.tier()));
    findings.add(Finding::cell_alarm, severity_of(cell_tier_));
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].fresh()) continue;
        findings.add(Finding::too_cold, temperature_rules_[i].cold_alarm(), &members[i]);
        findings.add(Finding::too_hot, temperature_rules_[i].hot_alarm(), &members[i]);
    }
    if (decision_.battery.soc)
        findings.add(Finding::low_soc, low_soc_.step(*decision_.battery.soc));
    decision_.error_code = 0;
    if (surroundings.configuration != ConfigurationInForce::users) {
        findings.add(Finding::configuration, Severity::warning);
        decision_.error_code = kErrorSettingsInvalid;
    }
    if (cells_.contradiction()) {
        findings.add(Finding::different_packs, Severity::alarm, &members[*cells_.contradiction()]);
        decision_.error_code = kErrorDifferentPacks;
    }
    decision_.battery.alarms = alarms_.step(members, findings, now, events);
}

}  // namespace aggregator
