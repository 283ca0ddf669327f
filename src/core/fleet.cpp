#include "aggregator/core/fleet.hpp"

#include <algorithm>

#include "aggregator/core/discovery.hpp"
#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Drivers that start with the device come on the bus seconds apart.
constexpr Seconds kGathering = 5s;

/// What it takes from the decision until the bus has it: silence ends charging within the stale
/// time, not from then on (domain.md 6, no. 32).
constexpr Seconds kReaction = 100ms;

void follow_first_data(FirstData& first_data, Fault fault, const Battery& said, Instant now) {
    if (fault == Fault::none) {
        first_data.step(said, now);
    } else {
        first_data.interrupt();
    }
}

/// A pack that is not believed may still ask for less, and warn.
void take_what_tightens(Member& member, const Battery& said) {
    Limits& limits = member.battery.limits;
    limits.charge_current = tighter(limits.charge_current, said.limits.charge_current);
    limits.discharge_current = tighter(limits.discharge_current, said.limits.discharge_current);
    limits.charge_voltage = tighter(limits.charge_voltage, said.limits.charge_voltage);
    if (said.permissions.charge == false) member.battery.permissions.charge = false;
    if (said.permissions.discharge == false) member.battery.permissions.discharge = false;
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        if (said.alarms[kind].value_or(Severity::ok) == Severity::ok) continue;
        member.battery.alarms[kind] = stronger(member.battery.alarms[kind], said.alarms[kind]);
        member.last_data_good = false;
    }
}

}  // namespace

/// Packs speak in turns: whom the bus brings next is mostly the one after the last.
Fleet::Slot* Fleet::find_slot(std::string_view service) {
    for (std::size_t tried = 0; tried < slots_.size(); ++tried) {
        const std::size_t i = (last_found_ + tried) % slots_.size();
        if (slots_[i].link.service != service) continue;
        last_found_ = i;
        return &slots_[i];
    }
    return nullptr;
}

Fleet::Link* Fleet::find(std::string_view service) {
    if (Slot* slot = find_slot(service)) return &slot->link;
    const auto found = std::ranges::find(candidates_, service, &Link::service);
    return found == candidates_.end() ? nullptr : &*found;
}

bool Fleet::wants(std::string_view service) const {
    return service.starts_with(kBatteryPrefix) && service != own_service(settings_);
}

void Fleet::appeared(std::string_view service, Instant now) {
    if (!wants(service)) return;
    Link* link = find(service);
    if (link == nullptr) link = &candidates_.emplace_back(Link{.service = std::string{service}});
    last_arrival_ = now;
    link->on_bus = true;
    link->last_heard = now;
    link->raw = {};
    link->first_data = {};
    link->described = false;
    link->tells_connected = false;
    link->tells_modules = false;
}

void Fleet::vanished(std::string_view service) {
    std::erase_if(candidates_, [&](const Link& link) { return link.service == service; });
    if (Link* link = find(service)) {
        link->on_bus = false;
        link->raw = {};
    }
}

void Fleet::heard(std::string_view service, Instant now) {
    if (Link* link = find(service)) link->last_heard = now;
}

void Fleet::described(std::string_view service) {
    if (Link* link = find(service)) link->described = true;
}

void Fleet::update(std::string_view service, const std::function<unsigned(Battery&)>& change) {
    Link* link = find(service);
    if (link == nullptr) return;
    const unsigned rejected = change(link->raw);
    link->tells_connected = link->tells_connected || link->raw.connected;
    link->tells_modules = link->tells_modules || link->raw.modules.online;
    if (Slot* slot = find_slot(service)) slot->rejected += rejected;
}

AmpHours Fleet::capacity_of(const Slot& slot) const {
    if (slot.settings.capacity) return *slot.settings.capacity;
    if (slot.published_capacity) return *slot.published_capacity;
    return settings_.bank.capacity / static_cast<double>(slots_.size());
}

bool Fleet::excluded(Slot& slot) const {
    if (slot.link.raw.custom_name) slot.custom_name = slot.link.raw.custom_name;
    return is_excluded(slot.link.service, slot.custom_name, settings_);
}

bool Fleet::gathering(Instant now) const {
    return settings_.discovery == Discovery::automatic && last_arrival_ &&
           age(*last_arrival_, now) < kGathering;
}

std::optional<Instant> Fleet::next_look_at(std::size_t i) const {
    const Link& link = slots_[i].link;
    if (!members_[i].fresh()) return link.first_data.due();
    return link.last_heard + std::chrono::duration_cast<Instant::duration>(
                                 settings_.failsafe.stale_after - kReaction);
}

