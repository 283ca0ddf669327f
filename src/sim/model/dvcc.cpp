#include "sim/model/dvcc.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator::sim::model {
namespace {

constexpr double kTick_s = 3.0;
/// Without a BMS the solar chargers stop with error 67; the manual gives no time.
constexpr double kChargersWait_s = 60.0;
constexpr double kInverterWait_s = 300.0;
/// After a breakdown of the bus an inverter waits before it starts again.
constexpr double kRecovery_s = 60.0;
constexpr double kInverterEfficiency = 0.94;
/// An inverter that stopped at the reserve starts again so much above it, in points.
constexpr double kReserveHysteresis = 3.0;

}  // namespace

void Dvcc::follow(const Published& bms) {
    without_bms_s_ = 0.0;
    chargers_on_ = true;
    ceiling_v_ = bms.cvl_v;
    // Solar chargers get what the inverter draws on top: a residue flows when a load ends.
    const double with_draw_a = bms.ccl_a + last_draw_a_;
    allowed_a_ = spec_.feed_in ? spec_.charger_a : std::min(spec_.charger_a, with_draw_a);
    discharge_a_ = bms.dcl_a;
    set_inverter(bms);
}

void Dvcc::set_inverter(const Published& bms) {
    stopped_by_bms_ = bms.dcl_a <= 0.0;
    if (stopped_by_bms_) {
        inverter_on_ = false;
        return;
    }
    const double floor = spec_.reserve_pct + (inverter_on_ ? 0.0 : kReserveHysteresis);
    const bool reserved =
        spec_.supply == Supply::grid && spec_.reserve_pct > 0.0 && bms.soc_pct <= floor;
    inverter_on_ = !reserved && recover_s_ <= 0.0;
}

void Dvcc::follow_nobody() {
    if (without_bms_s_ >= kChargersWait_s) chargers_on_ = false;
    if (without_bms_s_ < kInverterWait_s) return;
    inverter_on_ = false;
    stopped_by_bms_ = true;
}

void Dvcc::collapse() {
    inverter_on_ = false;
    recover_s_ = kRecovery_s;
}

double Dvcc::charger_target_a(const World& world) const {
    if (!chargers_on_) return 0.0;
    if (spec_.sun_w.empty()) return allowed_a_;
    return std::min(allowed_a_, world.sun_w / world.bus_v);
}

/// With the grid the inverter keeps to the DCL; on an island it carries the loads or is off.
double Dvcc::draw_a(const World& world) const {
    if (!inverter_on_) return 0.0;
    const double wanted_a = world.load_w / kInverterEfficiency / world.bus_v;
    if (spec_.supply == Supply::island) return wanted_a;
    return std::min(wanted_a, discharge_a_ + charger_a_);
}

Demand Dvcc::step(const std::optional<Published>& bms, const World& world, double dt_s) {
    since_tick_s_ += dt_s;
    recover_s_ = std::max(0.0, recover_s_ - dt_s);
    if (!bms) without_bms_s_ += dt_s;
    if (since_tick_s_ >= kTick_s) {
        since_tick_s_ = 0.0;
        bms ? follow(*bms) : follow_nobody();
    }
    const double lag = std::exp(-dt_s / spec_.charger_lag_s);
    const double target_a = charger_target_a(world);
    charger_a_ = target_a + (charger_a_ - target_a) * lag;
    last_draw_a_ = draw_a(world);
    return {charger_a_, last_draw_a_, ceiling_v_};
}

}  // namespace aggregator::sim::model
