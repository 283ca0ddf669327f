#include <algorithm>

#include "aggregator/venus/bank_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "venus/codec.hpp"

namespace aggregator::venus {

namespace {

/// Venus's GUI looks for the modules 0 to 9.
constexpr std::size_t kModules = 10;

/// What the pack cannot say of itself: that nothing is heard of it.
Severity silence_of(const Member& member) {
    switch (member.state) {
        case PackState::stale:
        case PackState::invalid:
            return Severity::warning;
        case PackState::waiting:
            return member.awaited() ? Severity::ok : Severity::alarm;
        case PackState::lost:
            return Severity::alarm;
        case PackState::joining:
        case PackState::online:
        case PackState::excluded:
            return Severity::ok;
    }
    return Severity::ok;
}

Battery with_silence(const Member& member) {
    Battery battery = member.battery;
    auto& cable = battery.alarms[AlarmKind::bms_cable];
    cable = std::max(cable.value_or(Severity::ok), silence_of(member));
    return battery;
}

}  // namespace

void show_modules(std::span<const Member> members, const Show& show) {
    for (std::size_t i = 0; i < std::min(members.size(), kModules); ++i) {
        const std::string module = "/Diagnostics/Module" + std::to_string(i);
        show(module + "/Id", Codec<std::string>::encode(members[i].name, 0));
        show_alarms(with_silence(members[i]), module, show);
    }
}

}  // namespace aggregator::venus
