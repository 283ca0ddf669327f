#pragma once

/// What a bank's service shows, for the pages made of it.

#include <string>

#include "main/status_report.hpp"

namespace aggregator::test {

inline venus::Shown shown(double value, const std::string& text) {
    return {value, text};
}
inline venus::Shown words(const std::string& text) {
    return {text, text};
}
inline venus::Shown whole(std::int64_t number) {
    return {number, std::to_string(number)};
}

inline void add_pack(ServiceItems& items, int number, const std::string& name) {
    const std::string pack = "/Packs/" + std::to_string(number);
    items[pack + "/Name"] = words(name);
    items[pack + "/Service"] = words("com.victronenergy.battery.p" + std::to_string(number));
    items[pack + "/State"] = words("online");
    items[pack + "/Soc"] = shown(81.0, "81.0%");
    items[pack + "/Current"] = shown(-7.5, "-7.5A");
    items[pack + "/Reason"] = words("");
    items[pack + "/ChargeLimitSource"] = words("its BMS");
    items[pack + "/RejectedValues"] = whole(0);
}

inline StatusReport bank_of(const std::vector<std::string>& packs) {
    ServiceItems items{{"/CustomName", words("House")},
                       {"/DeviceInstance", whole(280)},
                       {"/System/BankState", words("run")},
                       {"/Soc", shown(81.0, "81.0%")},
                       {"/Dc/0/Voltage", shown(13.25, "13.25V")},
                       {"/Dc/0/Current", shown(30.0, "30.0A")},
                       {"/Dc/0/Power", shown(398.0, "398W")},
                       {"/Dc/0/Temperature", shown(20.0, "20.0C")},
                       {"/System/SocSpread", shown(2.0, "2.0%")},
                       {"/Info/MaxChargeCurrent", shown(150.0, "150.0A")},
                       {"/Info/ChargeLimitation", words("configured ceiling")},
                       {"/Info/MaxDischargeCurrent", shown(99.0, "99.0A")},
                       {"/Info/DischargeLimitation", words("pack limit: Left (its BMS)")},
                       {"/Info/MaxChargeVoltage", shown(14.2, "14.20V")},
                       {"/Info/VoltageLimitation", words("configured ceiling")}};
    for (std::size_t i = 0; i < packs.size(); ++i) add_pack(items, static_cast<int>(i), packs[i]);
    return {.bank = {"com.victronenergy.battery.bms_aggregator", items}};
}

}  // namespace aggregator::test
