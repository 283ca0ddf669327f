#include "aggregator/core/discovery.hpp"

#include <algorithm>

namespace aggregator {

std::string own_service(const Settings& settings) {
    return std::string{kBatteryPrefix} + settings.service_name;
}

bool is_excluded(std::string_view service, const std::optional<std::string>& custom_name,
                 const Settings& settings) {
    return std::ranges::any_of(settings.exclude, [&](const std::string& name) {
        return name == service || name == custom_name;
    });
}

std::optional<std::string> why_not_eligible(std::string_view service, const Battery& battery,
                                            const Settings& settings) {
    if (!service.starts_with(kBatteryPrefix)) return "not a battery service";
    if (service == own_service(settings)) return "this is the aggregator itself";
    if (battery.process_name == kProcessName) return "another aggregator of this kind";
    if (is_excluded(service, battery.custom_name, settings)) return "named under exclude";
    if (!battery.limits.charge_voltage)
        return "publishes no charge voltage limit: a monitor, not a BMS";
    return std::nullopt;
}

std::string_view label_of(const PackSettings& pack, const Battery& battery,
                          std::string_view service) {
    if (pack.name) return *pack.name;
    if (battery.custom_name && !battery.custom_name->empty()) return *battery.custom_name;
    if (service.starts_with(kBatteryPrefix)) service.remove_prefix(kBatteryPrefix.size());
    return service;
}

}  // namespace aggregator