std::optional<Instant> Fleet::next_look() const {
    std::optional<Instant> next;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const auto look = next_look_at(i);
        if (look && (!next || *look < *next)) next = look;
    }
    return next;
}

Fault Fleet::fault_of(const Slot& slot, Instant now) const {
    const Screened& screened = slot.screened;
    const Battery& battery = screened.battery;
    const bool shows_voltage = battery.voltage || screened.misreadings.voltage;
    if (!slot.link.on_bus) return Fault::gone;
    if (!battery.connected.value_or(!slot.link.tells_connected)) return Fault::disconnected;
    if (age(slot.link.last_heard, now) >= settings_.failsafe.stale_after - kReaction)
        return Fault::silent;
    if (!shows_voltage || !battery.current) return Fault::no_measurement;
    const bool modules_unknown = slot.link.tells_modules && !slot.link.raw.modules.online;
    if (battery.modules.online == 0 || modules_unknown) return Fault::modules_offline;
    if (screened.misreadings.voltage) return Fault::implausible;
    if (slot.frozen) return Fault::frozen;
    return Fault::none;
}

/// A newcomer gets the time that everybody gets at the start.
PackState Fleet::state_of(Slot& slot, Fault fault, Instant now) const {
    if (!slot.awaited_since) slot.awaited_since = now;
    if (excluded(slot)) return PackState::excluded;
    const PackState state =
        slot.life.step(fault, slot.link.first_data.evidence(), slot.link.last_heard, now);
    const bool in_grace = age(*slot.awaited_since, now) < settings_.failsafe.startup_grace;
    return state == PackState::waiting && slot.late && in_grace ? PackState::joining : state;
}

const char* Fleet::reason_of(const Slot& slot, PackState state) const {
    if (state == PackState::online) return "";
    if (state == PackState::excluded) return "named under exclude";
    const Fault fault = slot.life.fault();
    // Discovery cannot tell a pack that was taken out from one that broke.
    if (state == PackState::lost && fault == Fault::gone && !is_configured(slot))
        return "not on the bus; if it was taken out, name it under exclude";
    return describe(fault);
}

void Fleet::believe(Slot& slot, Member& member, Instant now) const {
    slot.holdover.fill(slot.screened.battery, member.capacity, now);
    member.battery = slot.screened.battery;
    member.name = label_of(slot.settings, member.battery, slot.link.service);
    member.last_data_good = far_from_borders(member.battery);
    if (member.battery.serial && slot.serial != *member.battery.serial) {
        slot.serial = *member.battery.serial;
        slot.serial_is_shared = false;
    }
    if (member.battery.product_name != slot.product) slot.product = member.battery.product_name;
}

void Fleet::judge(Slot& slot, Member& member, Instant now, Events& events) {
    const auto& published = slot.link.raw.installed_capacity;
    if (published && plausible_capacity(*published)) slot.published_capacity = published;
    member.capacity = capacity_of(slot);

    const unsigned rejected_before = slot.screened.rejected;
    screen(slot.link.raw, {member.capacity, cells_in_series_}, slot.screened);
    const Screened& screened = slot.screened;
    if (screened.rejected > rejected_before) slot.rejected += screened.rejected - rejected_before;
    const Fault fault = fault_of(slot, now);
    const PackState before = member.state;
    follow_first_data(slot.link.first_data, fault, screened.battery, now);
    member.state = state_of(slot, fault, now);
    member.service = slot.link.service;
    member.silence = slot.life.silence(now);
    member.rejected_values = slot.rejected;
    member.misreadings = screened.misreadings;
    const bool shown = member.fresh() || member.state == PackState::excluded;
    if (shown && fault == Fault::none) believe(slot, member, now);
    if (!shown && slot.link.on_bus) take_what_tightens(member, screened.battery);
    member.reason = reason_of(slot, member.state);
    if (member.state == before) return;
    events.push_back(PackChanged{member.name, before, member.state, member.reason});
}

std::span<const Member> Fleet::survey(Instant now, Events& events) {
    watch_serials();
    reunite(events);
    admit_candidates();
    surveyed_ = true;
    for (std::size_t i = 0; i < slots_.size(); ++i) judge(slots_[i], members_[i], now, events);
    // Each is held against what the others say now, not against what they said before.
    watch_for_freezing(now);
    return members_;
}

}  // namespace aggregator
