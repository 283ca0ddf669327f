#include "main/selection.hpp"

#include "main/json.hpp"
#include "main/venus_view.hpp"

namespace aggregator {

namespace {

Json selection_json(const VenusSelection& selection) {
    return {{"BatteryService", selection.battery_service}, {"BmsInstance", selection.bms_instance}};
}

std::optional<VenusSelection> selection_in(const Json& json, const char* member) {
    const auto found = json.find(member);
    if (found == json.end() || !found->is_object()) return std::nullopt;
    const auto service = found->find("BatteryService");
    const auto instance = found->find("BmsInstance");
    if (service == found->end() || !service->is_string()) return std::nullopt;
    if (instance == found->end() || !instance->is_number_integer()) return std::nullopt;
    return VenusSelection{service->get<std::string>(), instance->get<int>()};
}

}  // namespace

VenusSelection automatic_selection() {
    return {kMonitorAutomatic, kBmsAutomatic};
}

VenusSelection selection_of(int instance) {
    return {battery_service_of(instance), instance};
}

KeptSelection keep(const VenusSelection& present, const VenusSelection& ours,
                   const std::optional<KeptSelection>& kept) {
    const VenusSelection before = kept ? kept->previous : automatic_selection();
    const VenusSelection ours_before = kept ? kept->ours : ours;
    const auto previous = [](const auto& now, const auto& mine, const auto& mine_before,
                             const auto& earlier) {
        return now == mine || now == mine_before ? earlier : now;
    };
    return {.previous = {previous(present.battery_service, ours.battery_service,
                                  ours_before.battery_service, before.battery_service),
                         previous(present.bms_instance, ours.bms_instance, ours_before.bms_instance,
                                  before.bms_instance)},
            .ours = ours};
}

VenusSelection give_back(const VenusSelection& present, const KeptSelection& kept) {
    VenusSelection result = present;
    if (present.battery_service == kept.ours.battery_service)
        result.battery_service = kept.previous.battery_service;
    if (present.bms_instance == kept.ours.bms_instance)
        result.bms_instance = kept.previous.bms_instance;
    return result;
}

std::string to_text(const KeptSelection& kept) {
    constexpr int kIndent = 2;
    return dumped(
        {{"previous", selection_json(kept.previous)}, {"ours", selection_json(kept.ours)}},
        kIndent);
}

std::optional<KeptSelection> kept_selection(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    const auto previous = selection_in(json, "previous");
    const auto ours = selection_in(json, "ours");
    if (!previous || !ours) return std::nullopt;
    return KeptSelection{*previous, *ours};
}

}  // namespace aggregator
