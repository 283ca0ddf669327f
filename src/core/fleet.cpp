#include "aggregator/core/fleet.hpp"

#include <algorithm>

#include "aggregator/core/discovery.hpp"
#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Drivers that start with the device come on the bus seconds apart.
constexpr Seconds kGathering = 5s;

const char* reason_of(PackState state, Fault fault) {
    if (state == PackState::online) return "";
    return state == PackState::excluded ? "named under exclude" : describe(fault);
}

}  // namespace

namespace {

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

Fleet::Slot::Slot(const PackSettings& pack, const FailsafeSettings& failsafe)
    : settings(pack), life(failsafe) {
    link.service = pack.service;
}

Fleet::Fleet(const Settings& settings) : settings_(settings) {
    for (const PackSettings& pack : settings.packs) add(pack);
}

void Fleet::add(const PackSettings& pack) {
    slots_.emplace_back(pack, settings_.failsafe).late = surveyed_;
    members_.push_back(Member{.name = label_of(pack, {}, pack.service),
                              .service = pack.service,
                              .state = PackState::waiting,
                              .reason = describe(Fault::gone),
                              .settings = pack});
}

void Fleet::adopt_candidate(Slot& slot) {
    const auto found = std::ranges::find(candidates_, slot.link.service, &Link::service);
    if (found == candidates_.end()) return;
    slot.link = *found;
    candidates_.erase(found);
}

void Fleet::apply(const Settings& settings) {
    const std::vector<Slot> before = std::move(slots_);
    const std::vector<Member> members_before = std::move(members_);
    settings_ = settings;
    slots_.clear();
    members_.clear();
    const auto keep = [&](const PackSettings& pack) {
        add(pack);
        const auto old = std::ranges::find(before, pack.service,
                                           [](const Slot& s) { return s.settings.service; });
        if (old == before.end()) return adopt_candidate(slots_.back());
        slots_.back() = *old;
        slots_.back().settings = pack;
        slots_.back().life.apply(settings.failsafe);
        members_.back() = members_before[static_cast<std::size_t>(old - before.begin())];
        members_.back().settings = pack;
        members_.back().name = label_of(pack, members_.back().battery, slots_.back().link.service);
    };
    for (const PackSettings& pack : settings.packs) keep(pack);
    if (settings.discovery != Discovery::automatic) return;
    for (const Slot& slot : before) {
        if (find(slot.link.service) == nullptr) keep(slot.settings);
    }
}

Fleet::Link* Fleet::find(std::string_view service) {
    for (Slot& slot : slots_) {
        if (slot.link.service == service) return &slot.link;
    }
    const auto found = std::ranges::find(candidates_, service, &Link::service);
    return found == candidates_.end() ? nullptr : &*found;
}

bool Fleet::wants(std::string_view service) const {
    if (!service.starts_with(kBatteryPrefix) || service == own_service(settings_)) return false;
    if (settings_.discovery == Discovery::automatic) return true;
    return std::ranges::any_of(slots_,
                               [&](const Slot& slot) { return slot.link.service == service; });
}

void Fleet::appeared(std::string_view service, Arrival arrival, Instant now) {
    if (!wants(service)) return;
    Link* link = find(service);
    if (link == nullptr) link = &candidates_.emplace_back(Link{.service = std::string{service}});
    last_arrival_ = now;
    link->on_bus = true;
    link->arrival = arrival;
    link->last_heard = now;
    link->raw = {};
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

void Fleet::update(std::string_view service, const std::function<unsigned(Battery&)>& change) {
    Link* link = find(service);
    if (link == nullptr) return;
    const unsigned rejected = change(link->raw);
    for (Slot& slot : slots_) {
        if (&slot.link == link) slot.rejected += rejected;
    }
}

AmpHours Fleet::capacity_of(const Slot& slot) const {
    if (slot.settings.capacity) return *slot.settings.capacity;
    if (slot.published_capacity) return *slot.published_capacity;
    return settings_.bank.capacity / static_cast<double>(slots_.size());
}

bool Fleet::excluded(Slot& slot) const {
    if (slot.link.raw.custom_name) slot.custom_name = slot.link.raw.custom_name;
    return is_excluded(slot.link.service, {.custom_name = slot.custom_name}, settings_);
}

bool Fleet::gathering(Instant now) const {
    return settings_.discovery == Discovery::automatic && last_arrival_ &&
           age(*last_arrival_, now) < kGathering;
}

Fault Fleet::fault_of(const Slot& slot, const Screened& screened, Instant now) const {
    const Battery& battery = screened.battery;
    const bool shows_voltage = battery.voltage || screened.misreadings.voltage;
    if (!slot.link.on_bus) return Fault::gone;
    if (!battery.connected.value_or(true)) return Fault::disconnected;
    if (age(slot.link.last_heard, now) >= settings_.failsafe.stale_after) return Fault::silent;
    if (!shows_voltage || !battery.current) return Fault::no_measurement;
    if (battery.modules.online == 0) return Fault::modules_offline;
    if (screened.misreadings.voltage) return Fault::implausible;
    if (slot.frozen) return Fault::frozen;
    return Fault::none;
}

/// A newcomer gets the time that everybody gets at the start.
PackState Fleet::state_of(Slot& slot, Fault fault, Instant now) const {
    if (!slot.awaited_since) slot.awaited_since = now;
    if (excluded(slot)) return PackState::excluded;
    const PackState state = slot.life.step(fault, slot.link.arrival, slot.link.last_heard, now);
    const bool in_grace = age(*slot.awaited_since, now) < settings_.failsafe.startup_grace;
    return state == PackState::waiting && slot.late && in_grace ? PackState::joining : state;
}

void Fleet::judge(Slot& slot, Member& member, Instant now, Events& events) {
    const auto& published = slot.link.raw.installed_capacity;
    if (published && plausible_capacity(*published)) slot.published_capacity = published;
    member.capacity = capacity_of(slot);

    Screened screened = screen(slot.link.raw, {member.capacity, cells_in_series_});
    const Fault fault = fault_of(slot, screened, now);
    const PackState before = member.state;
    member.state = state_of(slot, fault, now);
    member.service = slot.link.service;
    member.silence = slot.life.silence(now);
    if (screened.rejected > slot.rejected_now)
        slot.rejected += screened.rejected - slot.rejected_now;
    slot.rejected_now = screened.rejected;
    member.rejected_values = slot.rejected;
    member.misreadings = screened.misreadings;
    const bool shown = member.fresh() || member.state == PackState::excluded;
    if (shown && fault == Fault::none) {
        slot.holdover.fill(screened.battery, now);
        member.battery = std::move(screened.battery);
        member.name = label_of(slot.settings, member.battery, slot.link.service);
        member.last_data_good = far_from_borders(member.battery);
        if (member.battery.serial) slot.serial = *member.battery.serial;
    }
    if (!shown && slot.link.on_bus) take_what_tightens(member, screened.battery);
    member.reason = reason_of(member.state, slot.life.fault());
    if (member.state == before) return;
    events.push_back(PackChanged{member.name, before, member.state, member.reason});
}

void Fleet::watch_for_freezing(Instant now) {
    double voltage_v = 0.0;
    double current_a = 0.0;
    double fresh = 0.0;
    for (const Member& member : members_) {
        if (!member.fresh()) continue;
        voltage_v += member.battery.voltage.value_or(Volts{}).value();
        current_a += member.battery.current.value_or(Amps{}).value();
        fresh += 1.0;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Member& member = members_[i];
        Others others;
        const double own_voltage_v = member.battery.voltage.value_or(Volts{}).value();
        const double own_current_a = member.battery.current.value_or(Amps{}).value();
        const double rest = member.fresh() ? fresh - 1.0 : fresh;
        if (rest > 0.0) {
            others.mean_voltage =
                Volts{(voltage_v - (member.fresh() ? own_voltage_v : 0.0)) / rest};
            others.current = Amps{current_a - (member.fresh() ? own_current_a : 0.0)};
        }
        slots_[i].frozen = slots_[i].freeze.step(slots_[i].link.raw, others, member.capacity, now);
    }
}

void Fleet::reunite_by_serial(Events& events) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& away = slots_[i];
        if (away.link.on_bus || away.serial.empty()) continue;
        const auto is_it = [&](const Link& link, const std::string& known_serial) {
            return link.on_bus && link.raw.serial == away.serial && known_serial != away.serial;
        };
        for (Slot& other : slots_) {
            if (is_it(other.link, other.serial)) std::swap(away.link, other.link);
        }
        for (Link& candidate : candidates_) {
            if (is_it(candidate, {})) std::swap(away.link, candidate);
        }
        if (away.link.on_bus) events.push_back(PackMoved{members_[i].name, away.link.service});
    }
    std::erase_if(candidates_, [](const Link& link) { return !link.on_bus; });
}

