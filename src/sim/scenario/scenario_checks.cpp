#include "sim/scenario/scenario_checks.hpp"

#include <algorithm>
#include <array>

#include "sim/scenario/keys.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

constexpr std::array kCellCounts{4, 8, 15, 16};

/// Kinds that are nothing without a value.
constexpr std::array kNeedValue{FaultKind::wall_clock, FaultKind::resistance, FaultKind::soc_jump,
                                FaultKind::latency,    FaultKind::limit,      FaultKind::load,
                                FaultKind::sun};
/// Kinds that must end for their effect to show.
constexpr std::array kNeedDuration{FaultKind::restart, FaultKind::kill};
/// Kinds that concern one pack and the next.
constexpr std::array kNeedPack{FaultKind::swap, FaultKind::duplicate_instance};

template <typename Kinds>
bool is_among(const Kinds& kinds, FaultKind kind) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

class Checks {
public:
    explicit Checks(ScenarioDraft& draft) : draft_(draft) {}

    void check() {
        check_cells();
        check_packs();
        for (const auto& [number, fault] : draft_.faults) check_fault(number, fault);
    }

private:
    void blame(const std::string& section, const std::string& key, std::optional<int> line,
               std::string message) {
        draft_.errors.push_back({line, section, key, std::move(message)});
    }

    [[nodiscard]] std::optional<int> line_of(const std::string& section,
                                             const std::string& key) const {
        const auto found = draft_.lines.find({section, key});
        return found == draft_.lines.end() ? std::nullopt : std::optional{found->second};
    }

    void check_cells() {
        if (std::ranges::find(kCellCounts, draft_.scenario.cells_in_series) != kCellCounts.end())
            return;
        blame("Scenario", "cells", line_of("Scenario", "cells"),
              "a battery of Venus has 4, 8, 15 or 16 cells in series");
    }

    void check_packs() {
        const auto count = static_cast<int>(draft_.scenario.packs.size());
        for (const auto& [name, line] : draft_.sections) {
            if (name.kind != SectionKind::pack || name.number <= count) continue;
            blame("Pack " + std::to_string(name.number), {}, line,
                  "there are only " + std::to_string(count) +
                      " packs; set count in [Packs] or remove the section");
        }
    }

    void check_fault(int number, const model::Fault& fault) {
        const std::string section = "Fault " + std::to_string(number);
        const int line = draft_.sections.at({SectionKind::fault, number});
        const auto needs = [&](const std::string& key) {
            if (!line_of(section, key)) blame(section, {}, line, "needs the key " + key);
        };
        needs("kind");
        needs("at");
        if (is_among(kNeedValue, fault.kind)) needs("value");
        if (is_among(kNeedDuration, fault.kind)) needs("duration");
        if (is_among(kNeedPack, fault.kind)) needs("pack");
        const auto count = static_cast<int>(draft_.scenario.packs.size());
        if (fault.pack && *fault.pack > count)
            blame(section, "pack", line_of(section, "pack"),
                  "there are only " + std::to_string(count) + " packs");
    }

    ScenarioDraft& draft_;
};

}  // namespace

void check_scenario(ScenarioDraft& draft) {
    Checks{draft}.check();
    for (auto& [number, fault] : draft.faults) draft.scenario.faults.push_back(fault);
    std::ranges::stable_sort(draft.scenario.faults, {}, &model::Fault::at_s);
}

}  // namespace aggregator::sim
