#include "sim/model/protection.hpp"

#include <algorithm>

namespace aggregator::sim::model {
namespace {

// Source: domain.md 5.
constexpr double kOvervoltage_v = 3.65;
constexpr double kOvervoltageRelease_v = 3.50;
constexpr double kUndervoltage_v = 2.50;
constexpr double kUndervoltageRelease_v = 2.90;
constexpr double kVoltageDelay_s = 2.0;
constexpr double kOvercurrentFactor = 1.25;
constexpr double kOvercurrentDelay_s = 10.0;
constexpr double kOvercurrentWait_s = 60.0;
constexpr double kTooCold_c = 0.0;
constexpr double kWarmEnough_c = 2.0;

}  // namespace

bool Protection::Latch::step(bool open, bool release, double delay_s, double dt_s) {
    lasts_s = open ? lasts_s + dt_s : 0.0;
    const bool opens = !latched && lasts_s >= delay_s;
    latched = opens || (latched && !release);
    return opens;
}

bool Protection::Fuse::step(bool open, double dt_s) {
    wait_s = std::max(0.0, wait_s - dt_s);
    lasts_s = open ? lasts_s + dt_s : 0.0;
    if (lasts_s < kOvercurrentDelay_s) return false;
    lasts_s = 0.0;
    wait_s = kOvercurrentWait_s;
    return true;
}

void Protection::step(const Pack& pack, Switches script, double dt_s) {
    script_ = script;
    const double top_v = pack.top_cell_v();
    const double bottom_v = pack.bottom_cell_v();
    const double current_a = pack.current();
    trips_.overvoltage += overvoltage_.step(top_v > kOvervoltage_v, top_v < kOvervoltageRelease_v,
                                            kVoltageDelay_s, dt_s);
    trips_.undervoltage += undervoltage_.step(
        bottom_v<kUndervoltage_v, bottom_v> kUndervoltageRelease_v, kVoltageDelay_s, dt_s);
    trips_.charge_overcurrent +=
        charge_current_.step(current_a > kOvercurrentFactor * spec_.charge_limit_a, dt_s);
    trips_.discharge_overcurrent +=
        discharge_current_.step(-current_a > kOvercurrentFactor * spec_.discharge_limit_a, dt_s);
    cold_ = pack.temperature() < (cold_ ? kWarmEnough_c : kTooCold_c);
}

Switches Protection::switches() const {
    return {.charge = script_.charge && !overvoltage() && !charge_overcurrent() && !cold_,
            .discharge = script_.discharge && !undervoltage() && !discharge_overcurrent()};
}

}  // namespace aggregator::sim::model
