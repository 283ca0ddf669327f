#include "aggregator/core/cause.hpp"

namespace aggregator {

namespace {

const char* name_of(LimitRule rule) {
    switch (rule) {
        case LimitRule::ceiling:
            return "configured ceiling";
        case LimitRule::imbalance:
            return "imbalance";
        case LimitRule::cell_alarm:
            return "cell alarm";
        case LimitRule::pack_limit:
            return "pack limit";
        case LimitRule::overcurrent:
            return "overcurrent";
        case LimitRule::configuration:
            return "configuration not usable";
        case LimitRule::no_fresh_pack:
            return "no pack is heard";
        case LimitRule::different_packs:
            return "packs differ in number of cells";
        case LimitRule::restart_wait:
            return "waiting before discharging again";
        case LimitRule::pack_voltage:
            return "pack voltage limit";
        case LimitRule::pack_out_of_sight:
            return "pack out of sight";
        case LimitRule::joining:
            return "pack joined at another voltage";
        case LimitRule::resting_voltage:
            return "held at the resting voltage";
    }
    return "unknown";
}

}  // namespace

std::string describe(const Cause& cause, std::span<const Member> members) {
    std::string text = name_of(cause.rule);
    if (cause.pack && *cause.pack < members.size()) text += ": " + members[*cause.pack].name;
    if (cause.source) text += std::string{" ("} + name_of(*cause.source) + ")";
    if (cause.rising) text += ", rising";
    return text;
}

}  // namespace aggregator
