#include "sim/score/steering.hpp"

namespace aggregator::sim {

std::optional<model::Published> published_by(const Steering& steering) {
    const Decision* const shown = steering.shown();
    if (shown == nullptr) return {};
    const Limits& limits = shown->battery.limits;
    return model::Published{.cvl_v = limits.charge_voltage.value_or(Volts{}).value(),
                            .ccl_a = limits.charge_current.value_or(Amps{}).value(),
                            .dcl_a = limits.discharge_current.value_or(Amps{}).value(),
                            .soc_pct = shown->battery.soc.value_or(Percent{}).value()};
}

}  // namespace aggregator::sim
