#include "main/found_battery.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "aggregator/core/cell_count.hpp"
#include "aggregator/core/discovery.hpp"
#include "aggregator/core/screening.hpp"

namespace aggregator {

namespace {

/// Sorts those that do not tell their instance behind the others.
constexpr int kNoInstance = std::numeric_limits<int>::max();

std::optional<std::string> why_not(const FoundBattery& found, const Settings& settings) {
    if (found.service == own_service(settings))
        return why_not_eligible(found.service, found.battery, settings);
    if (!found.trouble.empty()) return found.trouble;
    if (!found.answered) return found.alive ? "answers, but shows no values" : "does not answer";
    return why_not_eligible(found.service, found.battery, settings);
}

AmpHours rating_of(const Battery& battery, const Settings& settings) {
    const auto published = battery.installed_capacity;
    return published && plausible_capacity(*published) ? *published : settings.bank.capacity;
}

}  // namespace

JudgedBattery judge(const FoundBattery& found, const Settings& settings) {
    const auto proven = proven_cells(cell_evidence(found.battery));
    const Screened screened = screen(found.battery, {rating_of(found.battery, settings), proven});
    return {.found = found,
            .plausible = screened.battery,
            .implausible_values = screened.rejected,
            .why_not = why_not(found, settings),
            .cells = proven ? proven : screened.battery.cells.in_series,
            .ours = found.service == own_service(settings)};
}

std::vector<JudgedBattery> judge_all(std::vector<FoundBattery> found, const Settings& settings) {
    std::ranges::sort(found, {}, [](const FoundBattery& battery) {
        return std::tuple{battery.battery.device_instance.value_or(kNoInstance), battery.service};
    });
    std::vector<JudgedBattery> judged;
    judged.reserve(found.size());
    for (const FoundBattery& battery : found) judged.push_back(judge(battery, settings));
    return judged;
}

std::string label_of(const JudgedBattery& battery) {
    return std::string{label_of({}, battery.found.battery, battery.found.service)};
}

std::string short_name(const std::string& service) {
    return service.starts_with(kBatteryPrefix) ? service.substr(kBatteryPrefix.size()) : service;
}

}  // namespace aggregator
