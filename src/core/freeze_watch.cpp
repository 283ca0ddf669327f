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

bool at_rest(const Battery& pack, AmpHours capacity) {
    return std::abs(pack.current.value_or(Amps{}).value()) < kRestCRate * capacity.value();
}

bool voltage_moved(const Others& then, const Others& now) {
    if (!then.mean_voltage || !now.mean_voltage) return false;
    const Volts change = *now.mean_voltage - *then.mean_voltage;
    return std::abs(change / *then.mean_voltage) > kVoltageMove;
}

bool current_moved(const Others& then, const Others& now, AmpHours capacity) {
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
    const bool resting = at_rest(pack, capacity);
    // A full pack stands still at the charge voltage while the others take less and less.
    others_moved_ = others_moved_ || voltage_moved(reference_->others, others) ||
                    (!resting && current_moved(reference_->others, others, capacity));
    const Seconds long_enough = resting ? kFrozenAtRest : kFrozenUnderLoad;
    return others_moved_ && age(reference_->since, now) >= long_enough;
}

}  // namespace aggregator
