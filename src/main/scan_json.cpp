#include "main/json.hpp"
#include "main/proposal.hpp"
#include "main/scan_report.hpp"

namespace aggregator {

namespace {

Json object_of(const JudgedBattery& judged) {
    const Battery& battery = judged.found.battery;
    const Limits& limits = battery.limits;
    return {{"service", judged.found.service},
            {"answers", judged.found.answered},
            {"eligible", is_eligible(judged)},
            {"why_not", json_of(judged.why_not)},
            {"device_instance", json_of(battery.device_instance)},
            {"name", json_of(battery.custom_name)},
            {"product", json_of(battery.product_name)},
            {"firmware", json_of(judged.found.firmware)},
            {"cells_in_series", json_of(judged.cells)},
            {"capacity_ah", json_of(battery.installed_capacity)},
            {"voltage_v", json_of(battery.voltage)},
            {"current_a", json_of(battery.current)},
            {"soc_percent", json_of(battery.soc)},
            {"charge_voltage_limit_v", json_of(limits.charge_voltage)},
            {"charge_current_limit_a", json_of(limits.charge_current)},
            {"discharge_current_limit_a", json_of(limits.discharge_current)},
            {"implausible_values", judged.implausible_values}};
}

}  // namespace

std::string scan_json(std::span<const JudgedBattery> batteries, JsonForm form) {
    Json found = Json::array();
    for (const JudgedBattery& battery : batteries) found.push_back(object_of(battery));
    constexpr int kIndent = 2;
    return dumped({{"batteries", found}, {"proposal", json_of(propose_config(batteries))}},
                  form == JsonForm::pretty ? kIndent : -1);
}

}  // namespace aggregator
