#include "aggregator/core/join_watch.hpp"

#include <cmath>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr double kApart = 0.01;
constexpr Seconds kCaution = 60s;

bool off_the_bar(const Member& pack, const Isolation& isolation) {
    const bool unknown = pack.state == PackState::lost || pack.state == PackState::waiting ||
                         !pack.counts();
    return unknown || (isolation.charge && isolation.discharge);
}

bool differ(const std::optional<Volts>& pack, const std::optional<Volts>& bus) {
    return pack && bus && std::abs((*pack - *bus).value()) > kApart * bus->value();
}

}  // namespace

void JoinWatch::reseat_packs(const Seats& seats) {
    reseat(memories_, seats, {});
}

/// Of the packs that were on the bus bar already.
std::optional<Volts> JoinWatch::bus_voltage(std::span<const Member> members) const {
    return mean_of_known(members, [&](const Member& m) {
        const auto i = static_cast<std::size_t>(&m - members.data());
        return m.fresh() && !memories_[i].out ? m.battery.voltage : std::nullopt;
    });
}

void JoinWatch::step(std::span<const Member> members, std::span<const Isolation> isolation,
                     Instant now) {
    memories_.resize(members.size());
    const auto bus = bus_voltage(members);
    joined_apart_.reset();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& pack = members[i];
        Memory& memory = memories_[i];
        const bool out = off_the_bar(pack, isolation[i]);
        const bool apart = pack.fresh() && differ(pack.battery.voltage, bus);
        // Once its contactor is closed it shows the voltage of the bus bar.
        if (memory.out && !out && (apart || memory.apart)) memory.joined_apart_at = now;
        memory.out = out;
        memory.apart = out && apart;
        const auto& since = memory.joined_apart_at;
        if (since && age(*since, now) < kCaution) joined_apart_ = i;
    }
}

}  // namespace aggregator
