#include "aggregator/core/aggregate.hpp"

#include <algorithm>
#include <functional>

#include "aggregator/core/sensor_noise.hpp"
#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// Source: domain.md 1.4.
constexpr Seconds kHoldCurrent = 15s;

/// A field of packs that are fresh now.
template <typename Get>
auto fresh(Get get) {
    return [get](const Member& m) -> std::remove_cvref_t<decltype(std::invoke(get, m.battery))> {
        if (!m.fresh()) return {};
        return std::invoke(get, m.battery);
    };
}

/// A field of packs whose last data are recent: a pack that falls silent does not leave the sums at
/// once.
template <typename Get>
auto recent(Get get) {
    return [get](const Member& m) -> std::remove_cvref_t<decltype(std::invoke(get, m.battery))> {
        if (!m.in_sight()) return {};
        return std::invoke(get, m.battery);
    };
}

/// A pack that fell silent still carries about what it did, for a while; longer, its last word is
/// wrong whatever it was, and the sum is that of the packs that are heard.
std::optional<Amps> last_current(const Member& member) {
    if (!member.fresh() && member.silence.value_or(kHoldCurrent) >= kHoldCurrent)
        return std::nullopt;
    return recent(&Battery::current)(member);
}

template <typename Get>
std::optional<Volts> middle(std::span<const Member> members, VoltageRule rule, Get get) {
    return rule == VoltageRule::median ? median_of_known(members, get)
                                       : mean_of_known(members, get);
}

/// Where no two packs agree the voltage is the one that ends what the bank does sooner: the higher
/// while it is charged, the lower while it is discharged.
template <typename Get>
std::optional<Volts> voltage_in_dispute(std::span<const Member> members, Get get) {
    AmpHours capacity{};
    for (const Member& member : members) capacity += member.capacity;
    const auto current = sum_of_known(members, recent(&Battery::current));
    const bool discharging = current && *current < -sensor_noise(capacity);
    return discharging ? lowest_known(members, get) : highest_known(members, get);
}

/// A pack behind an open switch shows its own voltage, not that of the bus bar: too low a mean
/// would make chargers go higher. It counts where there is no other; so does one that differs from
/// all others (domain.md 1.3).
std::optional<Volts> bank_voltage(std::span<const Member> members,
                                  std::span<const Isolation> isolation, VoltageRule rule) {
    const auto isolation_of = [&](const Member& m) {
        return isolation[static_cast<std::size_t>(&m - members.data())];
    };
    const auto agreeing = [&](const Member& m) -> std::optional<Volts> {
        const Isolation isolated = isolation_of(m);
        if (!m.fresh() || isolated.charge || isolated.discharge || isolated.voltage_apart)
            return {};
        return m.battery.voltage;
    };
    const auto connected = [&](const Member& m) -> std::optional<Volts> {
        const Isolation isolated = isolation_of(m);
        if (!m.fresh() || isolated.charge || isolated.discharge) return {};
        return m.battery.voltage;
    };
    const auto half_connected = [&](const Member& m) -> std::optional<Volts> {
        const Isolation isolated = isolation_of(m);
        if (!m.fresh() || (isolated.charge && isolated.discharge)) return {};
        return m.battery.voltage;
    };
    if (const auto voltage = middle(members, rule, agreeing)) return voltage;
    if (const auto voltage = voltage_in_dispute(members, connected)) return voltage;
    return middle(members, rule, half_connected);
}

/// The id of an extreme in the bank: pack, then cell where the BMS names it.
void put_name(const Member* pack, std::optional<std::string> Cells::*id, Cells& bank) {
    std::optional<std::string>& name = bank.*id;
    if (pack == nullptr) return name.reset();
    if (!name) name.emplace();
    name->assign(pack->name);
    const auto& cell = pack->battery.cells.*id;
    if (cell && !cell->empty()) name->append(": ").append(*cell);
}

template <typename Unit>
std::optional<Unit> value_of(const Member* pack, std::optional<Unit> Cells::*field) {
    return pack == nullptr ? std::nullopt : pack->battery.cells.*field;
}

