#include "sim/scenario/scenario_checks.hpp"

#include <algorithm>
#include <array>

#include "aggregator/core/units.hpp"
#include "config/number.hpp"
#include "sim/scenario/fault_rules.hpp"
#include "sim/scenario/keys.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

constexpr std::array kCellCounts{4, 8, 15, 16};

std::string so_many_packs(int count) {
    return count == 1 ? "there is only 1 pack"
                      : "there are only " + std::to_string(count) + " packs";
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
                  so_many_packs(count) + "; set count in [Packs] or remove the section");
        }
    }

    /// Given, and readable.
    [[nodiscard]] bool knows_kind(const std::string& section) const {
        return line_of(section, "kind") &&
               std::ranges::none_of(draft_.errors, [&](const config::ConfigError& error) {
                   return error.section == section && error.key == "kind";
               });
    }

    void check_fault(int number, const model::Fault& fault) {
        const std::string section = "Fault " + std::to_string(number);
        const int line = draft_.sections.at({SectionKind::fault, number});
        for (const std::string key : {"kind", "at"}) {
            if (!line_of(section, key)) blame(section, {}, line, "needs the key " + key);
        }
        if (knows_kind(section)) {
            check_uses(section, line, rule_of(fault.kind));
            check_value(section, fault);
            check_partner(section, fault);
        }
        check_pack(section, fault);
        check_time(section, fault);
    }

    void check_uses(const std::string& section, int line, const FaultRule& rule) {
        const std::string kind{name_of(rule.kind)};
        const auto check = [&](const std::string& key, Use use) {
            const auto given = line_of(section, key);
            if (given && use == Use::none)
                blame(section, key, given,
                      "the kind " + kind + " has no use for it; remove the line");
            if (!given && use == Use::required) blame(section, {}, line, "needs the key " + key);
        };
        check("value", rule.value);
        check("duration", rule.duration);
        check("pack", rule.pack);
        check("what", rule.what);
    }

    void check_value(const std::string& section, const model::Fault& fault) {
        const FaultRule& rule = rule_of(fault.kind);
        if (!fault.value || rule.value == Use::none) return;
        if (*fault.value >= rule.values.low && *fault.value <= rule.values.high) return;
        blame(section, "value", line_of(section, "value"),
              config::number_text(*fault.value) + " is out of range; allowed is " +
                  values_text(rule) + " for " + std::string{name_of(rule.kind)});
    }

    void check_partner(const std::string& section, const model::Fault& fault) {
        const bool takes_two =
            fault.kind == FaultKind::swap || fault.kind == FaultKind::duplicate_instance;
        if (!takes_two || draft_.scenario.packs.size() > 1) return;
        blame(section, "kind", line_of(section, "kind"),
              std::string{name_of(fault.kind)} + " is for two packs, and there is only 1");
    }

    void check_pack(const std::string& section, const model::Fault& fault) {
        const auto count = static_cast<int>(draft_.scenario.packs.size());
        if (fault.pack && *fault.pack > count)
            blame(section, "pack", line_of(section, "pack"), so_many_packs(count));
    }

    void check_time(const std::string& section, const model::Fault& fault) {
        const double hours = draft_.scenario.hours;
        const double end_s = hours * kSecondsPerHour;
        if (fault.at_s < end_s) return;
        blame(section, "at", line_of(section, "at"),
              "the scenario is over after " + config::number_text(hours) + " h, that is " +
                  config::number_text(end_s) + " s");
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
