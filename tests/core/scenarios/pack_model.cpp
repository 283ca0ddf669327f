#include "core/scenarios/pack_model.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/scenarios/polyline.hpp"

namespace aggregator::scenarios {

namespace {

constexpr double kWarm_celsius = 20.0;
constexpr double kCellPartOfResistance = 0.6;  ///< The rest is cable, fuse and switches.
constexpr double kPolarisationPart = 0.5;
constexpr double kPolarisationTime_s = 120.0;
constexpr double kDiode_v = 0.6;

/// Rest voltage of an LFP cell; beyond full it climbs steeply.
constexpr std::array kRestVoltage{
    Corner{0.00, 2.500}, Corner{0.01, 2.750}, Corner{0.03, 2.950}, Corner{0.05, 3.050},
    Corner{0.10, 3.195}, Corner{0.15, 3.220}, Corner{0.20, 3.245}, Corner{0.30, 3.275},
    Corner{0.40, 3.288}, Corner{0.50, 3.293}, Corner{0.60, 3.305}, Corner{0.70, 3.328},
    Corner{0.80, 3.331}, Corner{0.90, 3.335}, Corner{0.95, 3.342}, Corner{0.98, 3.360},
    Corner{0.99, 3.395}, Corner{1.00, 3.500}, Corner{1.02, 3.800}, Corner{1.10, 5.000}};

constexpr std::array kSteep{Corner{3.375, 1.00}, Corner{3.400, 0.25}, Corner{3.425, 0.05},
                            Corner{3.450, 0.005}, Corner{3.500, 0.0}};
constexpr std::array kGentle{Corner{3.45, 1.0}, Corner{3.54, 0.08}, Corner{3.58, 0.0}};

constexpr double kOvervoltage_v = 3.65;
constexpr double kOvervoltageRelease_v = 3.50;
constexpr double kOvervoltageDelay_s = 2.0;
constexpr double kOvercurrentFactor = 1.25;
constexpr double kOvercurrentDelay_s = 10.0;
constexpr double kOvercurrentWait_s = 60.0;

double rounded(double value, double step) {
    return std::round(value / step) * step;
}

}  // namespace

PackModel::PackModel(const PackSpec& spec, LimitCurve curve)
    : spec_(spec),
      curve_(curve),
      soc_(spec.soc),
      inside_v_(spec.cells * interpolate(kRestVoltage, soc_)),
      bus_voltage_v_(inside_v_),
      celsius_(spec.celsius) {}

double PackModel::current_at(double bus_voltage_v) const {
    if (closed_) return (bus_voltage_v - inside_v_) / spec_.resistance_ohm;
    return std::min(0.0, (bus_voltage_v + kDiode_v - inside_v_) / spec_.resistance_ohm);
}

double PackModel::top_cell_v() const {
    const double drop_v =
        polarisation_v_ + kCellPartOfResistance * spec_.resistance_ohm * current_a_;
    return interpolate(kRestVoltage, soc_ + spec_.top_cell_ahead) + drop_v / spec_.cells;
}

double PackModel::mean_cell_v() const {
    const double drop_v =
        polarisation_v_ + kCellPartOfResistance * spec_.resistance_ohm * current_a_;
    return interpolate(kRestVoltage, soc_) + drop_v / spec_.cells;
}

double PackModel::charge_limit() const {
    const double part = curve_ == LimitCurve::steep ? interpolate(kSteep, top_cell_v())
                                                    : interpolate(kGentle, top_cell_v());
    return closed_ ? spec_.limit_a * part : 0.0;
}

void PackModel::protect(double dt_s, double time_s) {
    overvoltage_s_ = top_cell_v() > kOvervoltage_v ? overvoltage_s_ + dt_s : 0.0;
    if (!overvoltage_ && overvoltage_s_ >= kOvervoltageDelay_s) {
        overvoltage_ = true;
        ++trips_;
    }
    if (top_cell_v() < kOvervoltageRelease_v) overvoltage_ = false;

    const bool overcurrent = current_a_ > kOvercurrentFactor * spec_.limit_a;
    overcurrent_s_ = overcurrent ? overcurrent_s_ + dt_s : 0.0;
    overcurrent_wait_s_ = std::max(0.0, overcurrent_wait_s_ - dt_s);
    if (overcurrent_s_ >= kOvercurrentDelay_s) {
        overcurrent_s_ = 0.0;
        overcurrent_wait_s_ = kOvercurrentWait_s;
        ++trips_;
    }
    script_open_ = time_s >= spec_.switch_opens_s && time_s < spec_.switch_closes_s;
    closed_ = !script_open_ && !overvoltage_ && overcurrent_wait_s_ <= 0.0;
}

void PackModel::step(double current_a, double bus_voltage_v, double dt_s, double time_s) {
    current_a_ = current_a;
    bus_voltage_v_ = bus_voltage_v;
    soc_ += current_a * dt_s / 3600.0 / spec_.capacity_ah;
    const double settled_v = current_a * kPolarisationPart * spec_.resistance_ohm;
    polarisation_v_ += (settled_v - polarisation_v_) * dt_s / kPolarisationTime_s;
    inside_v_ = spec_.cells * interpolate(kRestVoltage, soc_) + polarisation_v_;
    over_limit_ah_ += std::max(0.0, current_a - charge_limit()) * dt_s / 3600.0;
    if (celsius_ <= 0.0) frost_ah_ += std::max(0.0, current_a) * dt_s / 3600.0;
    celsius_ = std::min(kWarm_celsius, celsius_ + spec_.warms_k_per_h * dt_s / 3600.0);
    protect(dt_s, time_s);
}

Battery PackModel::report() const {
    const double limit_a = rounded(charge_limit(), 0.01);
    Battery battery;
    battery.voltage = Volts{rounded(bus_voltage_v_, 0.01)};
    battery.current = Amps{rounded(current_a_ * spec_.sensor_gain + spec_.sensor_offset_a, 0.1)};
    battery.soc = Percent{std::clamp(std::round(100.0 * soc_), 0.0, 100.0)};
    battery.temperature = Celsius{rounded(celsius_, 0.1)};
    battery.installed_capacity = AmpHours{spec_.capacity_ah};
    battery.cells.min_voltage = Volts{rounded(mean_cell_v(), 0.001)};
    battery.cells.max_voltage = Volts{rounded(top_cell_v(), 0.001)};
    battery.cells.in_series = spec_.cells;
    battery.limits = {Volts{3.5 * spec_.cells}, Amps{limit_a}, Amps{2.0 * spec_.capacity_ah},
                      Volts{2.875 * spec_.cells}};
    battery.permissions.charge = closed_ && limit_a > 0.0;
    battery.permissions.discharge = true;
    return battery;
}

}  // namespace aggregator::scenarios
