#pragma once

/// What Venus makes of the bank: which battery it takes for monitor and BMS, whether its chargers
/// obey, and what of that should worry the user. Knows no bus.

#include <optional>
#include <string>
#include <vector>

#include "main/questions.hpp"

namespace aggregator {

/// Paths of com.victronenergy.settings.
inline constexpr const char* kSettingsService = "com.victronenergy.settings";
inline constexpr const char* kBatteryServiceSetting = "/Settings/SystemSetup/BatteryService";
inline constexpr const char* kBmsInstanceSetting = "/Settings/SystemSetup/BmsInstance";

/// Values that Venus gives a meaning of their own.
inline constexpr const char* kMonitorAutomatic = "default";
inline constexpr const char* kNoMonitor = "nobattery";
inline constexpr int kBmsAutomatic = -1;
inline constexpr int kNoBms = -255;

/// How the setting BatteryService names a battery.
[[nodiscard]] std::string battery_service_of(int instance);

/// A battery service on the bus.
struct Neighbour {
    std::string service;
    int instance;
};

/// What is known has a value; on a laptop nothing is.
struct VenusView {
    bool has_settings = false;                     ///< Somebody has the name of the settings.
    std::optional<std::string> battery_service{};  ///< Setting BatteryService.
    std::optional<int> bms_instance{};             ///< Setting BmsInstance.
    std::optional<bool> dvcc{};                    ///< Chargers obey a BMS.
    std::optional<std::string> active_monitor{};   ///< As battery_service, what came of it.
    std::optional<std::string> active_bms{};       ///< Full service name.
    std::vector<Neighbour> batteries{};            ///< All that answer, ours among them.
};

/// Whether there is a Venus around.
[[nodiscard]] bool is_present(const VenusView& venus);

/// Asks for all of it; `view` must live until the questions were waited for.
void ask(Questions& questions, VenusView& view);

struct Warning {
    std::string kind;  ///< For programs: a word that stays the same.
    std::string text;
};

/// The bank as its service shows it.
struct BankOnBus {
    std::string service;
    ServiceItems items;
};

/// What keeps Venus from following the bank, most important first.
[[nodiscard]] std::vector<Warning> warnings_of(const VenusView& venus, const BankOnBus& bank);

/// The instance that the service shows.
[[nodiscard]] std::optional<int> instance_of(const ServiceItems& items);

}  // namespace aggregator
