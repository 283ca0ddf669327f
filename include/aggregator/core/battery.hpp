#pragma once

/// What is known of one battery: a pack as its BMS reports it, or the bank made of the packs. A
/// member without a value was never published, is invalid on the bus, or was rejected; there are no
/// sentinels.
///
/// Knows nothing of D-Bus: the names on the bus are in venus/paths. Source: domain.md 1 for what
/// each quantity is for.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "aggregator/core/units.hpp"

namespace aggregator {

/// Severity of an alarm as Venus counts it.
enum class Severity : std::uint8_t { ok = 0, warning = 1, alarm = 2 };

/// The alarms that Venus watches on a battery service and turns into notifications.
enum class AlarmKind : std::uint8_t {
    low_voltage,
    high_voltage,
    low_cell_voltage,
    high_cell_voltage,
    cell_imbalance,
    high_current,
    high_charge_current,
    high_discharge_current,
    low_soc,
    state_of_health,
    low_temperature,
    high_temperature,
    low_charge_temperature,
    high_charge_temperature,
    high_internal_temperature,
    battery_temperature_sensor,
    mid_voltage,
    fuse_blown,
    contactor,
    bms_cable,
    internal_failure,
    parallel_bms_lost,
};
inline constexpr std::size_t kAlarmKinds = 22;

/// One severity per kind; no value where the alarm is not published.
class Alarms {
public:
    [[nodiscard]] std::optional<Severity>& operator[](AlarmKind kind) {
        return severities_[static_cast<std::size_t>(kind)];
    }
    [[nodiscard]] const std::optional<Severity>& operator[](AlarmKind kind) const {
        return severities_[static_cast<std::size_t>(kind)];
    }
    bool operator==(const Alarms&) const = default;

private:
    std::array<std::optional<Severity>, kAlarmKinds> severities_{};
};

/// Extremes over the cells. In a bank the ids begin with the pack's name.
struct Cells {
    std::optional<Volts> min_voltage{};
    std::optional<Volts> max_voltage{};
    std::optional<std::string> min_voltage_id{};
    std::optional<std::string> max_voltage_id{};
    std::optional<Celsius> min_temperature{};
    std::optional<Celsius> max_temperature{};
    std::optional<std::string> min_temperature_id{};
    std::optional<std::string> max_temperature_id{};
    std::optional<int> in_series{};  ///< Cells in series of one pack.

    bool operator==(const Cells&) const = default;
};

/// What the charger and the inverter may do. Never negative.
struct Limits {
    std::optional<Volts> charge_voltage{};    ///< CVL.
    std::optional<Amps> charge_current{};     ///< CCL; 0 stops charging.
    std::optional<Amps> discharge_current{};  ///< DCL, a positive number; 0 stops discharging.
    std::optional<Volts> low_voltage{};       ///< Discharge ends here.

    bool operator==(const Limits&) const = default;
};

/// Whether the BMS lets current pass. No value means it does not say.
struct Permissions {
    std::optional<bool> charge{};
    std::optional<bool> discharge{};
    std::optional<bool> balance{};

    bool operator==(const Permissions&) const = default;
};

/// A BMS may itself stand for several modules; one that does not say stands for one.
struct Modules {
    std::optional<int> online{};
    std::optional<int> offline{};
    std::optional<int> blocking_charge{};
    std::optional<int> blocking_discharge{};

    bool operator==(const Modules&) const = default;
};

struct Battery {
    std::optional<Volts> voltage{};
    std::optional<Amps> current{};
    std::optional<Watts> power{};
    std::optional<Celsius> temperature{};
    std::optional<Percent> soc{};                  ///< State of charge, 0 to 100.
    std::optional<Percent> soh{};                  ///< State of health, 0 to 100.
    std::optional<AmpHours> installed_capacity{};  ///< When full, > 0.
    std::optional<AmpHours> available_capacity{};  ///< Left now.
    std::optional<AmpHours> consumed{};            ///< Since full, <= 0.
    std::optional<Seconds> time_to_go{};           ///< Until empty; no value while charging.

    Cells cells{};
    Limits limits{};
    Permissions permissions{};
    Modules modules{};
    Alarms alarms{};

    std::optional<bool> balancing{};
    std::optional<bool> charge_request{};  ///< The BMS asks to be charged to save itself.

    std::optional<bool> connected{};  ///< The driver reaches its BMS; no value counts as yes.
    std::optional<int> device_instance{};
    std::optional<std::string> product_name{};
    std::optional<std::string> custom_name{};
    std::optional<std::string> serial{};
    std::optional<std::string> process_name{};

    bool operator==(const Battery&) const = default;
};

}  // namespace aggregator
