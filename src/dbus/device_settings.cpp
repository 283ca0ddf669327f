#include "dbus/device_settings.hpp"

#include <algorithm>
#include <charconv>

namespace aggregator::dbus {

namespace {

/// Localsettings keeps settings as elements of XML and takes a leading underscore for an escape.
std::string device_folder(std::string service_name) {
    std::ranges::replace(service_name, '-', '_');
    const bool escaped = service_name.starts_with('_');
    return "/Settings/Devices/" + (escaped ? "bank" + service_name : service_name);
}

}  // namespace

std::string instance_setting(const std::string& service_name) {
    return device_folder(service_name) + "/ClassAndVrmInstance";
}

std::string name_setting(const std::string& service_name) {
    return device_folder(service_name) + "/CustomName";
}

std::optional<int> instance_in(const venus::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    if (text == nullptr || !text->starts_with(kBatteryClass)) return std::nullopt;
    int instance = 0;
    const char* const end = text->data() + text->size();
    const auto parsed = std::from_chars(text->data() + kBatteryClass.size(), end, instance);
    if (parsed.ec != std::errc{} || parsed.ptr != end || instance < 0) return std::nullopt;
    return instance;
}

std::string measurement_settings(int instance) {
    return "/Settings/SystemSetup/Batteries/Configuration/com_victronenergy_battery/" +
           std::to_string(instance);
}

}  // namespace aggregator::dbus
