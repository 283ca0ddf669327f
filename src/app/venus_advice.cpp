#include "aggregator/app/venus_advice.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace aggregator::app {

namespace {

using Advice = std::optional<std::string>;

constexpr int kAutomatic = -1;
constexpr int kDvccOn = 1;
const std::string kBattery = "com.victronenergy.battery/";

std::string service_of(int instance) {
    return kBattery + std::to_string(instance);
}

Advice on_dvcc(const VenusSettings& settings) {
    if (!settings.dvcc || (*settings.dvcc & kDvccOn) != 0) return {};
    return "DVCC is off: chargers do not obey the bank's limits";
}

/// Left to choose, Venus takes the battery monitor if it is a BMS, else the lowest instance.
Advice on_bms(const VenusSettings& settings, int ours) {
    const auto bms = settings.bms_instance;
    if (!bms || *bms == ours) return {};
    if (*bms == kAutomatic) {
        if (!settings.battery_service || *settings.battery_service == service_of(ours)) return {};
        return "Venus chooses the controlling BMS by itself and may take a single pack: select the "
               "bank, instance " +
               std::to_string(ours);
    }
    if (*bms < 0) return "Venus obeys no BMS at all: the bank's limits reach no charger";
    return "Venus obeys the BMS with instance " + std::to_string(*bms) + " instead of the bank, " +
           std::to_string(ours);
}

Advice on_monitor(const VenusSettings& settings, std::span<const Member> packs) {
    if (!settings.battery_service) return {};
    const auto followed = [&](const Member& pack) {
        return pack.battery.device_instance &&
               *settings.battery_service == service_of(*pack.battery.device_instance);
    };
    const auto pack = std::ranges::find_if(packs, followed);
    if (pack != packs.end())
        return "Venus shows the single pack " + pack->name + " as its battery instead of the bank";
    if (*settings.battery_service == "default")
        return "Venus chooses its battery monitor by itself and takes the lowest instance: select "
               "the bank";
    return {};
}

Advice on_collision(int ours, const Instances& others) {
    const auto same =
        std::ranges::find_if(others, [ours](const auto& other) { return other.second == ours; });
    if (same == others.end()) return {};
    return same->first + " has our device instance " + std::to_string(ours) +
           ": Venus mixes the two up";
}

}  // namespace

std::vector<std::string> advice(const VenusSettings& settings, int ours,
                                std::span<const Member> packs, const Instances& others) {
    std::vector<std::string> all;
    for (const Advice& one : {on_collision(ours, others), on_dvcc(settings), on_bms(settings, ours),
                              on_monitor(settings, packs)}) {
        if (one) all.push_back(*one);
    }
    return all;
}

std::string AdviceLog::tell(std::vector<std::string> advice) {
    std::string text;
    for (const std::string& sentence : advice) {
        if (std::ranges::find(told_, sentence) == told_.end()) spdlog::warn("{}", sentence);
        text += (text.empty() ? "" : "; ") + sentence;
    }
    if (advice.empty() && !told_.empty()) spdlog::info("Venus uses the bank as it should");
    told_ = std::move(advice);
    return text;
}

}  // namespace aggregator::app