void Fleet::admit_candidates(Events& events) {
    reunite_by_serial(events);
    if (settings_.discovery != Discovery::automatic) return;
    for (Link& candidate : candidates_) {
        if (why_not_eligible(candidate.service, candidate.raw, settings_)) continue;
        add(PackSettings{.service = candidate.service});
        slots_.back().link = candidate;
        candidate.on_bus = false;
    }
    std::erase_if(candidates_, [](const Link& link) { return !link.on_bus; });
}

std::vector<SavedPack> Fleet::save(Instant now) const {
    std::vector<SavedPack> packs(slots_.size());
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Slot& slot = slots_[i];
        const auto silence = slot.life.silence(now);
        if (!silence || members_[i].state == PackState::excluded) continue;
        SavedPack& pack = packs[i];
        pack = {.service = slot.settings.service,
                .seen_at = slot.link.service,
                .state = members_[i].state,
                .silence = *silence,
                .last_data_good = members_[i].last_data_good,
                .last = members_[i].battery};
        pack.last.installed_capacity = slot.published_capacity;
        pack.last.custom_name = slot.custom_name;
        if (!slot.serial.empty()) pack.last.serial = slot.serial;
    }
    return packs;
}

/// The place of a pack that was kept; no value for one that is no part of the bank any more.
std::optional<std::size_t> Fleet::seat_of(const SavedPack& pack) {
    const auto named =
        std::ranges::find(slots_, pack.service, [](const Slot& s) { return s.settings.service; });
    if (named != slots_.end()) return static_cast<std::size_t>(named - slots_.begin());
    const bool out = is_excluded(pack.service, pack.last, settings_) ||
                     is_excluded(pack.seen_at, pack.last, settings_);
    if (settings_.discovery != Discovery::automatic || out || find(pack.seen_at) != nullptr)
        return std::nullopt;
    add(PackSettings{.service = pack.service});
    return slots_.size() - 1;
}

