#include "config/pack_checks.hpp"

#include <algorithm>
#include <string>

#include "config/bus_name.hpp"
#include "config/key_table.hpp"
#include "config/pack_name.hpp"

namespace aggregator::config {

namespace {

constexpr int kDefaultPacks = 3;

KeyName name_of(std::string_view general, int number) {
    return {std::string(kPackSection), pack_key(general, std::to_string(number))};
}

KeyName service_key(int number) {
    return name_of("bmsN_service", number);
}

bool has_service(int number, const Draft& draft) {
    return draft.mentions.contains(service_key(number));
}

bool lists_packs(const Draft& draft) {
    return std::any_of(draft.packs.begin(), draft.packs.end(),
                       [&](const auto& pack) { return has_service(pack.first, draft); });
}

void check_lonely_keys(int number, Draft& draft) {
    if (has_service(number, draft)) return;
    for (const auto& key : pack_keys()) {
        const auto name = name_of(key.spec.name, number);
        if (draft.mentions.contains(name))
            draft.blame(name, "needs " + service_key(number).key +
                                  " beside it, which names the pack's battery service");
    }
}

void check_service_of(int number, const PackSettings& pack, Draft& draft) {
    const auto own = std::string(kBatteryPrefix) + draft.settings.service_name;
    if (pack.service == own)
        return draft.blame(service_key(number),
                           own + " is the virtual battery itself; name the service of a BMS");
    const auto first = std::find_if(draft.packs.begin(), draft.packs.end(), [&](const auto& other) {
        return other.second.service == pack.service;
    });
    if (first->first < number)
        draft.blame(service_key(number), pack.service + " is the service of pack " +
                                             std::to_string(first->first) +
                                             " already; name each pack once");
}

void check_min_packs(Draft& draft) {
    const KeyName name{"Failsafe", "min_packs"};
    const auto count = static_cast<int>(draft.packs.size());
    const int wanted = draft.settings.failsafe.min_packs;
    if (draft.settings.discovery == Discovery::automatic || wanted <= count ||
        !draft.trustworthy({std::string(kPackSection), "discovery"}))
        return;
    draft.blame(name, std::to_string(wanted) + " packs can never be there; [BMS] lists " +
                          std::to_string(count));
}

}  // namespace

void add_default_packs(Draft& draft) {
    if (draft.settings.discovery == Discovery::automatic || lists_packs(draft)) return;
    for (int number = 1; number <= kDefaultPacks; ++number)
        draft.packs[number].service =
            std::string(kBatteryPrefix) + "canopen_bms_node" + std::to_string(number);
}

void check_packs(Draft& draft) {
    for (const auto& [number, pack] : draft.packs) {
        check_lonely_keys(number, draft);
        if (!pack.service.empty()) check_service_of(number, pack, draft);
    }
    check_min_packs(draft);
}

}  // namespace aggregator::config
