/// Who belongs to the fleet: by the configuration, by discovery, by serial number, by what was kept
/// over a restart.

#include <algorithm>
#include <utility>

#include "aggregator/core/discovery.hpp"
#include "aggregator/core/fleet.hpp"

namespace aggregator {

Fleet::Slot::Slot(const PackSettings& pack, const FailsafeSettings& failsafe)
    : settings(pack), life(failsafe) {
    link.service = pack.service;
}

Fleet::Fleet(const Settings& settings) : settings_(settings) {
    for (const PackSettings& pack : settings.packs) add(pack);
}

bool Fleet::is_configured(const Slot& slot) const {
    return std::ranges::find(settings_.packs, slot.settings.service, &PackSettings::service) !=
           settings_.packs.end();
}

void Fleet::add(const PackSettings& pack) {
    slots_.emplace_back(pack, settings_.failsafe).late = surveyed_;
    members_.push_back(Member{.id = ++last_id_,
                              .name = std::string{label_of(pack, {}, pack.service)},
                              .service = pack.service,
                              .state = PackState::waiting,
                              .reason = describe(Fault::gone),
                              .settings = pack});
}

void Fleet::take_back(Slot& old, Member& member, const PackSettings& pack) {
    slots_.push_back(std::move(old));
    members_.push_back(std::move(member));
    slots_.back().settings = pack;
    slots_.back().life.apply(settings_.failsafe);
    members_.back().settings = pack;
    members_.back().name = label_of(pack, members_.back().battery, slots_.back().link.service);
}

/// A pack that is named now and lives where another one moved to: the file knows better.
void Fleet::claim_home(Slot& slot) {
    for (Slot& other : slots_) {
        if (&other == &slot || other.link.service != slot.settings.service) continue;
        slot.link = std::exchange(other.link, Link{.service = other.settings.service});
    }
    const auto found = std::ranges::find(candidates_, slot.link.service, &Link::service);
    if (found == candidates_.end()) return;
    slot.link = *found;
    candidates_.erase(found);
}

/// For each pack that is named now, the slot it had: under that name, or where it was found.
std::vector<std::optional<std::size_t>> Fleet::seats_before(std::span<const Slot> before) const {
    std::vector<std::optional<std::size_t>> seats(settings_.packs.size());
    std::vector<bool> taken(before.size(), false);
    const auto match = [&](const auto& name_of) {
        for (std::size_t pack = 0; pack < seats.size(); ++pack) {
            for (std::size_t i = 0; i < before.size() && !seats[pack]; ++i) {
                if (taken[i] || name_of(before[i]) != settings_.packs[pack].service) continue;
                taken[i] = true;
                seats[pack] = i;
            }
        }
    };
    match([](const Slot& slot) { return slot.settings.service; });
    match([](const Slot& slot) { return slot.link.service; });
    return seats;
}

void Fleet::apply(const Settings& settings) {
    std::vector<Slot> before = std::exchange(slots_, {});
    std::vector<Member> members_before = std::exchange(members_, {});
    settings_ = settings;
    const auto seats = seats_before(before);
    std::vector<std::size_t> newcomers;
    for (std::size_t pack = 0; pack < seats.size(); ++pack) {
        if (const auto seat = seats[pack]) {
            take_back(before[*seat], members_before[*seat], settings.packs[pack]);
        } else {
            newcomers.push_back(slots_.size());
            add(settings.packs[pack]);
        }
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (std::ranges::find(seats, std::optional{i}) != seats.end()) continue;
        const bool gone_for_good = excluded(before[i]) && !before[i].link.on_bus;
        if (settings.discovery == Discovery::automatic && !gone_for_good) {
            take_back(before[i], members_before[i], PackSettings{before[i].settings});
        } else if (before[i].link.on_bus) {
            candidates_.push_back(before[i].link);
        }
    }
    for (const std::size_t slot : newcomers) claim_home(slots_[slot]);
}

/// A serial number that two services show at once names no battery: it is what their maker puts
/// there.
void Fleet::watch_serials() {
    serials_.clear();
    const auto note = [this](const Link& link) {
        if (link.on_bus && link.raw.serial) serials_.emplace_back(*link.raw.serial);
    };
    for (const Slot& slot : slots_) note(slot.link);
    for (const Link& candidate : candidates_) note(candidate);
    std::ranges::sort(serials_);
    for (Slot& slot : slots_) {
        if (slot.serial.empty() || slot.serial_is_shared || !slot.link.on_bus) continue;
        const auto [first, last] = std::equal_range(serials_.begin(), serials_.end(), slot.serial);
        slot.serial_is_shared = last - first > 1;
    }
}

/// The battery behind the link is the pack of the slot: its serial number says so, and nobody else
/// has it.
bool Fleet::is_pack(const Link& link, const Slot& slot) const {
    if (!link.on_bus || slot.serial.empty() || slot.serial_is_shared) return false;
    if (link.raw.serial != slot.serial) return false;
    if (slot.product && link.raw.product_name && slot.product != link.raw.product_name)
        return false;
    return 1 == std::ranges::count(slots_, slot.serial, &Slot::serial) &&
           1 >= std::ranges::count_if(candidates_, [&](const Link& candidate) {
               return candidate.on_bus && candidate.raw.serial == slot.serial;
           });
}

/// The link, of a service that is no pack or stands in another one's place, where the pack is now;
/// null when it is nowhere.
Fleet::Link* Fleet::find_pack(const Slot& away) {
    for (Slot& other : slots_) {
        const bool strange = !other.serial.empty() && other.serial != away.serial;
        if (strange && is_pack(other.link, away)) return &other.link;
    }
    for (Link& candidate : candidates_) {
        if (is_pack(candidate, away)) return &candidate;
    }
    return nullptr;
}

/// A service under the pack's own name is the pack, unless it is known to be another one.
Fleet::Link* Fleet::find_at_home(const Slot& away) {
    const auto home = std::ranges::find(candidates_, away.settings.service, &Link::service);
    if (home == candidates_.end() || !home->on_bus) return nullptr;
    const bool of_another = std::ranges::any_of(
        slots_, [&](const Slot& s) { return &s != &away && is_pack(*home, s); });
    return of_another ? nullptr : &*home;
}

void Fleet::reunite(Events& events) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        Slot& away = slots_[i];
        if (away.link.on_bus) continue;
        Link* link = find_pack(away);
        if (link == nullptr) link = find_at_home(away);
        if (link == nullptr) continue;
        std::swap(away.link, *link);
        events.push_back(PackMoved{members_[i].name, away.link.service});
    }
    std::erase_if(candidates_, [](const Link& link) { return !link.on_bus; });
    // A pack that discovery found has no other name than that of its service.
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        if (slots_[i].settings.service == slots_[i].link.service || is_configured(slots_[i]))
            continue;
        slots_[i].settings.service = slots_[i].link.service;
        members_[i].settings.service = slots_[i].link.service;
    }
}

