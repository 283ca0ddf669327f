#include "sim/model/limits.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "sim/model/curve.hpp"

namespace aggregator::sim::model {
namespace {

// Parts of the limit by cell voltage: "steep" is the default of dbus-serialbattery, "gentle" that
// of FENECON. Sources: domain.md 2.3, 5.
constexpr std::array kSteepCharge{Corner{3.375, 1.00}, Corner{3.400, 0.25}, Corner{3.425, 0.05},
                                  Corner{3.450, 0.005}, Corner{3.500, 0.0}};
constexpr std::array kGentleCharge{Corner{3.45, 1.0}, Corner{3.54, 0.08}, Corner{3.58, 0.0}};
constexpr std::array kSteepDischarge{Corner{2.70, 0.0}, Corner{2.80, 0.1}, Corner{2.90, 0.5},
                                     Corner{3.10, 1.0}};
constexpr std::array kGentleDischarge{Corner{2.60, 0.0}, Corner{2.65, 0.08}, Corner{2.90, 1.0}};

/// dbus-serialbattery's default by temperature.
constexpr std::array kChargeTemperature{Corner{0.0, 0.0},  Corner{2.0, 0.25}, Corner{5.0, 0.5},
                                        Corner{10.0, 1.0}, Corner{40.0, 1.0}, Corner{50.0, 0.4},
                                        Corner{55.0, 0.0}};
constexpr std::array kDischargeTemperature{Corner{-20.0, 0.0}, Corner{0.0, 0.5}, Corner{5.0, 1.0},
                                           Corner{45.0, 1.0}, Corner{55.0, 0.0}};

constexpr double kRampWait_s = 30.0;
constexpr double kRamp_a_per_s = 5.0;

double charge_part(LimitCurve curve, double top_cell_v) {
    return curve == LimitCurve::steep ? interpolate(kSteepCharge, top_cell_v)
                                      : interpolate(kGentleCharge, top_cell_v);
}

double discharge_part(LimitCurve curve, double bottom_cell_v) {
    return curve == LimitCurve::steep ? interpolate(kSteepDischarge, bottom_cell_v)
                                      : interpolate(kGentleDischarge, bottom_cell_v);
}

}  // namespace

PackLimits::PackLimits(const BmsSpec& spec)
    : spec_(spec),
      charge_{spec.charge_limit_a, kRampWait_s},
      discharge_{spec.discharge_limit_a, kRampWait_s} {}

void PackLimits::Ramp::step(double target_a, double dt_s) {
    since_fall_s += dt_s;
    if (target_a < value_a) since_fall_s = 0.0;
    const double most_a = since_fall_s < kRampWait_s ? value_a : value_a + kRamp_a_per_s * dt_s;
    value_a = std::min(target_a, most_a);
}

void PackLimits::move(Ramp& ramp, double target_a, double dt_s) const {
    if (spec_.limit_ramp) return ramp.step(target_a, dt_s);
    ramp.value_a = target_a;
}

void PackLimits::step(const Pack& pack, double charge_ceiling_a, double dt_s) {
    const double temperature = pack.temperature();
    const double charge_a =
        spec_.charge_limit_a * std::min(charge_part(spec_.curve, pack.top_cell_v()),
                                        interpolate(kChargeTemperature, temperature));
    const double discharge_a =
        spec_.discharge_limit_a * std::min(discharge_part(spec_.curve, pack.bottom_cell_v()),
                                           interpolate(kDischargeTemperature, temperature));
    const Switches switches = pack.switches();
    move(charge_, switches.charge ? std::min(charge_a, charge_ceiling_a) : 0.0, dt_s);
    move(discharge_, switches.discharge ? discharge_a : 0.0, dt_s);
}

}  // namespace aggregator::sim::model
