/// What the bank keeps over a restart, and how it goes on from there.

#include <algorithm>

#include "aggregator/core/bank.hpp"
#include "core/fold.hpp"

namespace aggregator {

/// Shares are remembered by place, and the places are known with the first members.
void Bank::recall_shares(std::span<const Member> members) {
    for (const SavedPack& pack : to_recall_) {
        const auto member = std::ranges::find_if(members, [&](const Member& m) {
            return m.settings.service == pack.service || m.service == pack.seen_at;
        });
        if (member == members.end()) continue;
        shares_.resume(static_cast<std::size_t>(member - members.begin()), pack.learned);
    }
    to_recall_.clear();
}

SavedState Bank::save(std::vector<SavedPack> packs) const {
    const bool same = packs.size() == roles_.size();
    for (std::size_t i = 0; i < packs.size() && same; ++i) {
        Limits& limits = packs[i].last.limits;
        const PackRole& role = roles_[i];
        if (role.charge)
            limits.charge_current = tighter(limits.charge_current, {role.charge->value});
        if (role.discharge)
            limits.discharge_current = tighter(limits.discharge_current, {role.discharge->value});
        packs[i].learned = shares_.learned(i);
    }
    std::erase_if(packs, [](const SavedPack& pack) { return pack.service.empty(); });
    const Battery& battery = decision_.battery;
    return {.charge_current = battery.limits.charge_current.value_or(Amps{}),
            .discharge_current = battery.limits.discharge_current.value_or(Amps{}),
            .charge_voltage = battery.limits.charge_voltage.value_or(Volts{}),
            .tier = imbalance_.tier(),
            .cells_in_series = cells_.known(),
            .soc = battery.soc,
            .voltage = battery.voltage,
            .current = battery.current,
            .packs = std::move(packs)};
}

/// Venus must not notice the absence: it would take a pack for the BMS, or report a lost one.
void Bank::go_on_after(const SavedState& state, Instant now) {
    life_.resume();
    last_voltage_ = state.voltage;
    last_voltage_at_ = now;
    resumed_current_ = state.current;
    decision_.battery.soc = state.soc;
    if (state.soc) soc_.resume(*state.soc, now);
}

void Bank::resume(const SavedState& state, Seconds ago, Instant now) {
    cells_.resume(state.cells_in_series);
    if (ago > kOldState) return;
    charge_.start_below(state.charge_current, now);
    discharge_.start_below(state.discharge_current, now);
    charge_voltage_.start_below(state.charge_voltage, now);
    imbalance_.resume(state.tier);
    to_recall_ = state.packs;
    if (ago < kShortAbsence) go_on_after(state, now);
}

}  // namespace aggregator
