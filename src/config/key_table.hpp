#pragma once

/// Every section and key of the file. The table drives reading, ranges, defaults, complaints about
/// unknown names, print() and sample(); a test holds CONFIGURATION.md to it.

#include <span>
#include <string_view>

#include "config/key.hpp"

namespace aggregator::config {

struct Section {
    std::string_view name;
    std::string_view purpose;
};

/// The section of the packs, and with it of the pack keys.
inline constexpr std::string_view kPackSection = "BMS";

[[nodiscard]] std::span<const Section> sections();
[[nodiscard]] std::span<const Key<Settings>> keys();
/// Their names have an N in place of the pack's number.
[[nodiscard]] std::span<const Key<PackSettings>> pack_keys();

/// Null when there is no such key.
[[nodiscard]] const Key<Settings>* find_key(std::string_view section, std::string_view name);
[[nodiscard]] const Key<PackSettings>* find_pack_key(std::string_view name);

}  // namespace aggregator::config
