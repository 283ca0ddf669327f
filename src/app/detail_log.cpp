#include "app/detail_log.hpp"

#include <spdlog/spdlog.h>

#include <string>

#include "aggregator/core/cause.hpp"

namespace aggregator::app {

namespace {

template <typename Unit>
std::string text_of(const std::optional<Unit>& value, const char* unit) {
    return value ? fmt::format("{:.2f} {}", value->value(), unit) : "unknown";
}

std::string readings_of(const Battery& battery) {
    return fmt::format("SOC {}, {}, {}, CVL {}, CCL {}, DCL {}", text_of(battery.soc, "%"),
                       text_of(battery.voltage, "V"), text_of(battery.current, "A"),
                       text_of(battery.limits.charge_voltage, "V"),
                       text_of(battery.limits.charge_current, "A"),
                       text_of(battery.limits.discharge_current, "A"));
}

}  // namespace

void log_details(const Decision& decision, std::span<const Member> members) {
    if (!spdlog::should_log(spdlog::level::debug)) return;
    spdlog::debug("bank {}: {}; CVL: {}; CCL: {}; DCL: {}", name_of(decision.state),
                  readings_of(decision.battery), describe(decision.voltage_cause, members),
                  describe(decision.charge_cause, members),
                  describe(decision.discharge_cause, members));
    for (const Member& member : members) {
        spdlog::debug("pack {} {}: {}", member.name, name_of(member.state),
                      readings_of(member.battery));
    }
}

}  // namespace aggregator::app
