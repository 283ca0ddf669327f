#include "main/select.hpp"

#include <array>
#include <iostream>
#include <system_error>

#include "aggregator/core/discovery.hpp"
#include "main/selection_file.hpp"
#include "main/table.hpp"
#include "main/venus_selection.hpp"
#include "main/venus_view.hpp"
#include "venus/codec.hpp"

namespace aggregator {

namespace {

/// The instance that the daemon has now: localsettings may have given it another one than the
/// configuration asks for.
std::optional<int> running_instance(dbus::Bus& bus, const std::string& service) {
    std::optional<int> instance;
    Questions questions{bus};
    questions.value(service, "/DeviceInstance", [&](const auto& answer) {
        if (answer.value) instance = venus::integer_in(*answer.value);
    });
    questions.wait();
    return instance;
}

std::string change_text(const VenusSelection& before, const VenusSelection& now) {
    const auto row = [](const char* name, const std::string& was, const std::string& is) {
        return Row{{name}, {was == is ? is + ", as before" : was + " -> " + is}};
    };
    const std::array rows{
        row("battery monitor (BatteryService)", before.battery_service, now.battery_service),
        row("controlling BMS (BmsInstance)", std::to_string(before.bms_instance),
            std::to_string(now.bms_instance))};
    return table(rows, std::array{Align::left, Align::left}, Colour::never);
}

/// What still keeps Venus from following the bank.
std::string remaining_warnings(dbus::Bus& bus, const std::string& service, int instance) {
    VenusView venus;
    Questions questions{bus};
    ask(questions, venus);
    questions.wait();
    const BankOnBus bank{service,
                         {{"/DeviceInstance", {std::int64_t{instance}, std::to_string(instance)}}}};
    std::string text;
    for (const Warning& warning : warnings_of(venus, bank))
        text += "  ! " + printable(warning.text) + "\n";
    return text;
}

/// Without anything kept the user selected the bank himself, and Venus's defaults come back.
KeptSelection kept_or_defaults(const SelectionFile& file, dbus::Bus& bus,
                               const SelectOptions& options) {
    if (const auto kept = file.read()) return *kept;
    const auto instance = running_instance(bus, own_service(options.settings));
    return {automatic_selection(),
            selection_of(instance.value_or(options.settings.device_instance))};
}

void write_or_refuse(const SelectionFile& file, const KeptSelection& kept) {
    try {
        file.write(kept);
    } catch (const std::system_error& error) {
        throw SelectionFailed{
            std::string{"nothing is changed, for what was before cannot be kept: "} + error.what()};
    }
}

void tell_what_stays(const VenusSelection& present, const KeptSelection& kept) {
    if (present.battery_service != kept.ours.battery_service)
        std::cout << "  the battery monitor is not ours (any more), so it stays as it is\n";
    if (present.bms_instance != kept.ours.bms_instance)
        std::cout << "  the controlling BMS is not ours (any more), so it stays as it is\n";
}

}  // namespace

int select_bank(const SelectOptions& options) {
    dbus::Bus bus{options.bus_address};
    const std::string service = own_service(options.settings);
    const VenusSelection before = read_selection(bus);
    const auto instance = running_instance(bus, service);
    if (!instance)
        throw SelectionFailed{service +
                              " is not on the bus or does not answer, so its instance is not known "
                              "(configured: " +
                              std::to_string(options.settings.device_instance) +
                              "); start the daemon first"};
    const VenusSelection ours = selection_of(*instance);
    const SelectionFile file{state_folder(options.config_path)};
    const auto kept = file.read();
    const KeptSelection to_keep = keep(before, ours, kept);
    // Kept before anything changes: what was before must survive a power cut in between.
    if (kept ? kept != to_keep : before != ours) write_or_refuse(file, to_keep);
    change_selection(bus, before, ours);
    std::cout << change_text(before, read_selection(bus))
              << remaining_warnings(bus, service, *instance);
    return 0;
}

int deselect_bank(const SelectOptions& options) {
    dbus::Bus bus{options.bus_address};
    const SelectionFile file{state_folder(options.config_path)};
    const VenusSelection before = read_selection(bus);
    const KeptSelection kept = kept_or_defaults(file, bus, options);
    change_selection(bus, before, give_back(before, kept));
    file.remove();
    std::cout << change_text(before, read_selection(bus));
    tell_what_stays(before, kept);
    return 0;
}

}  // namespace aggregator
