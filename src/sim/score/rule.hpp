#pragma once

/// The rules that a run can be steered by, and what each makes of the settings.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aggregator/core/settings.hpp"

namespace aggregator::sim {

enum class Rule {
    as_configured,
    adaptive,
    capacity,
    min_n,
    single,
    sum,
    tiers,  ///< The steps by the SOC spread alone, as in 1.1.0: no BMS's limit is read.
};

[[nodiscard]] const char* name_of(Rule rule);
[[nodiscard]] std::optional<Rule> parse_rule(std::string_view name);

/// Those that are compared.
[[nodiscard]] const std::vector<Rule>& all_rules();

/// The settings with the rule in force. For the rules that share the packs' limits the SOC spread
/// only alarms, so that they are compared and nothing else.
[[nodiscard]] Settings with_rule(Settings settings, Rule rule);

}  // namespace aggregator::sim
