#pragma once

/// The rules for names on the bus and for names that people read.

#include <string>
#include <string_view>

#include "config/complaint.hpp"

namespace aggregator::config {

inline constexpr std::string_view kBatteryPrefix = "com.victronenergy.battery.";

/// One part of a bus name, between two dots.
[[nodiscard]] Complaint check_element(std::string_view text);

/// The full bus name of a battery service.
[[nodiscard]] Complaint check_service(std::string_view text);

/// A name for people: 1 to 64 bytes, no semicolon, no tab.
[[nodiscard]] Complaint check_label(std::string_view text);

/// Labels or battery services, separated by commas; may be empty.
[[nodiscard]] Complaint check_exclude(std::string_view text);

}  // namespace aggregator::config
