/// Holds each pack of the fleet against what the others show. Source: domain.md 3.1, frozen data.

#include <algorithm>

#include "aggregator/core/fleet.hpp"

namespace aggregator {

namespace {

constexpr std::size_t kDistinguished = 64;

std::uint64_t mark(std::size_t pack) {
    return pack < kDistinguished ? std::uint64_t{1} << pack : 0U;
}

/// The middle of sorted values after the one at `without` was taken out; no value for none left.
std::optional<Volts> median(std::span<const Volts> sorted, std::optional<std::size_t> without) {
    const std::size_t left = sorted.size() - (without ? 1 : 0);
    if (left == 0) return std::nullopt;
    const auto nth = [&](std::size_t n) { return sorted[without && n >= *without ? n + 1 : n]; };
    return (nth((left - 1) / 2) + nth(left / 2)) / 2.0;
}

}  // namespace

/// What the fresh packs show together; leaves their voltages sorted.
Fleet::Together Fleet::join_fresh() {
    Together all;
    voltages_.clear();
    for (std::size_t i = 0; i < members_.size(); ++i) {
        const Member& member = members_[i];
        if (!member.fresh()) continue;
        voltages_.push_back(member.battery.voltage.value_or(Volts{}));
        all.current += member.battery.current.value_or(Amps{});
        all.capacity += member.capacity;
        all.who |= mark(i);
    }
    std::ranges::sort(voltages_);
    return all;
}

void Fleet::watch_for_freezing(Instant now) {
    const Together all = join_fresh();
    for (std::size_t i = 0; i < slots_.size(); ++i) {
        const Member& member = members_[i];
        Together rest = all;
        std::optional<std::size_t> own;
        if (member.fresh()) {
            rest.current -= member.battery.current.value_or(Amps{});
            rest.capacity -= member.capacity;
            rest.who &= ~mark(i);
            const Volts voltage = member.battery.voltage.value_or(Volts{});
            own = static_cast<std::size_t>(std::ranges::lower_bound(voltages_, voltage) -
                                           voltages_.begin());
        }
        Others others{.voltage = median(voltages_, own), .who = rest.who};
        if (others.voltage) others.c_rate = rest.current.value() / rest.capacity.value();
        slots_[i].frozen = slots_[i].freeze.step(slots_[i].link.raw, others, member.capacity, now);
    }
}

}  // namespace aggregator
