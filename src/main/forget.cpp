#include "main/forget.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <stdexcept>
#include <vector>

#include "aggregator/core/discovery.hpp"
#include "dbus/device_settings.hpp"
#include "main/questions.hpp"
#include "main/venus_view.hpp"

namespace aggregator {

namespace {

/// The daemon would claim its entry again, and Venus point at an instance that nobody has
/// meanwhile.
void refuse_while_it_runs(dbus::Bus& bus, const std::string& service) {
    bool runs = false;
    Questions questions{bus};
    questions.names([&](const auto& answer) {
        const auto names = answer.value.value_or(std::vector<std::string>{});
        runs = std::ranges::find(names, service) != names.end();
    });
    questions.wait();
    if (runs) throw std::runtime_error{service + " is on the bus: stop the daemon first (svc -d)"};
}

/// No value when the bank was never registered.
std::optional<int> registered_instance(dbus::Bus& bus, const std::string& path) {
    std::optional<int> instance;
    Questions questions{bus};
    questions.value(kSettingsService, path, [&](const auto& answer) {
        if (answer.value) instance = dbus::instance_in(*answer.value);
    });
    questions.wait();
    return instance;
}

std::vector<std::string> settings_of(dbus::Bus& bus, const std::string& service_name) {
    const std::string instance_path = dbus::instance_setting(service_name);
    std::vector<std::string> all;
    if (const auto instance = registered_instance(bus, instance_path)) {
        const std::string folder = dbus::measurement_settings(*instance);
        for (const char* name :
             {"/Service", "/Name", "/Enabled", "/1/Service", "/1/Name", "/1/Enabled"})
            all.push_back(folder + name);
    }
    // The instance last: should this be cut off, the next time still finds what belongs to it.
    all.push_back(dbus::name_setting(service_name));
    all.push_back(instance_path);
    return all;
}

}  // namespace

int forget_bank(const ForgetOptions& options) {
    dbus::Bus bus{options.bus_address};
    refuse_while_it_runs(bus, own_service(options.settings));
    const auto all = settings_of(bus, options.settings.service_name);
    Answer<std::vector<int>> removed;
    Questions questions{bus};
    questions.remove_settings(kSettingsService, all, [&](const auto& answer) { removed = answer; });
    questions.wait();
    if (!removed.value)
        throw std::runtime_error{std::string{kSettingsService} +
                                 " does not remove them: " + removed.failure->message};
    const auto count = std::ranges::count(*removed.value, 0);
    std::cout << "  removed from Venus's settings: " << count
              << (count == 1 ? " entry\n" : " entries\n");
    return 0;
}

}  // namespace aggregator
