#include <algorithm>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/codec.hpp"

namespace aggregator::venus {

namespace {

/// As the bank's own alarm of that kind (domain.md 1.13), so that the page tells which pack it is.
Severity cable_alarm(const Member& member) {
    if (!member.silent() || member.awaited()) return Severity::ok;
    return member.out_of_sight() ? Severity::alarm : Severity::warning;
}

Battery with_cable_alarm(const Member& member) {
    Battery battery{.alarms = member.battery.alarms};
    auto& cable = battery.alarms[AlarmKind::bms_cable];
    cable = std::max(cable.value_or(Severity::ok), cable_alarm(member));
    return battery;
}

}  // namespace

void show_modules(std::span<const Member> members, const Show& show) {
    for (std::size_t i = 0; i < std::min(members.size(), kModules); ++i) {
        const Member& member = members[i];
        const std::string module = "/Diagnostics/Module" + std::to_string(i);
        const bool hidden = !member.counts();
        show_alarms(with_cable_alarm(member), module, show);
        show(module + "/Id", Codec<std::string>::encode(hidden ? "" : member.name, 0));
    }
}

}  // namespace aggregator::venus
