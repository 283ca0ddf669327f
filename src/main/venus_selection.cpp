#include "main/venus_selection.hpp"

#include "main/venus_view.hpp"
#include "venus/codec.hpp"

namespace aggregator {

namespace {

std::string problem(const NoAnswer& failure, const std::string& path) {
    switch (failure.kind) {
        case NoAnswer::Kind::absent:
            return std::string{kSettingsService} +
                   " is not on the bus: either this is no Venus OS, or localsettings does not run";
        case NoAnswer::Kind::silent:
            return std::string{kSettingsService} + " does not answer";
        case NoAnswer::Kind::refused:
            return std::string{kSettingsService} + " has no " + path +
                   " (systemcalc creates it; does it run?): " + failure.message;
    }
    return {};
}

[[noreturn]] void fail_reading(const Answer<venus::Value>& answer, const std::string& path) {
    if (answer.failure) throw SelectionFailed{problem(*answer.failure, path)};
    throw SelectionFailed{path + " holds a value of another kind than expected"};
}

void set(dbus::Bus& bus, const std::string& path, const venus::Value& value) {
    std::optional<std::string> refusal;
    Questions questions{bus};
    questions.set(kSettingsService, path, value, [&](const Answer<int>& answer) {
        if (answer.failure) {
            refusal = problem(*answer.failure, path);
        } else if (*answer.value != 0) {
            refusal = std::string{kSettingsService} + " refused the value for " + path + " (code " +
                      std::to_string(*answer.value) + ")";
        }
    });
    questions.wait();
    if (refusal) throw SelectionFailed{*refusal};
}

void set_service(dbus::Bus& bus, const VenusSelection& selection) {
    set(bus, kBatteryServiceSetting, selection.battery_service);
}

void set_bms(dbus::Bus& bus, const VenusSelection& selection) {
    set(bus, kBmsInstanceSetting, std::int64_t{selection.bms_instance});
}

}  // namespace

VenusSelection read_selection(dbus::Bus& bus) {
    Answer<venus::Value> service;
    Answer<venus::Value> bms;
    Questions questions{bus};
    questions.value(kSettingsService, kBatteryServiceSetting,
                    [&](const auto& answer) { service = answer; });
    questions.value(kSettingsService, kBmsInstanceSetting,
                    [&](const auto& answer) { bms = answer; });
    questions.wait();
    const auto* name = service.value ? std::get_if<std::string>(&*service.value) : nullptr;
    if (name == nullptr) fail_reading(service, kBatteryServiceSetting);
    const auto instance = bms.value ? venus::integer_in(*bms.value) : std::nullopt;
    if (!instance) fail_reading(bms, kBmsInstanceSetting);
    return {*name, *instance};
}

void change_selection(dbus::Bus& bus, const VenusSelection& from, const VenusSelection& to) {
    const bool service_differs = from.battery_service != to.battery_service;
    if (service_differs) set_service(bus, to);
    if (from.bms_instance == to.bms_instance) return;
    try {
        set_bms(bus, to);
    } catch (const SelectionFailed&) {
        if (service_differs) set_service(bus, from);
        throw;
    }
}

}  // namespace aggregator
