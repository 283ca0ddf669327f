#include "sim/score/sanity_watch.hpp"

#include <algorithm>
#include <cmath>

namespace aggregator::sim {
namespace {

constexpr double kRounding_a = 0.1;

bool is_number(const std::optional<Amps>& limit) {
    return limit && std::isfinite(limit->value()) && limit->value() >= 0.0;
}

}  // namespace

bool SanityWatch::malformed(const Decision& shown) const {
    const Limits& limits = shown.battery.limits;
    if (!is_number(limits.charge_current) || !is_number(limits.discharge_current)) return true;
    if (!limits.charge_voltage || !std::isfinite(limits.charge_voltage->value())) return true;
    const auto& may = shown.battery.permissions;
    return may.charge != (*limits.charge_current > Amps{}) ||
           may.discharge != (*limits.discharge_current > Amps{});
}

/// Says nothing where some pack never gave a limit.
bool SanityWatch::above_all_limits(const Decision& shown) const {
    double sum_a = 0.0;
    for (const Heard& heard : heard_) {
        if (!heard.charge_limit || !std::isfinite(heard.charge_limit->value())) return false;
        sum_a += heard.charge_limit->value();
    }
    return shown.battery.limits.charge_current.value_or(Amps{}).value() > sum_a + kRounding_a;
}

bool SanityWatch::blind_to_silence(const Decision& shown, double time_s) const {
    if (shown.state != BankState::run) return false;
    return std::ranges::any_of(
        heard_, [&](const Heard& heard) { return time_s - heard.at_s > silence_s_; });
}

void SanityWatch::see(const Decision* shown, double time_s, double dt_s) {
    if (shown == nullptr) return;
    above_s_ = above_all_limits(*shown) ? above_s_ + dt_s : 0.0;
    const bool wrong =
        malformed(*shown) || above_s_ > patience_s_ || blind_to_silence(*shown, time_s);
    if (wrong) wrong_s_ += dt_s;
}

}  // namespace aggregator::sim
