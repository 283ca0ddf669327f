#include "main/venus_view.hpp"

#include <algorithm>

#include "aggregator/core/discovery.hpp"
#include "venus/codec.hpp"

namespace aggregator {

namespace {

constexpr const char* kSystemService = "com.victronenergy.system";

/// Bit 0 of the setting: DVCC is on. Systemcalc says so too, but up to 3 s later.
constexpr const char* kDvccSetting = "/Settings/Services/Bol";
constexpr const char* kDvccInForce = "/Control/Dvcc";

std::optional<std::string> text_in(const Answer<venus::Value>& answer) {
    const auto* text = answer.value ? std::get_if<std::string>(&*answer.value) : nullptr;
    if (text == nullptr) return std::nullopt;
    return *text;
}

std::optional<int> integer_in(const Answer<venus::Value>& answer) {
    return answer.value ? venus::integer_in(*answer.value) : std::nullopt;
}

void ask_settings(Questions& questions, VenusView& view) {
    questions.value(kSettingsService, kBatteryServiceSetting,
                    [&](const auto& answer) { view.battery_service = text_in(answer); });
    questions.value(kSettingsService, kBmsInstanceSetting,
                    [&](const auto& answer) { view.bms_instance = integer_in(answer); });
    questions.value(kSettingsService, kDvccSetting, [&](const auto& answer) {
        const auto bits = integer_in(answer);
        if (bits) view.dvcc = (*bits & 1) != 0;
    });
}

void ask_system(Questions& questions, VenusView& view) {
    questions.value(kSystemService, "/ActiveBatteryService",
                    [&](const auto& answer) { view.active_monitor = text_in(answer); });
    questions.value(kSystemService, "/ActiveBmsService",
                    [&](const auto& answer) { view.active_bms = text_in(answer); });
    questions.value(kSystemService, kDvccInForce, [&](const auto& answer) {
        const auto on = integer_in(answer);
        if (on && !view.dvcc) view.dvcc = *on != 0;
    });
}

void ask_batteries(Questions& questions, VenusView& view) {
    questions.names([&](const auto& answer) {
        for (const std::string& name : answer.value.value_or(std::vector<std::string>{})) {
            view.has_settings = view.has_settings || name == kSettingsService;
            if (!name.starts_with(kBatteryPrefix)) continue;
            questions.value(name, "/DeviceInstance", [&view, name](const auto& instance) {
                if (const auto number = integer_in(instance))
                    view.batteries.push_back({name, *number});
            });
        }
    });
}

}  // namespace

std::string battery_service_of(int instance) {
    return "com.victronenergy.battery/" + std::to_string(instance);
}

bool is_present(const VenusView& venus) {
    return venus.has_settings || venus.battery_service || venus.bms_instance ||
           venus.active_monitor || venus.active_bms;
}

void ask(Questions& questions, VenusView& view) {
    ask_settings(questions, view);
    ask_system(questions, view);
    ask_batteries(questions, view);
}

std::optional<int> instance_of(const ServiceItems& items) {
    const auto found = items.find("/DeviceInstance");
    return found == items.end() ? std::nullopt : venus::integer_in(found->second.value);
}

}  // namespace aggregator
