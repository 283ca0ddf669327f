#include "sim/multiplus.hpp"

#include <cstdint>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

constexpr int kDeviceInstance = 276;

// States of a Multi as Venus counts them.
enum class State : std::int64_t { off = 0, bulk = 3, absorption = 4, inverting = 9 };

venus::Shown plain(const std::string& value) {
    return {value, value};
}

venus::Shown whole(std::int64_t value) {
    return {value, std::to_string(value)};
}

venus::Shown quantity(double value, int decimals, const char* unit) {
    return {value, fixed(value, decimals, unit)};
}

State state_of(const model::Plant& plant, const std::optional<model::Published>& bms) {
    constexpr double kAlmost_v = 0.05;
    if (plant.dvcc().dark() || !bms) return State::off;
    if (plant.bank_a() < 0.0) return State::inverting;
    return plant.bus_v() > bms->cvl_v - kAlmost_v ? State::absorption : State::bulk;
}

}  // namespace

MultiPlus::MultiPlus(const ServedService::Options& options, app::EventLoop& loop)
    : loop_(loop), service_(options, dbus::SetHandler{}) {
    identify();
    loop_.add(service_.bus());
}

MultiPlus::~MultiPlus() {
    loop_.remove(service_.bus());
}

void MultiPlus::identify() {
    dbus::ItemTree& tree = service_.tree();
    tree.update("/Mgmt/ProcessName", plain("bms-sim"));
    tree.update("/Mgmt/Connection", plain("Simulation"));
    tree.update("/DeviceInstance", whole(kDeviceInstance));
    tree.update("/ProductName", plain("Simulated MultiPlus"));
    tree.update("/Connected", whole(1));
}

void MultiPlus::show(const model::Plant& plant, const std::optional<model::Published>& bms) {
    dbus::ItemTree& tree = service_.tree();
    const bool fed = !plant.dvcc().dark();
    tree.update("/State", whole(static_cast<std::int64_t>(state_of(plant, bms))));
    tree.update("/Dc/0/Voltage", quantity(plant.bus_v(), 2, "V"));
    tree.update("/Dc/0/Current", quantity(plant.bank_a(), 1, "A"));
    tree.update("/Dc/0/Power", quantity(plant.bus_v() * plant.bank_a(), 0, "W"));
    tree.update("/Ac/Out/P", quantity(fed ? plant.load_w() : 0.0, 0, "W"));
    const model::Published obeyed = bms.value_or(model::Published{});
    tree.update("/BatteryOperationalLimits/MaxChargeVoltage", quantity(obeyed.cvl_v, 2, "V"));
    tree.update("/BatteryOperationalLimits/MaxChargeCurrent", quantity(obeyed.ccl_a, 1, "A"));
    tree.update("/BatteryOperationalLimits/MaxDischargeCurrent", quantity(obeyed.dcl_a, 1, "A"));
    if (!announced_) {
        service_.announce();
        announced_ = true;
    }
    tree.flush();
}

}  // namespace aggregator::sim
