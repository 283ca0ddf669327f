#include "aggregator/core/history.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/rising_limit.hpp"

namespace aggregator {

namespace {

/// A bank is full when the last of its packs says so, or is nearly full and takes hardly anything
/// any more.
constexpr Percent kNearlyFull{99.0};
constexpr double kTailCRate = 0.05;

/// Less than that is the ripple of a full bank and no discharge.
constexpr double kShallowest = 0.05;

/// What is shown as 0 %; a bank that creeps along there is empty once.
constexpr Percent kEmptySoc{0.5};
constexpr Percent kNotEmptySoc{10.0};

constexpr double kWattsPerKilowatt = 1000.0;

bool is_full(const Battery& bank, std::optional<Percent> emptiest) {
    if (!emptiest) return false;
    if (*emptiest >= kFull) return true;
    if (!bank.current || !bank.installed_capacity) return false;
    return *emptiest >= kNearlyFull &&
           std::abs(bank.current->value()) < kTailCRate * bank.installed_capacity->value();
}

bool is_discharge(AmpHours depth, std::optional<AmpHours> installed) {
    return installed && depth.value() <= -kShallowest * installed->value();
}

}  // namespace

void History::let_pass(Seconds time) {
    if (record_.since_full) *record_.since_full += time;
    // What was known before a long gap says nothing about what flowed in it.
    if (!flow_ || time > kLongestStep) {
        record_.gaps += time;
        return;
    }
    const double hours = time.count() / kSecondsPerHour;
    const AmpHours charge{flow_->current.value() * hours};
    const KilowattHours energy{(flow_->voltage * flow_->current).value() * hours /
                               kWattsPerKilowatt};
    if (charge >= AmpHours{}) {
        record_.charged += energy;
        return;
    }
    record_.drawn -= charge;
    record_.discharged -= energy;
    // Added up as it comes: another capacity changes nothing in what was.
    if (flow_->installed > AmpHours{}) record_.cycles -= charge / flow_->installed;
}

void History::watch_extremes(const Battery& bank) {
    record_.voltage.include(bank.voltage);
    record_.cell_voltage.include(bank.cells.min_voltage);
    record_.cell_voltage.include(bank.cells.max_voltage);
    record_.temperature.include(bank.temperature);
    record_.temperature.include(bank.cells.min_temperature);
    record_.temperature.include(bank.cells.max_temperature);
}

void History::watch_occurrences(const Battery& bank) {
    const auto watch_alarm = [&](Occurrences& alarms, AlarmKind kind) {
        if (const auto& severity = bank.alarms[kind]) alarms.observe(*severity == Severity::alarm);
    };
    watch_alarm(record_.low_voltage_alarms, AlarmKind::low_voltage);
    watch_alarm(record_.high_voltage_alarms, AlarmKind::high_voltage);
    if (!bank.soc) return;
    Occurrences& empty = record_.full_discharges;
    empty.observe(*bank.soc < (empty.present ? kNotEmptySoc : kEmptySoc));
}

void History::watch_discharge(const Battery& bank) {
    if (!bank.consumed) return;
    record_.depth = std::min(record_.depth, *bank.consumed);
    record_.deepest_discharge =
        std::min(record_.deepest_discharge.value_or(AmpHours{}), *bank.consumed);
    if (is_discharge(record_.depth, bank.installed_capacity))
        record_.last_discharge = record_.depth;
}

void History::fill_up(const Battery& bank) {
    record_.since_full = Seconds::zero();
    if (is_discharge(record_.depth, bank.installed_capacity)) {
        record_.finished_depths += record_.depth;
        ++record_.finished_discharges;
    }
    record_.depth = AmpHours{};
}

void History::step(const Battery& bank, std::optional<Percent> emptiest, Instant now) {
    if (last_) let_pass(age(*last_, now));
    last_ = now;
    flow_.reset();
    if (bank.current && bank.voltage) {
        flow_ = Flow{*bank.current, *bank.voltage, bank.installed_capacity.value_or(AmpHours{})};
    }
    watch_extremes(bank);
    watch_occurrences(bank);
    watch_discharge(bank);
    if (is_full(bank, emptiest)) fill_up(bank);
}

void History::clear() {
    const HistoryRecord before = record_;
    record_ = {};
    record_.full_discharges.present = before.full_discharges.present;
    record_.low_voltage_alarms.present = before.low_voltage_alarms.present;
    record_.high_voltage_alarms.present = before.high_voltage_alarms.present;
}

}  // namespace aggregator
