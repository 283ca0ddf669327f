#include "aggregator/core/freeze_watch.hpp"

#include <cmath>

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kFrozenUnderLoad = 60s;
constexpr Seconds kFrozenAtRest = 120s;
/// Below 2 % of 1 C the resolution of a BMS alone keeps its current constant.
constexpr double kRestCRate = 0.02;
/// All packs hang on one bus bar: when the others' voltage moves by so much, this one's must.
constexpr double kVoltageMove = 0.004;
constexpr double kCurrentMoveCRate = 0.10;

bool moved(const Others& then, const Others& now, AmpHours capacity) {
    if (then.mean_voltage && now.mean_voltage) {
        const Volts change = *now.mean_voltage - *then.mean_voltage;
        if (std::abs(change / *then.mean_voltage) > kVoltageMove) return true;
    }
    if (!then.current || !now.current) return false;
    return std::abs((*now.current - *then.current).value()) > kCurrentMoveCRate * capacity.value();
}

}  // namespace

bool FreezeWatch::step(const Battery& pack, const Others& others, AmpHours capacity, Instant now) {
    const Fingerprint fingerprint{pack.voltage, pack.current, pack.cells.min_voltage,
                                  pack.cells.max_voltage};
    // Without others to compare with, as at the start, nothing can be proven: begin when they come.
    const bool comparable = reference_ && reference_->others.mean_voltage;
    if (!comparable || reference_->fingerprint != fingerprint) {
        reference_ = Reference{fingerprint, others, now};
        others_moved_ = false;
        return false;
    }
    others_moved_ = others_moved_ || moved(reference_->others, others, capacity);
    const double current = std::abs(pack.current.value_or(Amps{}).value());
    const bool at_rest = current < kRestCRate * capacity.value();
    const Seconds long_enough = at_rest ? kFrozenAtRest : kFrozenUnderLoad;
    return others_moved_ && age(reference_->since, now) >= long_enough;
}

}  // namespace aggregator