void Fleet::admit_candidates() {
    if (settings_.discovery != Discovery::automatic) return;
    for (Link& candidate : candidates_) {
        if (!candidate.described) continue;
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
    const auto free = [](const Slot& s) { return !s.life.silence(Instant{}); };
    const auto named = std::ranges::find_if(
        slots_, [&](const Slot& s) { return s.settings.service == pack.service && free(s); });
    if (named != slots_.end()) return static_cast<std::size_t>(named - slots_.begin());
    const bool out = is_excluded(pack.service, pack.last.custom_name, settings_) ||
                     is_excluded(pack.seen_at, pack.last.custom_name, settings_);
    if (settings_.discovery != Discovery::automatic || out || find(pack.seen_at) != nullptr)
        return std::nullopt;
    add(PackSettings{.service = pack.seen_at});
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
        slot.product = pack.last.product_name;
        slot.custom_name = pack.last.custom_name;
        slot.published_capacity = pack.last.installed_capacity;
        member.battery = pack.last;
        slot.holdover.fill(member.battery, capacity_of(slot), last_good);
        member.state = slot.life.state();
        member.silence = silence;
        member.last_data_good = pack.last_data_good;
        member.name = label_of(slot.settings, member.battery, slot.link.service);
        member.service = slot.link.service;
    }
    for (std::size_t i = 0; i < slots_.size(); ++i) members_[i].capacity = capacity_of(slots_[i]);
}

}  // namespace aggregator
