#pragma once

/// Which battery services on the bus may be packs of the bank. Source: product.md 3 (discovery,
/// exclude).

#include <optional>
#include <string>
#include <string_view>

#include "aggregator/core/battery.hpp"
#include "aggregator/core/settings.hpp"

namespace aggregator {

inline constexpr std::string_view kBatteryPrefix = "com.victronenergy.battery.";

/// What our own service calls the program behind it; an aggregator never aggregates another one of
/// its kind.
inline constexpr std::string_view kProcessName = "bms-aggregator";

/// The full D-Bus name of our own service.
[[nodiscard]] std::string own_service(const Settings& settings);

/// True when the user took this service out, by its name or its custom name.
[[nodiscard]] bool is_excluded(std::string_view service,
                               const std::optional<std::string>& custom_name,
                               const Settings& settings);

/// Why the service is not taken as a pack by automatic discovery; no value when it is.
[[nodiscard]] std::optional<std::string> why_not_eligible(std::string_view service,
                                                          const Battery& battery,
                                                          const Settings& settings);

/// What people call the pack: the configured name, else the custom name, else the end of the
/// service name. A part of one of the arguments, valid as long as they are.
[[nodiscard]] std::string_view label_of(const PackSettings& pack, const Battery& battery,
                                        std::string_view service);

}  // namespace aggregator
