#include <algorithm>
#include <charconv>

#include "main/venus_view.hpp"

namespace aggregator {

namespace {

constexpr const char* kRemedy = "; \"bms-aggregator select\" makes it follow this bank";

/// The pack's name in quotes if the service is one of the bank's, else the service.
std::string named(const std::string& service, const ServiceItems& items) {
    for (std::size_t i = 0;; ++i) {
        const std::string pack = "/Packs/" + std::to_string(i);
        const auto its_service = items.find(pack + "/Service");
        if (its_service == items.end()) return service;
        if (its_service->second.text != service) continue;
        const auto name = items.find(pack + "/Name");
        return name == items.end() ? service : "the single pack \"" + name->second.text + "\"";
    }
}

/// Who has the instance, as far as it is on the bus.
std::string holder_of(int instance, const VenusView& venus, const BankOnBus& bank) {
    const auto found = std::ranges::find(venus.batteries, instance, &Neighbour::instance);
    const std::string number = "battery " + std::to_string(instance);
    if (found == venus.batteries.end()) return number + ", which is not on the bus";
    return named(found->service, bank.items) + " (" + number + ")";
}

/// The number in a text such as com.victronenergy.battery/280.
std::optional<int> instance_in(std::string_view setting) {
    constexpr std::string_view kClass = "com.victronenergy.battery/";
    if (!setting.starts_with(kClass)) return std::nullopt;
    const std::string_view digits = setting.substr(kClass.size());
    const char* const end = digits.data() + digits.size();
    int number = 0;
    const auto parsed = std::from_chars(digits.data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    return number;
}

std::optional<std::string> monitor_problem(const VenusView& venus, const BankOnBus& bank,
                                           int instance) {
    if (!venus.battery_service || *venus.battery_service == battery_service_of(instance))
        return std::nullopt;
    const std::string& setting = *venus.battery_service;
    if (setting == kNoMonitor) return std::string{"Venus uses no battery monitor"};
    if (setting == kMonitorAutomatic) {
        const auto active =
            venus.active_monitor ? instance_in(*venus.active_monitor) : std::nullopt;
        const std::string now = !active               ? ""
                                : *active == instance ? ", now this bank"
                                                      : ", now " + holder_of(*active, venus, bank);
        return "Venus chooses its battery monitor by itself" + now;
    }
    const auto chosen = instance_in(setting);
    return "Venus's battery monitor is " + (chosen ? holder_of(*chosen, venus, bank) : setting) +
           ", not this bank";
}

std::optional<std::string> bms_problem(const VenusView& venus, const BankOnBus& bank,
                                       int instance) {
    if (!venus.bms_instance || *venus.bms_instance == instance) return std::nullopt;
    if (*venus.bms_instance == kNoBms)
        return std::string{"Venus obeys no BMS: chargers ignore every limit of this bank"};
    if (*venus.bms_instance != kBmsAutomatic)
        return "Venus takes its limits from " + holder_of(*venus.bms_instance, venus, bank) +
               ", not from this bank";
    const bool other = venus.active_bms && *venus.active_bms != bank.service;
    return other ? "Venus chooses its controlling BMS by itself, now " +
                       named(*venus.active_bms, bank.items)
                 : std::string{
                       "Venus chooses its controlling BMS by itself: should this bank leave the "
                       "bus, Venus takes a single pack's limits"};
}

/// Settings that hang, or that no systemcalc has made yet.
bool is_selection_known(const VenusView& venus) {
    return venus.battery_service && venus.bms_instance && venus.dvcc;
}

}  // namespace

std::vector<Warning> warnings_of(const VenusView& venus, const BankOnBus& bank) {
    std::vector<Warning> warnings;
    const auto instance = instance_of(bank.items);
    if (!instance) return warnings;
    if (venus.dvcc == false)
        warnings.push_back(
            {"dvcc_off", "DVCC is off: chargers ignore every limit of this bank (Settings, DVCC)"});
    if (const auto problem = bms_problem(venus, bank, *instance))
        warnings.push_back({"bms_not_selected", *problem + kRemedy});
    if (const auto problem = monitor_problem(venus, bank, *instance))
        warnings.push_back({"monitor_not_selected", *problem + kRemedy});
    if (is_present(venus) && !is_selection_known(venus))
        warnings.push_back({"selection_unknown",
                            "Venus's settings do not tell all of battery monitor, controlling BMS "
                            "and DVCC: whether it follows this bank is not known"});
    for (const Neighbour& neighbour : venus.batteries) {
        if (neighbour.instance != *instance || neighbour.service == bank.service) continue;
        warnings.push_back({"instance_shared",
                            neighbour.service + " has the instance " + std::to_string(*instance) +
                                " too: Venus mixes the two up; give one of them another"});
    }
    return warnings;
}

}  // namespace aggregator
