#include "config/cross_checks.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "config/key_table.hpp"

namespace aggregator::config {

namespace {

enum class Relation { below, at_most };

/// Two keys of one section that must stand in an order.
struct Pair {
    std::string_view section;
    std::string_view low;
    std::string_view high;
    Relation relation;
    bool (*holds)(const Settings& settings);
};

/// The nominal voltages that the bank may turn out to have, as multiples of 12 V.
std::pair<double, double> possible_scales(NominalVoltage nominal) {
    switch (nominal) {
        case NominalVoltage::v12:
            return {1.0, 1.0};
        case NominalVoltage::v24:
            return {2.0, 2.0};
        case NominalVoltage::v48:
            return {4.0, 4.0};
        case NominalVoltage::detect:
            break;
    }
    return {1.0, 4.0};
}

/// A default is scaled to the bank's voltage later, so it is taken as it suits the order best.
bool voltages_hold(const Settings& settings) {
    const auto [smallest, largest] = possible_scales(settings.bank.nominal_voltage);
    const auto& bank = settings.bank;
    const auto& given = settings.given;
    return bank.battery_low_voltage * (given.battery_low_voltage ? 1.0 : smallest) <
           bank.max_charge_voltage * (given.max_charge_voltage ? 1.0 : largest);
}

constexpr std::array kPairs = {
    Pair{"Battery", "battery_low_voltage", "max_charge_voltage", Relation::below, &voltages_hold},
    Pair{"ChargeLimits", "reduced_charge_current", "nominal_charge_current", Relation::at_most,
         [](const Settings& s) {
             return s.charge.reduced_charge_current <= s.charge.nominal_charge_current;
         }},
    Pair{"ImbalanceThresholds", "imbalance_hysteresis", "imbalance_ok_threshold", Relation::below,
         [](const Settings& s) { return s.imbalance.hysteresis < s.imbalance.ok; }},
    Pair{"ImbalanceThresholds", "imbalance_ok_threshold", "imbalance_warning_threshold",
         Relation::below, [](const Settings& s) { return s.imbalance.ok < s.imbalance.warning; }},
    Pair{"ImbalanceThresholds", "imbalance_warning_threshold", "imbalance_alarm_threshold",
         Relation::below,
         [](const Settings& s) { return s.imbalance.warning < s.imbalance.alarm; }},
    Pair{"Failsafe", "stale_after", "lost_after", Relation::below,
         [](const Settings& s) { return s.failsafe.stale_after < s.failsafe.lost_after; }},
};

/// What the key holds and from where: `14.2 (line 4)`.
std::string value_and_source(const KeyName& name, const Draft& draft) {
    const auto& key = *find_key(name.section, name.key);
    const auto line = draft.line_of(name);
    const std::string source = line ? "line " + std::to_string(*line) : default_source(key);
    return key.write(key.spec, draft.settings).value_or("") + " (" + source + ")";
}

/// `20 must be below imbalance_alarm_threshold, which is 15 (line 4)`
std::string message(const KeyName& blamed, std::string_view relation, const KeyName& other,
                    const Draft& draft) {
    const auto& key = *find_key(blamed.section, blamed.key);
    return key.write(key.spec, draft.settings).value_or("") + " must be " + std::string(relation) +
           " " + other.key + ", which is " + value_and_source(other, draft);
}

void check(const Pair& pair, Draft& draft) {
    const KeyName low{std::string(pair.section), std::string(pair.low)};
    const KeyName high{std::string(pair.section), std::string(pair.high)};
    if (!draft.trustworthy(low) || !draft.trustworthy(high) || pair.holds(draft.settings)) return;
    const bool strict = pair.relation == Relation::below;
    if (draft.line_of(low) > draft.line_of(high))  // no line is less than any
        draft.blame(low, message(low, strict ? "below" : "at most", high, draft));
    else
        draft.blame(high, message(high, strict ? "above" : "at least", low, draft));
}

}  // namespace

void check_pairs(Draft& draft) {
    for (const auto& pair : kPairs) check(pair, draft);
}

}  // namespace aggregator::config
