#pragma once

/// The names of sections in a scenario file, some of which end with a number.

#include <optional>
#include <string>
#include <string_view>

namespace aggregator::sim {

enum class SectionKind { scenario, system, packs, pack, fault, gate };

struct SectionName {
    SectionKind kind;
    int number = 0;  ///< From 1, of a pack or a fault.

    auto operator<=>(const SectionName&) const = default;
};

/// No value for a section that there is not.
[[nodiscard]] std::optional<SectionName> parse_section(std::string_view name);

/// What the user may have meant, or which sections there are.
[[nodiscard]] std::string section_hint(std::string_view name);

}  // namespace aggregator::sim
