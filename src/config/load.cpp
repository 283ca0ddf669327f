#include <algorithm>
#include <string>
#include <utility>

#include "aggregator/config/config.hpp"
#include "config/assign.hpp"
#include "config/cross_checks.hpp"
#include "config/ini_text.hpp"
#include "config/key_table.hpp"
#include "config/pack_checks.hpp"
#include "config/pack_name.hpp"

namespace aggregator::config {

namespace {

/// A draft of the file with every error that it has, in order.
Draft make_draft(std::string_view text) {
    auto ini = read_ini(text);
    Draft draft;
    draft.errors = std::move(ini.errors);
    for (const auto& section : ini.sections) check_section(section, draft);
    for (const auto& entry : ini.entries) assign(entry, draft);
    add_default_packs(draft);
    check_pairs(draft);
    check_packs(draft);
    std::stable_sort(draft.errors.begin(), draft.errors.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
    return draft;
}

template <typename Root>
EffectiveKey effective(const Key<Root>& key, KeyName name, const Root& root, const Draft& draft) {
    const auto line = draft.line_of(name);
    return {std::move(name.section), std::move(name.key), std::string(key.spec.unit),
            key.write(key.spec, root), line};
}

void list_packs(const Draft& draft, std::vector<EffectiveKey>& list) {
    for (const auto& [number, pack] : draft.packs)
        for (const auto& key : pack_keys()) {
            KeyName name{std::string(kPackSection),
                         pack_key(key.spec.name, std::to_string(number))};
            list.push_back(effective(key, std::move(name), pack, draft));
        }
}

std::vector<EffectiveKey> list_keys(const Draft& draft) {
    std::vector<EffectiveKey> list;
    for (const auto& section : sections()) {
        if (section.name == kPackSection) list_packs(draft, list);
        for (const auto& key : keys()) {
            if (key.spec.section != section.name) continue;
            KeyName name{std::string(key.spec.section), std::string(key.spec.name)};
            list.push_back(effective(key, std::move(name), draft.settings, draft));
        }
    }
    return list;
}

}  // namespace

Loaded load(std::string_view text) {
    Draft draft = make_draft(text);
    Loaded loaded;
    loaded.keys = list_keys(draft);
    loaded.settings = std::move(draft.settings);
    loaded.errors = std::move(draft.errors);
    for (auto& pack : draft.packs) loaded.settings.packs.push_back(std::move(pack.second));
    return loaded;
}

}  // namespace aggregator::config
