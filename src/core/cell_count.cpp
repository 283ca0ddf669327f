#include "aggregator/core/cell_count.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "aggregator/core/screening.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;
using namespace literals;

constexpr Seconds kSteady = 60s;
constexpr Seconds kContradicted = 30s;

/// With cells further apart the mean of the extremes is not the mean of the cells.
constexpr Volts kCloseCells{0.1};
constexpr double kResidue = 0.2;

struct ClassOfVoltage {
    Volts low;
    Volts high;
    int fewest;
    int most;
};
constexpr std::array<ClassOfVoltage, 3> kClasses{
    {{9.0_V, 16.5_V, 4, 4}, {18.0_V, 33.0_V, 8, 8}, {36.0_V, 66.0_V, 15, 16}}};

struct LimitPattern {
    Volts low;
    Volts high;
    int cells;
};
constexpr std::array<LimitPattern, 4> kLimitPatterns{
    {{14.0_V, 14.6_V, 4}, {28.0_V, 29.2_V, 8}, {52.0_V, 54.0_V, 15}, {55.2_V, 58.4_V, 16}}};

const ClassOfVoltage* class_of(Volts voltage) {
    const auto fits = [&](const ClassOfVoltage& c) {
        return c.low <= voltage && voltage <= c.high;
    };
    const auto found = std::ranges::find_if(kClasses, fits);
    return found == kClasses.end() ? nullptr : &*found;
}

std::optional<int> count_from_cells(Volts voltage, const Cells& cells) {
    if (!cells.min_voltage || !cells.max_voltage) return std::nullopt;
    if (*cells.max_voltage - *cells.min_voltage > kCloseCells) return std::nullopt;
    const double count = voltage / ((*cells.min_voltage + *cells.max_voltage) / 2.0);
    const double whole = std::round(count);
    if (std::abs(count - whole) >= kResidue) return std::nullopt;
    return static_cast<int>(whole);
}

std::optional<int> count_from_limit(Volts limit) {
    for (const LimitPattern& pattern : kLimitPatterns) {
        if (pattern.low <= limit && limit <= pattern.high) return pattern.cells;
    }
    return std::nullopt;
}

/// True when a pack of the class that the user named can have so many cells.
bool fits_setting(int cells, NominalVoltage setting) {
    switch (setting) {
        case NominalVoltage::detect:
            return true;
        case NominalVoltage::v12:
            return cells == 4;
        case NominalVoltage::v24:
            return cells == 8;
        case NominalVoltage::v48:
            return cells == 15 || cells == 16;
    }
    return false;
}

}  // namespace

CellEvidence cell_evidence(const Battery& battery) {
    CellEvidence evidence;
    if (!battery.voltage) return evidence;
    const ClassOfVoltage* c = class_of(*battery.voltage);
    // A BMS of several batteries in series states the cells of one of them.
    const auto stated = battery.cells.in_series;
    if (c != nullptr && stated && c->fewest <= *stated && *stated <= c->most)
        evidence.stated = stated;
    if (c != nullptr && c->fewest == c->most) evidence.from_class = c->fewest;
    evidence.from_cells = count_from_cells(*battery.voltage, battery.cells);
    if (battery.limits.charge_voltage)
        evidence.from_limit = count_from_limit(*battery.limits.charge_voltage);
    return evidence;
}

std::optional<int> proven_cells(const CellEvidence& evidence) {
    const std::array<std::optional<int>, 3> ways{evidence.from_class, evidence.from_cells,
                                                 evidence.from_limit};
    std::optional<int> agreed = evidence.stated;
    std::size_t votes = agreed ? 2 : 0;
    for (const auto& way : ways) {
        if (!way) continue;
        if (agreed && *agreed != *way) return std::nullopt;
        agreed = way;
        ++votes;
    }
    return votes >= 2 ? agreed : std::nullopt;
}

std::optional<int> fewest_cells(Volts voltage) {
    const ClassOfVoltage* c = class_of(voltage);
    if (c == nullptr) return std::nullopt;
    return c->fewest;
}

std::optional<int> CellCount::common_finding(std::span<const Member> members) const {
    std::optional<int> common;
    for (const Member& member : members) {
        if (!member.fresh()) continue;
        const auto proven = proven_cells(cell_evidence(member.battery));
        if (!proven) continue;
        if (common && *common != *proven) return std::nullopt;
        common = proven;
    }
    return common;
}

/// What was stated holds on while nobody is fresh.
std::optional<int> CellCount::stated_by_all(std::span<const Member> members) const {
    std::optional<int> common = stated_;
    bool anyone = false;
    for (const Member& member : members) {
        if (!member.fresh()) continue;
        const CellEvidence evidence = cell_evidence(member.battery);
        if (!evidence.stated || proven_cells(evidence) != evidence.stated) return std::nullopt;
        if (anyone && common != evidence.stated) return std::nullopt;
        common = evidence.stated;
        anyone = true;
    }
    return common;
}

std::optional<std::size_t> CellCount::find_contradiction(std::span<const Member> members,
                                                         NominalVoltage setting) const {
    std::optional<int> expected = known_;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (!members[i].fresh()) continue;
        const auto proven = proven_cells(cell_evidence(members[i].battery));
        if (!proven) continue;
        if (!fits_setting(*proven, setting) || (expected && *expected != *proven)) return i;
        expected = proven;
    }
    return std::nullopt;
}

/// A pack that falls silent has not become another one.
bool CellCount::may_forget(std::span<const Member> members) const {
    return !contradiction_ || *contradiction_ >= members.size() ||
           !members[*contradiction_].silent();
}

void CellCount::step(std::span<const Member> members, NominalVoltage setting, Instant now,
                     Events& events) {
    for (const Member& member : members) {
        if (member.fresh() && member.battery.voltage && !fewest_)
            fewest_ = fewest_cells(*member.battery.voltage);
    }
    stated_ = stated_by_all(members);
    const auto contradicting = find_contradiction(members, setting);
    const bool lasting = contradicted_.observe(contradicting.has_value(), now) >= kContradicted;
    if (!contradicting && may_forget(members)) contradiction_.reset();
    if (contradicting && lasting && !contradiction_) {
        contradiction_ = contradicting;
        events.push_back(Refused{members[*contradicting].name,
                                 "its number of cells in series differs from the bank's"});
    }
    if (known_ || contradiction_) return;

    const auto finding = setting == NominalVoltage::v12   ? std::optional{4}
                         : setting == NominalVoltage::v24 ? std::optional{8}
                                                          : common_finding(members);
    if (finding != candidate_ || contradicting) steady_.reset();
    candidate_ = finding;
    if (!finding || contradicting || steady_.observe(true, now) < kSteady) return;
    known_ = finding;
    events.push_back(NominalVoltageFound{*finding});
}

}  // namespace aggregator