void aggregate_cells(std::span<const Member> members, Cells& bank) {
    const Member* lowest =
        lowest_by(members, recent([](const Battery& b) { return b.cells.min_voltage; }));
    const Member* highest =
        highest_by(members, recent([](const Battery& b) { return b.cells.max_voltage; }));
    const Member* coldest =
        lowest_by(members, recent([](const Battery& b) { return b.cells.min_temperature; }));
    const Member* hottest =
        highest_by(members, recent([](const Battery& b) { return b.cells.max_temperature; }));
    bank.min_voltage = value_of(lowest, &Cells::min_voltage);
    bank.max_voltage = value_of(highest, &Cells::max_voltage);
    bank.min_temperature = value_of(coldest, &Cells::min_temperature);
    bank.max_temperature = value_of(hottest, &Cells::max_temperature);
    put_name(lowest, &Cells::min_voltage_id, bank);
    put_name(highest, &Cells::max_voltage_id, bank);
    put_name(coldest, &Cells::min_temperature_id, bank);
    put_name(hottest, &Cells::max_temperature_id, bank);
}

int online_modules(const Member& member) {
    return member.battery.modules.online.value_or(1);
}

Modules bank_modules(std::span<const Member> members) {
    Modules sum{.online = 0, .offline = 0, .blocking_charge = 0, .blocking_discharge = 0};
    const auto blocking = [](const Member& m, std::optional<int> modules,
                             std::optional<bool> allowed) {
        return modules ? *modules : (allowed == false ? online_modules(m) : 0);
    };
    for (const Member& member : members) {
        if (!member.counts()) continue;
        const Modules& modules = member.battery.modules;
        *sum.offline += modules.offline.value_or(0);
        if (!member.fresh()) {
            *sum.offline += online_modules(member);
            continue;
        }
        *sum.online += online_modules(member);
        *sum.blocking_charge +=
            blocking(member, modules.blocking_charge, member.battery.permissions.charge);
        *sum.blocking_discharge +=
            blocking(member, modules.blocking_discharge, member.battery.permissions.discharge);
    }
    return sum;
}

/// Capacity-weighted over the packs that report; never 100 assumed for one that does not.
std::optional<Percent> bank_soh(std::span<const Member> members) {
    double weighted = 0.0;
    double capacity = 0.0;
    for (const Member& member : members) {
        const auto soh = recent(&Battery::soh)(member);
        if (!soh) continue;
        weighted += soh->value() * member.capacity.value();
        capacity += member.capacity.value();
    }
    if (capacity <= 0.0) return std::nullopt;
    return Percent{weighted / capacity};
}

std::optional<AmpHours> available(const Member& member) {
    const auto soc = recent(&Battery::soc)(member);
    if (!soc) return std::nullopt;
    return member.capacity * (soc->value() / 100.0);
}

std::optional<AmpHours> missing(const Member& member) {
    const auto left = available(member);
    if (!left) return std::nullopt;
    return *left - member.capacity;
}

/// OR over the packs that say.
template <typename Get>
std::optional<bool> any_of_known(std::span<const Member> members, Get get) {
    return highest_known(members, fresh(get));
}

/// AND over the packs that say.
template <typename Get>
std::optional<bool> all_of_known(std::span<const Member> members, Get get) {
    return lowest_known(members, fresh(get));
}

}  // namespace

void aggregate(std::span<const Member> members, std::span<const Isolation> isolation,
               VoltageRule voltage_rule, Battery& bank) {
    const auto installed = [](const Member& m) {
        return m.counts() ? std::optional{m.capacity} : std::nullopt;
    };
    bank.voltage = bank_voltage(members, isolation, voltage_rule);
    bank.current = sum_of_known(members, last_current);
    bank.temperature = mean_of_known(members, fresh(&Battery::temperature));
    bank.soh = bank_soh(members);
    bank.installed_capacity = sum_of_known(members, installed);
    bank.available_capacity = sum_of_known(members, available);
    bank.consumed = sum_of_known(members, missing);
    aggregate_cells(members, bank.cells);
    bank.modules = bank_modules(members);
    bank.balancing = any_of_known(members, &Battery::balancing);
    bank.charge_request = any_of_known(members, &Battery::charge_request);
    bank.permissions.balance =
        all_of_known(members, [](const Battery& b) { return b.permissions.balance; });
}

Volts low_voltage_limit(std::span<const Member> members, Volts floor) {
    const auto published = [](const Member& m) {
        return m.counts() ? m.battery.limits.low_voltage : std::nullopt;
    };
    return *stronger(std::optional{floor}, highest_known(members, published));
}

}  // namespace aggregator