void Fleet::resume(std::span<const SavedPack> packs, Seconds ago, Instant now) {
    for (const SavedPack& pack : packs) {
        const auto seat = seat_of(pack);
        if (!seat) continue;
        Slot& slot = slots_[*seat];
        Member& member = members_[*seat];
        const Seconds silence = pack.silence + ago;
        const Instant last_good = now - std::chrono::duration_cast<Instant::duration>(silence);
        if (find(pack.seen_at) == nullptr) slot.link.service = pack.seen_at;
        slot.life.resume(pack.state, last_good, now);
        slot.serial = pack.last.serial.value_or("");
        slot.custom_name = pack.last.custom_name;
        slot.published_capacity = pack.last.installed_capacity;
        member.battery = pack.last;
        slot.holdover.fill(member.battery, last_good);
        member.state = slot.life.state();
        member.silence = silence;
        member.last_data_good = pack.last_data_good;
        member.name = label_of(slot.settings, member.battery, slot.link.service);
        member.service = slot.link.service;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) members_[i].capacity = capacity_of(slots_[i]);
}

std::span<const Member> Fleet::survey(Instant now, Events& events) {
    admit_candidates(events);
    surveyed_ = true;
    watch_for_freezing(now);
    for (std::size_t i = 0; i < slots_.size(); ++i) judge(slots_[i], members_[i], now, events);
    return members_;
}

}  // namespace aggregator
