#pragma once

/// Every setting a user can make, typed, with its default. The text form, the ranges and the names
/// in the file are in config/; the reasons for the numbers are in CONFIGURATION.md. Source:
/// product.md 3.

#include <optional>
#include <string>
#include <vector>

#include "aggregator/core/units.hpp"

namespace aggregator {

enum class NominalVoltage { detect, v12, v24, v48 };
enum class LimitMode { adaptive, capacity, min_n, single, sum };
enum class BlockedPackRule { automatic, strict, full_trickle };
enum class ImbalanceAction { limit, alarm_only };
enum class SocRule { min, weighted, blend };
enum class VoltageRule { mean, median };
enum class Discovery { list, automatic };
enum class LossRule { degrade, stop };

/// The bank as a whole.
struct BankSettings {
    AmpHours capacity{450.0};           ///< Whole bank; shared by packs that publish none.
    Volts max_charge_voltage{14.2};     ///< Ceiling of the CVL.
    Amps max_discharge_current{150.0};  ///< Ceiling of the DCL.
    Volts battery_low_voltage{11.5};    ///< Floor of the low voltage limit.
    NominalVoltage nominal_voltage = NominalVoltage::detect;

    bool operator==(const BankSettings&) const = default;
};

struct ChargeSettings {
    Amps nominal_charge_current{150.0};  ///< 100 % of the tiers and the ceiling of the CCL.
    Amps reduced_charge_current{50.0};   ///< At severe imbalance or a cell alarm; at most nominal.
    LimitMode limit_mode = LimitMode::adaptive;
    BlockedPackRule blocked_pack = BlockedPackRule::automatic;
    Seconds raise_hold{30.0};  ///< No rise for so long after a cut.
    Percent raise_rate{0.5};   ///< Of nominal, per second.

    bool operator==(const ChargeSettings&) const = default;
};

/// Thresholds of the spread between the highest and the lowest SOC, in points.
struct ImbalanceSettings {
    Percent ok{5.0};
    Percent warning{15.0};
    Percent alarm{20.0};
    Percent hysteresis{2.0};
    Seconds release{60.0};
    ImbalanceAction action = ImbalanceAction::limit;

    bool operator==(const ImbalanceSettings&) const = default;
};

struct AggregationSettings {
    SocRule soc = SocRule::min;
    VoltageRule voltage = VoltageRule::mean;

    bool operator==(const AggregationSettings&) const = default;
};

/// One pack as the user describes it; what is absent comes from its BMS.
struct PackSettings {
    std::string service{};  ///< Full D-Bus name.
    std::optional<std::string> name{};
    std::optional<AmpHours> capacity{};
    std::optional<Amps> max_charge_current{};
    std::optional<Amps> max_discharge_current{};

    bool operator==(const PackSettings&) const = default;
};

struct FailsafeSettings {
    Seconds stale_after{15.0};    ///< Silence until a pack is stale.
    Seconds lost_after{60.0};     ///< Silence until a pack is lost.
    Seconds startup_grace{60.0};  ///< Wait for all packs no longer than this.
    Seconds hold{120.0};          ///< Without any fresh pack, until discharging is stopped too.
    Seconds leave_bus_after{300.0};
    Seconds ride_through{1800.0};
    LossRule on_lost = LossRule::degrade;
    int min_packs = 1;

    bool operator==(const FailsafeSettings&) const = default;
};

/// A point of the polyline from temperature to allowed charge current, as a multiple of the
/// capacity per hour.
struct CurvePoint {
    Celsius temperature;
    double c_rate;  ///< Multiple of the capacity per hour, >= 0.

    bool operator==(const CurvePoint&) const = default;
};

struct TemperatureSettings {
    bool enabled = false;
    /// Sorted by temperature. Default: reference points of several LFP makers, see
    /// CONFIGURATION.md.
    std::vector<CurvePoint> charge_curve{
        {Celsius{0.0}, 0.0},   {Celsius{2.5}, 0.1},  {Celsius{7.5}, 0.2},
        {Celsius{12.5}, 0.3},  {Celsius{17.0}, 0.5}, {Celsius{43.0}, 0.5},
        {Celsius{47.5}, 0.25}, {Celsius{52.5}, 0.1}, {Celsius{55.0}, 0.0},
    };

    bool operator==(const TemperatureSettings&) const = default;
};

struct Settings {
    BankSettings bank{};
    ChargeSettings charge{};
    ImbalanceSettings imbalance{};
    AggregationSettings aggregation{};
    FailsafeSettings failsafe{};
    TemperatureSettings temperature{};

    std::vector<PackSettings> packs{};
    Discovery discovery = Discovery::list;
    std::vector<std::string> exclude{};  ///< Service names or custom names.

    int device_instance = 280;
    std::string service_name = "bms_aggregator";  ///< Behind com.victronenergy.battery.
    std::string custom_name = "BMS Aggregator";

    bool notifications = true;
    Seconds update_interval{2.0};
    bool debug = false;

    /// True where the file gives the key: such a voltage is never scaled to a detected nominal
    /// voltage.
    struct Given {
        bool max_charge_voltage = false;
        bool battery_low_voltage = false;

        bool operator==(const Given&) const = default;
    } given{};

    bool operator==(const Settings&) const = default;
};

}  // namespace aggregator
