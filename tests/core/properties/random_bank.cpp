#include "core/properties/random_bank.hpp"

#include <algorithm>

namespace aggregator::properties {

namespace {

constexpr double kMissing = 0.15;

Severity random_severity(Draw& draw) {
    return draw.one_of<Severity>(
        {Severity::ok, Severity::ok, Severity::ok, Severity::warning, Severity::alarm});
}

void put_state(Member& member, Draw& draw) {
    member.state = draw.one_of<PackState>({PackState::online, PackState::online, PackState::online,
                                           PackState::online, PackState::online, PackState::stale,
                                           PackState::invalid, PackState::lost, PackState::waiting,
                                           PackState::excluded});
    member.silence = Seconds{0.0};
    if (member.state == PackState::stale) member.silence = Seconds{draw.real(0.0, 60.0)};
    if (member.state == PackState::invalid) member.silence = Seconds{draw.real(5.0, 60.0)};
    if (member.state == PackState::lost) member.silence = Seconds{draw.real(60.0, 4000.0)};
    if (member.state == PackState::waiting) member.silence.reset();
    member.last_data_good = draw.chance(0.7);
}

void put_cells(Battery& battery, Draw& draw, double missing) {
    const double lowest = draw.real(2.9, 3.4);
    battery.cells.min_voltage = draw.maybe(Volts{lowest}, missing);
    battery.cells.max_voltage = draw.maybe(Volts{lowest + draw.real(0.0, 0.2)}, missing);
    const double coldest = draw.real(-5.0, 50.0);
    battery.temperature = draw.maybe(Celsius{coldest + 1.0}, missing);
    battery.cells.min_temperature = draw.maybe(Celsius{coldest}, missing);
    battery.cells.max_temperature = draw.maybe(Celsius{coldest + draw.real(0.0, 5.0)}, missing);
}

void put_limits(Battery& battery, Draw& draw, double missing) {
    const double ccl = draw.chance(0.15) ? 0.0 : draw.real(0.0, 300.0);
    const double dcl = draw.chance(0.15) ? 0.0 : draw.real(0.0, 300.0);
    battery.limits.charge_voltage = draw.maybe(Volts{draw.real(52.0, 58.0)}, missing);
    battery.limits.charge_current = draw.maybe(Amps{ccl}, missing);
    battery.limits.discharge_current = draw.maybe(Amps{dcl}, missing);
    battery.limits.low_voltage = draw.maybe(Volts{draw.real(44.0, 50.0)}, missing);
}

void put_readings(Member& member, Draw& draw, double missing) {
    Battery& battery = member.battery;
    battery.voltage = Volts{draw.real(48.0, 57.0)};
    battery.current = Amps{draw.real(-150.0, 150.0)};
    battery.soc = draw.maybe(Percent{draw.real(0.0, 100.0)}, missing);
    battery.soh = draw.maybe(Percent{draw.real(50.0, 100.0)}, missing);
    put_cells(battery, draw, missing);
    put_limits(battery, draw, missing);
    battery.permissions.charge = draw.maybe(draw.chance(0.8), 0.5);
    battery.permissions.discharge = draw.maybe(draw.chance(0.9), 0.5);
    battery.modules.online = draw.maybe(draw.whole(1, 4), 0.5);
    battery.modules.offline = draw.maybe(draw.whole(0, 2), 0.5);
    for (std::size_t kind = 0; kind < kAlarmKinds; ++kind) {
        const auto severity = draw.chance(0.05) ? random_severity(draw) : Severity::ok;
        battery.alarms[static_cast<AlarmKind>(kind)] = draw.maybe(severity, 0.5);
    }
}

std::vector<double> simplex(Draw& draw, std::size_t size) {
    std::vector<double> parts(size);
    double total = 0.0;
    for (double& part : parts) total += part = draw.real(0.05, 1.0);
    for (double& part : parts) part /= total;
    return parts;
}

}  // namespace

std::vector<Branch> random_branches(Draw& draw) {
    const auto size = static_cast<std::size_t>(draw.whole(1, 8));
    const auto shares = simplex(draw, size);
    const auto capacities = simplex(draw, size);
    const bool level = draw.chance(0.2);
    std::vector<Branch> branches(size);
    Amps total{};
    for (std::size_t i = 0; i < size; ++i) {
        Branch& branch = branches[i];
        branch.limit = draw.maybe(Amps{draw.chance(0.1) ? 0.0 : draw.real(0.0, 300.0)}, 0.05);
        branch.margin = draw.chance(0.9) ? kAdaptiveMargin : 1.0;
        branch.share = {shares[i], Amps{level ? 0.0 : draw.real(-30.0, 30.0)}};
        branch.capacity_share = capacities[i];
        branch.presence =
            draw.one_of<Presence>({Presence::certain, Presence::certain, Presence::certain,
                                   Presence::uncertain, Presence::absent});
        branch.over_limit = draw.chance(0.05);
        total += branch.share.offset;
    }
    for (Branch& branch : branches) branch.share.offset -= total * branch.share.share;
    return branches;
}

std::vector<Branch> certain_branches(Draw& draw) {
    auto branches = random_branches(draw);
    for (Branch& branch : branches) {
        branch.presence = Presence::certain;
        branch.over_limit = false;
        if (!branch.limit) branch.limit = Amps{draw.real(0.0, 300.0)};
    }
    return branches;
}

Settings random_settings(Draw& draw) {
    Settings settings;
    settings.bank.max_charge_voltage = Volts{draw.real(13.6, 14.6)};
    settings.bank.max_discharge_current = Amps{draw.real(20.0, 2000.0)};
    settings.charge.nominal_charge_current = Amps{draw.real(20.0, 2000.0)};
    settings.charge.reduced_charge_current = settings.charge.nominal_charge_current * 0.33;
    settings.charge.limit_mode =
        draw.one_of<LimitMode>({LimitMode::adaptive, LimitMode::adaptive, LimitMode::adaptive,
                                LimitMode::capacity, LimitMode::min_n, LimitMode::single});
    settings.charge.blocked_pack =
        draw.chance(0.8) ? BlockedPackRule::automatic : BlockedPackRule::strict;
    settings.imbalance.action =
        draw.chance(0.5) ? ImbalanceAction::limit : ImbalanceAction::alarm_only;
    settings.aggregation.soc =
        draw.one_of<SocRule>({SocRule::min, SocRule::weighted, SocRule::blend});
    settings.aggregation.voltage = draw.chance(0.5) ? VoltageRule::mean : VoltageRule::median;
    settings.failsafe.on_lost = draw.chance(0.5) ? LossRule::degrade : LossRule::stop;
    settings.temperature.enabled = draw.chance(0.3);
    // A bank that waits for its packs decides nothing, and a property of nothing is worth nothing.
    settings.failsafe.startup_grace = Seconds::zero();
    return settings;
}

Member random_member(Draw& draw, std::size_t index) {
    Member member;
    member.id = index + 1;
    member.name = "Pack " + std::to_string(index);
    member.capacity = AmpHours{draw.real(50.0, 400.0)};
    if (draw.chance(0.2)) member.settings.max_charge_current = Amps{draw.real(0.0, 200.0)};
    if (draw.chance(0.2)) member.settings.max_discharge_current = Amps{draw.real(0.0, 200.0)};
    put_readings(member, draw, kMissing);
    put_state(member, draw);
    if (member.state == PackState::waiting) member.battery = {};
    return member;
}

std::vector<Member> random_members(Draw& draw) {
    std::vector<Member> members;
    const int size = draw.whole(1, 8);
    for (int i = 0; i < size; ++i) members.push_back(random_member(draw, members.size()));
    return members;
}

void move_on(std::vector<Member>& members, Draw& draw) {
    for (Member& member : members) {
        if (draw.chance(0.3)) put_state(member, draw);
        if (member.state == PackState::waiting) member.battery = {};
        const bool hears = member.fresh() && (draw.chance(0.5) || !member.battery.voltage);
        if (hears) put_readings(member, draw, kMissing);
    }
}

std::vector<Member> complete_members(Draw& draw) {
    std::vector<Member> members;
    const int size = draw.whole(1, 8);
    for (int i = 0; i < size; ++i) {
        Member member;
        member.name = "Pack " + std::to_string(i);
        member.capacity = AmpHours{draw.real(50.0, 400.0)};
        put_readings(member, draw, 0.0);
        member.battery.permissions = {};
        member.battery.alarms = {};
        member.silence = Seconds{0.0};
        members.push_back(member);
    }
    return members;
}

}  // namespace aggregator::properties
