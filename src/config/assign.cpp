#include "config/assign.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "config/key_table.hpp"
#include "config/nearest.hpp"
#include "config/pack_name.hpp"
#include "config/text.hpp"

namespace aggregator::config {

namespace {

bool is_section(std::string_view name) {
    return std::any_of(sections().begin(), sections().end(),
                       [&](const Section& section) { return section.name == name; });
}

/// The names of a section's keys, those of the pack keys with the given number.
std::vector<std::string> names_in(std::string_view section, std::string_view pack) {
    std::vector<std::string> names;
    if (section == kPackSection)
        for (const auto& key : pack_keys()) names.push_back(pack_key(key.spec.name, pack));
    for (const auto& key : keys())
        if (key.spec.section == section) names.emplace_back(key.spec.name);
    return names;
}

/// The sections that have a key of exactly this name, in brackets.
std::vector<std::string> homes_of(std::string_view name, std::string_view pack) {
    std::vector<std::string> homes;
    for (const auto& section : sections()) {
        const auto names = names_in(section.name, pack);
        if (std::find(names.begin(), names.end(), name) != names.end())
            homes.push_back("[" + std::string(section.name) + "]");
    }
    return homes;
}

std::string suggestion(const IniEntry& entry) {
    const std::string name = lower(entry.key);
    const auto pack = parse_pack_key(name);
    const std::string number = pack ? pack->number : "1";
    const auto homes = homes_of(name, number);
    if (!homes.empty()) return "; it belongs below " + join(homes, " or ");
    const auto near = nearest(name, names_in(entry.section, number));
    return near ? "; did you mean " + *near + "?" : "";
}

void blame_entry(const IniEntry& entry, std::string message, Draft& draft) {
    draft.errors.push_back({entry.line, entry.section, entry.key, std::move(message)});
}

/// Notes the mention; false, with a complaint, for the second one of a key.
bool mention(const IniEntry& entry, const KeyName& name, Draft& draft) {
    const auto [first, is_new] = draft.mentions.try_emplace(name, Mention{entry.line, true});
    if (!is_new)
        blame_entry(entry,
                    "is given in line " + std::to_string(first->second.line) +
                        " already; remove one of the two",
                    draft);
    return is_new;
}

template <typename Root>
void read_entry(const IniEntry& entry, const Key<Root>& key, Root& root, Draft& draft) {
    const KeyName name{entry.section, lower(entry.key)};
    if (!mention(entry, name, draft)) return;
    auto complaint = key.read(key.spec, entry.value, root);
    if (!complaint) return;
    draft.mentions.at(name).valid = false;
    blame_entry(entry, *complaint, draft);
}

/// True when the name is one of a pack key, good or not.
bool assign_pack(const IniEntry& entry, Draft& draft) {
    const auto name = parse_pack_key(lower(entry.key));
    if (entry.section != kPackSection || !name) return false;
    const auto* key = find_pack_key(name->general);
    if (!key) return false;
    if (const auto number = pack_number(name->number))
        read_entry(entry, *key, draft.packs[*number], draft);
    else
        blame_entry(entry,
                    "has no good pack number; allowed is 1 to " + std::to_string(kMostPacks) +
                        ", without leading zeros",
                    draft);
    return true;
}

bool assign_setting(const IniEntry& entry, Draft& draft) {
    const auto* key = find_key(entry.section, lower(entry.key));
    if (!key) return false;
    if (key->given) draft.settings.given.*key->given = true;
    read_entry(entry, *key, draft.settings, draft);
    return true;
}

}  // namespace

void check_section(const IniSection& section, Draft& draft) {
    if (is_section(section.name)) return;
    std::vector<std::string> names;
    for (const auto& known : sections()) names.emplace_back(known.name);
    const auto near = nearest(section.name, names);
    const std::string hint =
        near ? "did you mean [" + *near + "]?" : "the sections are " + join(names, ", ");
    draft.errors.push_back(
        {section.line, section.name, {}, "unknown section, its keys are not read; " + hint});
}

void assign(const IniEntry& entry, Draft& draft) {
    if (!entry.section.empty() && !is_section(entry.section)) return;
    if (entry.key.empty()) return blame_entry(entry, "a value without a key in front", draft);
    if (entry.section.empty())
        return blame_entry(entry, "stands in front of the first [section]" + suggestion(entry),
                           draft);
    if (assign_setting(entry, draft) || assign_pack(entry, draft)) return;
    blame_entry(entry, "unknown key" + suggestion(entry), draft);
}

}  // namespace aggregator::config
