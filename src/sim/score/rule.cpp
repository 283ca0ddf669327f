#include "sim/score/rule.hpp"

#include <algorithm>
#include <array>

namespace aggregator::sim {
namespace {

struct Row {
    Rule rule;
    const char* name;
    LimitMode mode;
};
constexpr std::array kRows{Row{Rule::adaptive, "adaptive", LimitMode::adaptive},
                           Row{Rule::capacity, "capacity", LimitMode::capacity},
                           Row{Rule::min_n, "min_n", LimitMode::min_n},
                           Row{Rule::single, "single", LimitMode::single},
                           Row{Rule::sum, "sum", LimitMode::sum},
                           Row{Rule::tiers, "tiers", LimitMode::adaptive},
                           Row{Rule::as_configured, "configured", LimitMode::adaptive}};

const Row& row_of(Rule rule) {
    return *std::ranges::find(kRows, rule, &Row::rule);
}

}  // namespace

const char* name_of(Rule rule) {
    return row_of(rule).name;
}

std::optional<Rule> parse_rule(std::string_view name) {
    for (const Row& row : kRows) {
        if (row.name == name) return row.rule;
    }
    return {};
}

const std::vector<Rule>& all_rules() {
    static const std::vector rules{Rule::adaptive, Rule::capacity, Rule::min_n,
                                   Rule::single,   Rule::sum,      Rule::tiers};
    return rules;
}

Settings with_rule(Settings settings, Rule rule) {
    if (rule == Rule::as_configured) return settings;
    settings.charge.limit_mode = row_of(rule).mode;
    settings.imbalance.action =
        rule == Rule::tiers ? ImbalanceAction::limit : ImbalanceAction::alarm_only;
    return settings;
}

}  // namespace aggregator::sim
