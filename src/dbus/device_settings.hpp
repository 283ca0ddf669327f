#pragma once

/// Where localsettings keeps what Venus knows of the bank as a device.

#include <optional>
#include <string>
#include <string_view>

#include "aggregator/venus/value.hpp"

namespace aggregator::dbus {

/// What stands before the instance in the setting of it.
inline constexpr std::string_view kBatteryClass = "battery:";

/// `service_name` is the part behind com.victronenergy.battery.
[[nodiscard]] std::string instance_setting(const std::string& service_name);
[[nodiscard]] std::string name_setting(const std::string& service_name);

/// The number in the value of instance_setting(); no value for what names no battery.
[[nodiscard]] std::optional<int> instance_in(const venus::Value& value);

/// The folder of what systemcalc keeps of a battery that measures: Service, Name and Enabled, and
/// below "1" the same of its second measurement, which a starter battery would be
/// (venus-contract.md a.6).
[[nodiscard]] std::string measurement_settings(int instance);

}  // namespace aggregator::dbus
