#include "sim/model/plant.hpp"

#include <algorithm>
#include <limits>

#include "aggregator/core/units.hpp"
#include "sim/model/curve.hpp"

namespace aggregator::sim::model {
namespace {

constexpr double kMilli = 0.001;
// Per cell. Below the lower one an inverter breaks down; nothing real reaches the upper one.
constexpr double kCollapsed_v = 2.3;
constexpr double kHighest_v = 5.0;
constexpr double kAlmost_v = 1e-6;

double profile(const Curve& curve, double hours, double otherwise) {
    return curve.empty() ? otherwise : interpolate(curve, hours);
}

double value_of(const Fault* fault, double otherwise) {
    return fault == nullptr ? otherwise : fault->value.value_or(otherwise);
}

}  // namespace

Battery Unit::report(double time_s) {
    return faults.distort(reporter.report(pack, limits, protection), time_s);
}

Plant::Plant(const BankSpec& spec)
    : spec_(spec),
      branches_(spec.packs.size()),
      dvcc_(spec.system),
      bus_v_(kCollapsed_v * spec.cells_in_series) {
    const auto count = static_cast<double>(spec_.packs.size());
    for (std::size_t i = 0; i < spec_.packs.size(); ++i) {
        const PackSpec& pack = spec_.packs[i];
        const double phase = static_cast<double>(i) / count;
        units_.push_back({Pack{pack, spec_.cells_in_series}, PackLimits{pack.bms},
                          Protection{pack.bms},
                          Reporter{pack, spec_.cells_in_series, phase,
                                   spec_.seed + static_cast<std::uint32_t>(i)},
                          BadReport{spec_.faults, i, pack.bms.charge_limit_a}});
    }
    lay_out_branches();
    bus_v_ = balance_v(branches_, 0.0,
                       {kCollapsed_v * spec_.cells_in_series, kHighest_v * spec_.cells_in_series});
    // A BMS that is asked before anything flows knows how cold and how full its pack is.
    for (std::size_t i = 0; i < units_.size(); ++i)
        units_[i].limits.step(units_[i].pack, charge_ceiling_a(i), 0.0);
}

double Plant::hours() const {
    return time_s_ / kSecondsPerHour;
}

double Plant::load_w() const {
    return profile(spec_.system.load_w, hours(), 0.0) +
           value_of(spec_.faults.find(FaultKind::load, time_s_), 0.0);
}

double Plant::sun_w() const {
    const double left_pct = value_of(spec_.faults.find(FaultKind::sun, time_s_), 100.0);
    return profile(spec_.system.sun_w, hours(), 0.0) * left_pct / 100.0;
}

void Plant::lay_out_branches() {
    for (std::size_t i = 0; i < units_.size(); ++i) {
        const double added_mohm =
            value_of(spec_.faults.find(FaultKind::resistance, i, time_s_), 0.0);
        branches_[i] = units_[i].pack.branch(added_mohm * kMilli);
    }
}

/// The bus voltage for what is asked for: the chargers stop at their ceiling, the inverter where
/// the packs give no more.
double Plant::settle(const Demand& demand) {
    const VoltageRange range{kCollapsed_v * spec_.cells_in_series,
                             kHighest_v * spec_.cells_in_series};
    const double wanted_v = balance_v(branches_, demand.charge_a - demand.draw_a, range);
    if (wanted_v <= range.low_v + kAlmost_v && demand.draw_a > 0.0) {
        dvcc_.collapse();
        return balance_v(branches_, 0.0, range);
    }
    if (wanted_v <= demand.ceiling_v || demand.charge_a <= 0.0) return wanted_v;
    // A charger takes nothing out, whatever its ceiling.
    const double lowest_v = balance_v(branches_, -demand.draw_a, range);
    const double bus_v = std::max(demand.ceiling_v, lowest_v);
    dvcc_.throttle(std::max(0.0, total_current_a(branches_, bus_v) + demand.draw_a));
    return bus_v;
}

double Plant::charge_ceiling_a(std::size_t index) const {
    return value_of(spec_.faults.find(FaultKind::limit, index, time_s_),
                    std::numeric_limits<double>::infinity());
}

void Plant::step_unit(std::size_t index, double dt_s) {
    Unit& unit = units_[index];
    const auto& faults = spec_.faults;
    unit.pack.step(current_a(branches_[index], bus_v_), bus_v_,
                   interpolate(spec_.system.ambient_c, hours()), dt_s);
    const Switches script{
        .charge = faults.find(FaultKind::charge_switch_open, index, time_s_) == nullptr,
        .discharge = faults.find(FaultKind::discharge_switch_open, index, time_s_) == nullptr};
    unit.protection.step(unit.pack, script, dt_s);
    unit.pack.set_switches(unit.protection.switches());
    unit.limits.step(unit.pack, charge_ceiling_a(index), dt_s);
    unit.report_due = unit.reporter.step(dt_s);
}

void Plant::step(const std::optional<Published>& bms, double dt_s) {
    const Demand demand =
        dvcc_.step(bms, {.bus_v = bus_v_, .load_w = load_w(), .sun_w = sun_w()}, dt_s);
    lay_out_branches();
    bus_v_ = settle(demand);
    bank_a_ = total_current_a(branches_, bus_v_);
    time_s_ += dt_s;
    for (std::size_t i = 0; i < units_.size(); ++i) step_unit(i, dt_s);
}

}  // namespace aggregator::sim::model
