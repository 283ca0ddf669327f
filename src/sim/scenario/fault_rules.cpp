#include "sim/scenario/fault_rules.hpp"

#include <algorithm>

#include "config/number.hpp"

namespace aggregator::sim {
namespace {

using config::Range;
using model::FaultKind;

constexpr Use kNo = Use::none;
constexpr Use kMay = Use::optional;
constexpr Use kMust = Use::required;

/// Ten years, and back.
constexpr Range kJump{-315'360'000, 315'360'000};

// Kind; pack, duration, what, value; its range and unit.
// clang-format off
constexpr FaultRule kRules[] = {
    {FaultKind::missing,               kMay,  kMay,  kMay, kNo},
    {FaultKind::not_a_number,          kMay,  kMay,  kMay, kNo},
    {FaultKind::millivolts,            kMay,  kMay,  kNo,  kNo},
    {FaultKind::frozen,                kMay,  kMay,  kNo,  kNo},
    {FaultKind::silent,                kMay,  kMay,  kNo,  kNo},
    {FaultKind::away,                  kMay,  kMay,  kNo,  kNo},
    {FaultKind::restart,               kMay,  kMust, kNo,  kNo},
    {FaultKind::duplicate_instance,    kMust, kMay,  kNo,  kNo},
    {FaultKind::wall_clock,            kNo,   kMay,  kNo,  kMust, kJump, "s"},
    {FaultKind::charge_switch_open,    kMay,  kMay,  kNo,  kNo},
    {FaultKind::discharge_switch_open, kMay,  kMay,  kNo,  kNo},
    {FaultKind::resistance,            kMay,  kMay,  kNo,  kMust, {0, 1'000}, "mOhm"},
    {FaultKind::swap,                  kMust, kMay,  kNo,  kNo},
    {FaultKind::soc_jump,              kMay,  kMay,  kNo,  kMust, {-100, 100}, "points"},
    {FaultKind::alarm,                 kMay,  kMay,  kNo,  kMay,  {1, 2}},
    {FaultKind::alarm_chatter,         kMay,  kMay,  kNo,  kMay,  {1, 2}},
    {FaultKind::latency,               kMay,  kMay,  kNo,  kMust, {0, 3'600}, "s"},
    {FaultKind::kill,                  kNo,   kMust, kNo,  kNo},
    {FaultKind::limit,                 kMay,  kMay,  kNo,  kMust, {0, 10'000}, "A"},
    {FaultKind::load,                  kNo,   kMay,  kNo,  kMust, {0, 1'000'000}, "W"},
    {FaultKind::sun,                   kNo,   kMay,  kNo,  kMust, {0, 100}, "%"},
};
// clang-format on

}  // namespace

std::span<const FaultRule> fault_rules() {
    return kRules;
}

const FaultRule& rule_of(FaultKind kind) {
    return *std::ranges::find(kRules, kind, &FaultRule::kind);
}

std::string values_text(const FaultRule& rule) {
    if (rule.value == Use::none) return {};
    const std::string unit = rule.unit.empty() ? "" : " " + std::string{rule.unit};
    return config::number_text(rule.values.low) + " to " + config::number_text(rule.values.high) +
           unit;
}

}  // namespace aggregator::sim
