#include <span>

#include "main/json.hpp"
#include "main/status_report.hpp"

namespace aggregator {

namespace {

/// A member of the output and the path behind it.
struct Field {
    const char* member;
    const char* path;
};

constexpr Field kBankFields[] = {
    {"name", "/CustomName"},
    {"state", "/System/BankState"},
    {"device_instance", "/DeviceInstance"},
    {"soc_percent", "/Soc"},
    {"soc_min_percent", "/System/MinSoc"},
    {"soc_max_percent", "/System/MaxSoc"},
    {"soc_spread_percent", "/System/SocSpread"},
    {"charge_tier", "/System/ChargeTier"},
    {"voltage_v", "/Dc/0/Voltage"},
    {"current_a", "/Dc/0/Current"},
    {"power_w", "/Dc/0/Power"},
    {"temperature_c", "/Dc/0/Temperature"},
    {"installed_capacity_ah", "/InstalledCapacity"},
    {"available_capacity_ah", "/Capacity"},
    {"time_to_go_s", "/TimeToGo"},
    {"error_code", "/ErrorCode"},
    {"rejected_values", "/Diagnostics/RejectedValues"},
};

constexpr Field kPackFields[] = {
    {"name", "/Name"},
    {"service", "/Service"},
    {"state", "/State"},
    {"reason", "/Reason"},
    {"age_s", "/Silence"},
    {"soc_percent", "/Soc"},
    {"voltage_v", "/Voltage"},
    {"current_a", "/Current"},
    {"temperature_c", "/Temperature"},
    {"charge_current_limit_a", "/MaxChargeCurrent"},
    {"charge_current_limit_from", "/ChargeLimitSource"},
    {"discharge_current_limit_a", "/MaxDischargeCurrent"},
    {"discharge_current_limit_from", "/DischargeLimitSource"},
    {"charge_voltage_limit_v", "/MaxChargeVoltage"},
    {"share_percent", "/Share"},
    {"rejected_values", "/RejectedValues"},
};

struct LimitField {
    const char* member;
    const char* unit;
    const char* value;
    const char* reason;
};
constexpr LimitField kLimits[] = {
    {"charge_current", "A", "/Info/MaxChargeCurrent", "/Info/ChargeLimitation"},
    {"discharge_current", "A", "/Info/MaxDischargeCurrent", "/Info/DischargeLimitation"},
    {"charge_voltage", "V", "/Info/MaxChargeVoltage", "/Info/VoltageLimitation"},
};

Json value_at(const ServiceItems& items, const std::string& path) {
    const auto found = items.find(path);
    return found == items.end() ? Json(nullptr) : json_of(found->second.value);
}

Json object_of(std::span<const Field> fields, const ServiceItems& items,
               const std::string& prefix) {
    Json object = Json::object();
    for (const Field& field : fields) object[field.member] = value_at(items, prefix + field.path);
    return object;
}

Json limits_of(const ServiceItems& items) {
    Json limits = Json::object();
    for (const LimitField& limit : kLimits) {
        const Json reason = value_at(items, limit.reason);
        limits[limit.member] = {
            {"value", value_at(items, limit.value)},
            {"unit", limit.unit},
            {"reason", reason},
            {"pack", reason.is_string() ? json_of(pack_in(reason.get<std::string>(), items))
                                        : Json(nullptr)}};
    }
    return limits;
}

Json packs_of(const ServiceItems& items) {
    Json packs = Json::array();
    for (std::size_t i = 0;; ++i) {
        const std::string pack = "/Packs/" + std::to_string(i);
        if (!items.contains(pack + "/Name")) return packs;
        packs.push_back(object_of(kPackFields, items, pack));
    }
}

/// Those that are raised.
Json alarms_of(const ServiceItems& items) {
    constexpr std::string_view kPrefix = "/Alarms/";
    Json alarms = Json::object();
    for (const auto& [path, shown] : items) {
        if (!path.starts_with(kPrefix) || path == "/Alarms/Alarm") continue;
        if (shown.text == "1") alarms[path.substr(kPrefix.size())] = "warning";
        if (shown.text == "2") alarms[path.substr(kPrefix.size())] = "alarm";
    }
    return alarms;
}

Json venus_of(const VenusView& venus) {
    if (!is_present(venus)) return nullptr;
    return {{"battery_service", json_of(venus.battery_service)},
            {"bms_instance", json_of(venus.bms_instance)},
            {"active_battery_service", json_of(venus.active_monitor)},
            {"active_bms_service", json_of(venus.active_bms)},
            {"dvcc", json_of(venus.dvcc)}};
}

Json warnings_json(const StatusReport& report) {
    Json warnings = Json::array();
    for (const Warning& warning : warnings_of(report.venus, report.bank))
        warnings.push_back({{"kind", warning.kind}, {"text", warning.text}});
    return warnings;
}

}  // namespace

std::string status_json(const StatusReport& report, JsonForm form) {
    Json json{{"service", report.bank.service}, {"answers", !report.failure.has_value()}};
    if (report.failure) {
        json["problem"] = describe(*report.failure, report.bank.service);
    } else {
        const ServiceItems& items = report.bank.items;
        json["bank"] = object_of(kBankFields, items, "");
        json["limits"] = limits_of(items);
        json["packs"] = packs_of(items);
        json["alarms"] = alarms_of(items);
        json["warnings"] = warnings_json(report);
    }
    json["venus"] = venus_of(report.venus);
    constexpr int kIndent = 2;
    return dumped(json, form == JsonForm::pretty ? kIndent : -1);
}

}  // namespace aggregator
