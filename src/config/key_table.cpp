#include "config/key_table.hpp"

#include <algorithm>
#include <iterator>

#include "config/bus_name.hpp"
#include "config/charge_curve.hpp"

namespace aggregator::config {

namespace {

using S = Settings;
using Bank = BankSettings;
using Charge = ChargeSettings;
using Imbalance = ImbalanceSettings;
using Failsafe = FailsafeSettings;

constexpr Section kSections[] = {
    {"Battery", "The bank as a whole."},
    {"ChargeLimits", "How much the chargers may give, and how the limit moves."},
    {"ImbalanceThresholds",
     "Steps by the spread, the highest state of charge of the packs less the lowest."},
    {"Aggregation", "How the values of the packs become one."},
    {"BMS", "The packs, and the name of the battery made of them."},
    {"Failsafe", "What happens when packs fall silent."},
    {"TemperatureLimits", "Less charge current for cold and hot cells."},
    {"Notifications", "Messages in words on the screen of the device."},
    {"Logging", "Rhythm of the published values, and the log."},
};

// Words in the order of the enumerators in core/settings.hpp.
constexpr std::string_view kNoYes[] = {"false", "true"};
constexpr std::string_view kNominalVoltages[] = {"auto", "12", "24", "48"};
constexpr std::string_view kLimitModes[] = {"adaptive", "capacity", "min_n", "single", "sum"};
constexpr std::string_view kBlockedPackRules[] = {"auto", "strict", "full_trickle"};
constexpr std::string_view kImbalanceActions[] = {"limit", "alarm_only"};
constexpr std::string_view kSocRules[] = {"min", "weighted", "blend"};
constexpr std::string_view kVoltageRules[] = {"mean", "median"};
constexpr std::string_view kDiscoveries[] = {"list", "auto"};
constexpr std::string_view kLossRules[] = {"degrade", "stop"};

constexpr Form kElement{"letters, digits, '_' and '-', no digit first", &check_element};
constexpr Form kService{"a name beginning with com.victronenergy.battery.", &check_service};
constexpr Form kLabel{"1 to 64 bytes without a semicolon", &check_label};
constexpr Form kExclude{"service names or CustomNames with commas between", &check_exclude};
constexpr Form kCurve{"2 to 16 points T:rate, T rising from -40 to 90, rate 0 to 5", &check_curve};

constexpr Absent from_bms(std::string_view example) {
    return {"from the BMS", example};
}

// One shape for every row: where it goes; section, name, unit, what is allowed; effect.
// clang-format off
constexpr Key<Settings> kKeys[] = {
    setting<&S::bank, &Bank::capacity>({
        "Battery", "capacity", "Ah", Range{1, 100'000},
        "Capacity of the whole bank; packs that publish none share it."}),
    scaled_setting<&S::bank, &Bank::max_charge_voltage>(&S::Given::max_charge_voltage, {
        "Battery", "max_charge_voltage", "V", Range{9, 66},
        "Ceiling of the charge voltage (CVL); a pack that asks for less wins."}),
    setting<&S::bank, &Bank::max_discharge_current>({
        "Battery", "max_discharge_current", "A", Range{1, 10'000},
        "Ceiling of the discharge current (DCL) of the whole bank."}),
    scaled_setting<&S::bank, &Bank::battery_low_voltage>(&S::Given::battery_low_voltage, {
        "Battery", "battery_low_voltage", "V", Range{6, 60},
        "Floor of the voltage where discharging ends; a pack that asks for more wins."}),
    setting<&S::bank, &Bank::nominal_voltage>({
        "Battery", "nominal_voltage", "V", kNominalVoltages,
        "Nominal voltage of the bank; auto finds it, a number is checked against the packs."}),

    setting<&S::charge, &Charge::nominal_charge_current>({
        "ChargeLimits", "nominal_charge_current", "A", Range{1, 10'000},
        "Charge current of a balanced bank, and the ceiling of the charge limit (CCL)."}),
    setting<&S::charge, &Charge::reduced_charge_current>({
        "ChargeLimits", "reduced_charge_current", "A", Range{0, 10'000},
        "Charge current at severe imbalance or a cell alarm; at most nominal_charge_current."}),
    setting<&S::charge, &Charge::limit_mode>({
        "ChargeLimits", "limit_mode", "", kLimitModes,
        "Rule that makes one limit of the packs' own limits."}),
    setting<&S::charge, &Charge::blocked_pack>({
        "ChargeLimits", "blocked_pack", "", kBlockedPackRules,
        "What the bank does while one pack allows no current."}),
    setting<&S::charge, &Charge::raise_hold>({
        "ChargeLimits", "raise_hold", "s", Range{0, 3'600},
        "After a cut the limit does not rise for so long."}),
    setting<&S::charge, &Charge::raise_rate>({
        "ChargeLimits", "raise_rate", "%/s", Range{0.01, 100},
        "Then it rises by this part of nominal_charge_current per second."}),

    setting<&S::imbalance, &Imbalance::ok>({
        "ImbalanceThresholds", "imbalance_ok_threshold", "%", Range{0.1, 100},
        "From this spread on, 85 % of nominal_charge_current."}),
    setting<&S::imbalance, &Imbalance::warning>({
        "ImbalanceThresholds", "imbalance_warning_threshold", "%", Range{0.1, 100},
        "From this spread on, 66 % of nominal_charge_current and a warning."}),
    setting<&S::imbalance, &Imbalance::alarm>({
        "ImbalanceThresholds", "imbalance_alarm_threshold", "%", Range{0.1, 100},
        "From this spread on, reduced_charge_current and an alarm."}),
    setting<&S::imbalance, &Imbalance::hysteresis>({
        "ImbalanceThresholds", "imbalance_hysteresis", "%", Range{0, 50},
        "A step is left only when the spread is this far below its threshold."}),
    setting<&S::imbalance, &Imbalance::release>({
        "ImbalanceThresholds", "imbalance_release", "s", Range{0, 3'600},
        "The spread must stay that low for so long; a step is entered at once."}),
    setting<&S::imbalance, &Imbalance::action>({
        "ImbalanceThresholds", "imbalance_action", "", kImbalanceActions,
        "Whether the steps limit the current too, or only raise the warning and the alarm."}),

    setting<&S::aggregation, &AggregationSettings::soc>({
        "Aggregation", "soc", "", kSocRules,
        "Rule for the state of charge of the bank."}),
    setting<&S::aggregation, &AggregationSettings::voltage>({
        "Aggregation", "voltage", "", kVoltageRules,
        "Rule for the voltage of the bank."}),

    setting<&S::discovery>({
        "BMS", "discovery", "", kDiscoveries,
        "Whether the packs are those listed here, or all on the bus."}),
    setting<&S::exclude>({
        "BMS", "exclude", "", kExclude,
        "Batteries that are no part of the bank.",
        {"none", "com.victronenergy.battery.ttyUSB3, Camper"}}),
    setting<&S::device_instance>({
        "BMS", "device_instance", "", Range{0, 65'535},
        "Number of the virtual battery on the device; no other battery may have it."}),
    setting<&S::service_name>({
        "BMS", "service_name", "", kElement,
        "Name of the virtual battery on the bus, behind com.victronenergy.battery."}),
    setting<&S::custom_name>({
        "BMS", "custom_name", "", kLabel,
        "Name of the virtual battery for people."}),

    setting<&S::failsafe, &Failsafe::stale_after>({
        "Failsafe", "stale_after", "s", Range{2, 600},
        "A pack without fresh data for so long counts as stale."}),
    setting<&S::failsafe, &Failsafe::lost_after>({
        "Failsafe", "lost_after", "s", Range{4, 3'600},
        "A pack without fresh data for so long counts as lost."}),
    setting<&S::failsafe, &Failsafe::startup_grace>({
        "Failsafe", "startup_grace", "s", Range{0, 600},
        "After the start, packs may take so long to appear before they count as lost."}),
    setting<&S::failsafe, &Failsafe::hold>({
        "Failsafe", "hold", "s", Range{0, 600},
        "With no fresh pack at all, discharging goes on for so long; charging stops at once."}),
    setting<&S::failsafe, &Failsafe::leave_bus_after>({
        "Failsafe", "leave_bus_after", "s", Range{10, 86'400},
        "With both stopped for so long, the virtual battery leaves the bus."}),
    setting<&S::failsafe, &Failsafe::ride_through>({
        "Failsafe", "ride_through", "s", Range{0, 86'400},
        "With on_lost = stop, a pack lost for so long ends charging and discharging."}),
    setting<&S::failsafe, &Failsafe::on_lost>({
        "Failsafe", "on_lost", "", kLossRules,
        "What the bank does while a pack is lost."}),
    setting<&S::failsafe, &Failsafe::min_packs>({
        "Failsafe", "min_packs", "", Range{1, 64},
        "With fewer packs seen after startup_grace, the virtual battery does not appear."}),

    setting<&S::temperature, &TemperatureSettings::enabled>({
        "TemperatureLimits", "enabled", "", kNoYes,
        "Whether the curve below limits the charge current of each pack."}),
    setting<&S::temperature, &TemperatureSettings::charge_curve>({
        "TemperatureLimits", "charge_curve", "", kCurve,
        "Charge current by cell temperature, as a multiple of the pack's capacity per hour."}),

    setting<&S::notifications>({
        "Notifications", "enabled", "", kNoYes,
        "Whether problems are explained in a message on the device."}),

    setting<&S::update_interval>({
        "Logging", "update_interval", "s", Range{0.2, 60},
        "Time from one update of the published values to the next."}),
    setting<&S::debug>({
        "Logging", "debug", "", kNoYes,
        "Whether the log tells what every published update was made of."}),
};

constexpr Key<PackSettings> kPackKeys[] = {
    pack_setting<&PackSettings::service>({
        "BMS", "bmsN_service", "", kService,
        "The name of the pack's BMS on the bus.",
        {"canopen_bms_node1 to canopen_bms_node3 when no pack is listed", ""}}),
    pack_setting<&PackSettings::name>({
        "BMS", "bmsN_name", "", kLabel,
        "What the pack is called in messages.",
        from_bms("Left")}),
    pack_setting<&PackSettings::capacity>({
        "BMS", "bmsN_capacity", "Ah", Range{1, 100'000},
        "Capacity of the pack, for a BMS that publishes none.",
        from_bms("150")}),
    pack_setting<&PackSettings::max_charge_current>({
        "BMS", "bmsN_max_charge_current", "A", Range{1, 10'000},
        "Charge limit of a pack whose BMS publishes none; else a further ceiling.",
        from_bms("75")}),
    pack_setting<&PackSettings::max_discharge_current>({
        "BMS", "bmsN_max_discharge_current", "A", Range{1, 10'000},
        "Discharge limit of a pack whose BMS publishes none; else a further ceiling.",
        from_bms("100")}),
};
// clang-format on

}  // namespace

std::span<const Section> sections() {
    return kSections;
}

std::span<const Key<Settings>> keys() {
    return kKeys;
}

std::span<const Key<PackSettings>> pack_keys() {
    return kPackKeys;
}

const Key<Settings>* find_key(std::string_view section, std::string_view name) {
    const auto* const end = std::end(kKeys);
    const auto* const found = std::find_if(std::begin(kKeys), end, [&](const auto& key) {
        return key.spec.section == section && key.spec.name == name;
    });
    return found == end ? nullptr : found;
}

const Key<PackSettings>* find_pack_key(std::string_view name) {
    const auto* const end = std::end(kPackKeys);
    const auto* const found = std::find_if(std::begin(kPackKeys), end,
                                           [&](const auto& key) { return key.spec.name == name; });
    return found == end ? nullptr : found;
}

}  // namespace aggregator::config
