#include "sim/scenario/scenario_file.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "config/ini_text.hpp"
#include "config/nearest.hpp"
#include "config/number.hpp"
#include "config/text.hpp"
#include "sim/scenario/keys.hpp"
#include "sim/scenario/scenario_checks.hpp"
#include "sim/scenario/section_name.hpp"

namespace aggregator::sim {
namespace {

using config::IniEntry;

class Reader {
public:
    explicit Reader(std::string_view text) : ini_(config::read_ini(text)) {
        draft_.errors = std::move(ini_.errors);
    }

    LoadedScenario read() {
        for (const auto& section : ini_.sections) see_section(section);
        for (const auto& entry : ini_.entries) read_common(entry);
        draft_.scenario.packs.assign(static_cast<std::size_t>(count_), common_);
        for (const auto& entry : ini_.entries) read_special(entry);
        for (auto& fault : faults_) draft_.faults.push_back(std::move(fault));
        check_scenario(draft_);
        std::ranges::stable_sort(draft_.errors, {}, &config::ConfigError::line);
        LoadedScenario loaded{std::move(draft_.scenario), std::move(draft_.errors)};
        const auto named = draft_.lines.find({"Scenario", "config"});
        if (named != draft_.lines.end()) loaded.config_line = named->second;
        return loaded;
    }

private:
    void blame(const IniEntry& entry, std::string message) {
        draft_.errors.push_back({entry.line, entry.section, entry.key, std::move(message)});
    }

    void see_section(const config::IniSection& section) {
        const auto name = parse_section(section.name);
        if (!name) {
            draft_.errors.push_back(
                {section.line,
                 section.name,
                 {},
                 "unknown section, its keys are not read; " + section_hint(section.name)});
            return;
        }
        draft_.sections.try_emplace(*name, section.line);
        if (name->kind == SectionKind::fault) faults_.try_emplace(name->number);
    }

    /// True when the entry is the first of its name.
    bool is_new(const IniEntry& entry) {
        const auto [first, added] =
            draft_.lines.try_emplace({entry.section, config::lower(entry.key)}, entry.line);
        if (!added)
            blame(entry, "is given in line " + std::to_string(first->second) +
                             " already; remove one of the two");
        return added;
    }

    template <typename Root>
    void read_into(const IniEntry& entry, Keys<Root> keys, Root& root,
                   std::vector<std::string> others = {}) {
        const std::string name = config::lower(entry.key);
        for (const auto& key : keys) {
            if (key.spec.name != name) {
                others.emplace_back(key.spec.name);
                continue;
            }
            if (!is_new(entry)) return;
            if (auto complaint = key.read(key.spec, entry.value, root)) blame(entry, *complaint);
            return;
        }
        const auto near = config::nearest(name, others);
        blame(entry, "unknown key" + (near ? "; did you mean " + *near + "?"
                                           : "; the keys are " + config::join(others, ", ")));
    }

    void read_count(const IniEntry& entry) {
        if (!is_new(entry)) return;
        const auto number = config::parse_whole(entry.value);
        if (!number || *number < 1 || *number > kMostPacks)
            return blame(entry, config::quote(entry.value) +
                                    " is not a number of packs; allowed is 1 to " +
                                    std::to_string(kMostPacks));
        count_ = static_cast<int>(*number);
    }

    /// What holds for all packs comes first, wherever it stands.
    void read_common(const IniEntry& entry) {
        if (entry.section.empty())
            return blame(entry, "a key in front of the first section; put it below one");
        if (parse_section(entry.section) != SectionName{SectionKind::packs}) return;
        if (config::lower(entry.key) == kCountKey) return read_count(entry);
        read_into(entry, pack_keys(), common_, {std::string{kCountKey}});
    }

    void read_special(const IniEntry& entry) {
        const auto name = parse_section(entry.section);
        if (!name) return;
        Scenario& scenario = draft_.scenario;
        if (name->kind == SectionKind::scenario) read_into(entry, scenario_keys(), scenario);
        if (name->kind == SectionKind::system) read_into(entry, system_keys(), scenario.system);
        if (name->kind == SectionKind::gate) read_into(entry, gate_keys(), scenario.gate);
        if (name->kind == SectionKind::fault) read_into(entry, fault_keys(), faults_[name->number]);
        if (name->kind == SectionKind::pack && name->number <= count_)
            read_into(entry, pack_keys(),
                      scenario.packs[static_cast<std::size_t>(name->number) - 1]);
    }

    config::IniText ini_;
    ScenarioDraft draft_{};
    model::PackSpec common_{};
    int count_ = 3;
    std::map<int, model::Fault> faults_{};
};

}  // namespace

LoadedScenario load_scenario(std::string_view text) {
    return Reader{text}.read();
}

}  // namespace aggregator::sim
