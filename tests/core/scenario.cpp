#include "core/scenario.hpp"

#include <algorithm>
#include <stdexcept>

#include "aggregator/core/discovery.hpp"

namespace aggregator::testing {

std::string Scenario::service(const std::string& name) {
    return std::string{kBatteryPrefix} + name;
}

Settings Scenario::with_packs(Settings settings, std::initializer_list<PackOf> packs) {
    for (const PackOf& pack : packs) {
        settings.packs.push_back({.service = service(pack.name()), .name = pack.name()});
    }
    return settings;
}

Scenario::Scenario(std::initializer_list<PackOf> packs, Settings with)
    : settings(with_packs(std::move(with), packs)), fleet(settings), bank(settings) {
    for (const PackOf& pack : packs) says(pack);
    arrival_ = Arrival::appeared;
}

Scenario& Scenario::says(const PackOf& pack) {
    const std::string& name = pack.name();
    if (on_bus_.insert(name).second) fleet.appeared(service(name), arrival_, now());
    talking_.insert(name);
    return changes(name, [&](Battery& battery) { battery = pack.battery(); });
}

Scenario& Scenario::vanishes(const std::string& name) {
    fleet.vanished(service(name));
    on_bus_.erase(name);
    return falls_silent(name);
}

Scenario& Scenario::falls_silent(const std::string& name) {
    talking_.erase(name);
    return *this;
}

Scenario& Scenario::decide() {
    for (const std::string& name : talking_) fleet.heard(service(name), now());
    fleet.set_cells_in_series(bank.cells_in_series());
    const auto members = fleet.survey(now(), events);
    members_.assign(members.begin(), members.end());
    Surroundings seen = surroundings;
    seen.discovery_complete = seen.discovery_complete && !fleet.gathering(now());
    decision_ = bank.step(members, seen, now(), events);
    return *this;
}

Scenario& Scenario::run(double seconds) {
    for (const double end = seconds_ + seconds; seconds_ < end;) {
        seconds_ += 1.0;
        decide();
    }
    return *this;
}

Severity Scenario::alarm(AlarmKind kind) const {
    return decision_.battery.alarms[kind].value_or(Severity::ok);
}

const Member& Scenario::member(const std::string& name) const {
    const auto found = std::ranges::find(members_, name, &Member::name);
    if (found == members_.end()) throw std::out_of_range("no pack " + name);
    return *found;
}

Scenario& Scenario::resume(const SavedState& state, double seconds_ago) {
    const auto read = from_text(to_text(state));
    if (!read) throw std::logic_error("the state cannot be read");
    fleet.resume(read->packs, Seconds{seconds_ago}, now());
    bank.resume(*read, Seconds{seconds_ago}, now());
    return *this;
}

Scenario& Scenario::reload(const Settings& changed) {
    settings = changed;
    fleet.apply(changed);
    bank.apply(changed);
    return *this;
}

}  // namespace aggregator::testing
