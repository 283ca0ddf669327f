#include "aggregator/core/soc_drift.hpp"

#include <cmath>

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kLongEnough = 5min;
constexpr double kNearRestCRate = 0.05;
constexpr Volts kFullCell{3.42};
constexpr Percent kFullSoc{95.0};
constexpr Volts kEmptyCell{3.0};
constexpr Percent kNearEmptySoc{15.0};

bool at_rest(const Member& pack) {
    const auto& current = pack.battery.current;
    return current && std::abs(current->value()) < kNearRestCRate * pack.capacity.value();
}

}  // namespace

bool SocDrift::step(const Member& pack, std::optional<int> cells, Instant now) {
    const auto& voltage = pack.battery.voltage;
    const bool known = pack.fresh() && cells && voltage && at_rest(pack);
    const Volts cell = known ? *voltage / static_cast<double>(*cells) : Volts{};
    const bool full = full_.observe(known && cell >= kFullCell, now) >= kLongEnough;
    const bool empty = empty_.observe(known && cell < kEmptyCell, now) >= kLongEnough;
    const auto& soc = pack.battery.soc;
    if (!known || !soc) return drifted_;
    if (full) drifted_ = *soc < kFullSoc;
    if (empty) drifted_ = *soc > kNearEmptySoc;
    return drifted_;
}

}  // namespace aggregator
