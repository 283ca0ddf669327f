#include "aggregator/core/doubts.hpp"

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr double kCellTolerance = 0.02;

/// How long a doubt has to last before it is one, and how long its cause must be gone (domain.md
/// 3.4, 3.5). Packs report one after the other: for seconds after a step of the load they disagree.
constexpr AlarmTiming timing_of(Doubt doubt) {
    switch (doubt) {
        case Doubt::temperature_jumped:
        case Doubt::temperature_stuck:
            return {0s, 0s, 120s, 0s};
        case Doubt::soc_drifted:
            return {};
        default:
            return {30s, 30s, 120s, 0s};
    }
}

/// The sum of the cells lies between as many of the lowest and as many of the highest, however far
/// these are apart (domain.md 3.5, cells; the mean of the two would accuse a pack with one high
/// cell).
bool cells_disagree(const Member& pack, std::optional<int> cells) {
    const Battery& battery = pack.battery;
    if (!pack.fresh() || !cells || !battery.voltage) return false;
    // Behind an open switch some BMSes show the voltage of the bus bar.
    if (reports_block(pack, Direction::charge) || reports_block(pack, Direction::discharge))
        return false;
    const double n = static_cast<double>(*cells);
    const auto& lowest = battery.cells.min_voltage;
    const auto& highest = battery.cells.max_voltage;
    return (lowest && *battery.voltage < *lowest * n * (1.0 - kCellTolerance)) ||
           (highest && *battery.voltage > *highest * n * (1.0 + kCellTolerance));
}

/// How warm the warmest of the packs is.
std::optional<Celsius> warmest_of(std::span<const Member> members) {
    return highest_known(
        members, [](const Member& m) { return m.fresh() ? coldest_of(m.battery) : std::nullopt; });
}

}  // namespace

const char* name_of(Doubt doubt) {
    switch (doubt) {
        case Doubt::voltage_apart:
            return "voltage differs";
        case Doubt::voltage_far_apart:
            return "voltage of another bus bar";
        case Doubt::cells_disagree:
            return "voltage against cells";
        case Doubt::temperature_jumped:
            return "temperature jumped";
        case Doubt::temperature_stuck:
            return "temperature stuck";
        case Doubt::soc_drifted:
            return "SOC drifted";
        case Doubt::charge_voltage_odd:
            return "charge voltage limit";
    }
    return "unknown";
}

const char* describe(Doubt doubt) {
    switch (doubt) {
        case Doubt::voltage_apart:
            return "its voltage differs from that of the other packs; check its cables and the "
                   "calibration of its BMS";
        case Doubt::voltage_far_apart:
            return "its voltage is not that of the bus bar: its contactor is open, or it is "
                   "another battery";
        case Doubt::cells_disagree:
            return "its voltage does not fit its cells";
        case Doubt::temperature_jumped:
            return "its temperature jumped; check the sensor";
        case Doubt::temperature_stuck:
            return "its temperature stays at exactly 0 C beside warm packs; check the sensor";
        case Doubt::soc_drifted:
            return "its SOC does not fit its voltage and is left out of the charge tiers; a full "
                   "charge is suggested";
        case Doubt::charge_voltage_odd:
            return "its charge voltage limit does not fit its number of cells";
    }
    return "";
}

void Doubts::judge(Memory& memory, const Member& pack, Doubt doubt, bool present, Instant now,
                   Events& events) {
    AlarmLane& lane = memory.lanes[static_cast<std::size_t>(doubt)];
    const Severity before = lane.shown();
    lane.step(present ? Severity::warning : Severity::ok, timing_of(doubt), now);
    if (lane.shown() == before) return;
    if (before == Severity::ok) {
        events.push_back(PackDoubted{pack.name, doubt});
    } else {
        events.push_back(PackCleared{pack.name, doubt});
    }
}

void Doubts::step(std::span<const Member> members, std::span<const Isolation> isolation,
                  const CellCount& cells, Instant now, Events& events) {
    memories_.resize(members.size());
    agreement_.judge(members, isolation, cells.safe());
    const auto warmest = warmest_of(members);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const Member& pack = members[i];
        const Agreement agreement = agreement_.of_packs()[i];
        Memory& memory = memories_[i];
        memory.temperature.step(pack, warmest, now);
        const auto is = [&](Doubt doubt, bool present) {
            judge(memory, pack, doubt, present, now, events);
        };
        is(Doubt::voltage_apart, agreement != Agreement::agrees);
        is(Doubt::voltage_far_apart, agreement == Agreement::far_apart);
        is(Doubt::cells_disagree, cells_disagree(pack, cells.known()));
        is(Doubt::temperature_jumped, memory.temperature.jumped());
        is(Doubt::temperature_stuck, memory.temperature.stuck());
        is(Doubt::soc_drifted, memory.soc_drift.step(pack, cells.known(), now));
        is(Doubt::charge_voltage_odd, pack.counts() && pack.misreadings.charge_voltage);
    }
}

bool Doubts::about(std::size_t pack, Doubt doubt) const {
    if (pack >= memories_.size()) return false;
    return memories_[pack].lanes[static_cast<std::size_t>(doubt)].shown() != Severity::ok;
}

void Doubts::add_to(Findings& findings, std::span<const Member> members) const {
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto add = [&](Doubt doubt, Finding finding, Severity severity) {
            if (about(i, doubt)) findings.add(finding, severity, &members[i]);
        };
        add(Doubt::voltage_apart, Finding::voltage_apart, Severity::alarm);
        add(Doubt::cells_disagree, Finding::odd_reading, Severity::warning);
        add(Doubt::charge_voltage_odd, Finding::odd_reading, Severity::warning);
        add(Doubt::temperature_jumped, Finding::odd_temperature, Severity::warning);
        add(Doubt::temperature_stuck, Finding::odd_temperature, Severity::warning);
    }
}

}  // namespace aggregator
