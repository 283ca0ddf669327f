#include "aggregator/core/pack_life.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

/// A driver that just started may show configured maxima before it measured anything: two readings
/// apart must agree.
constexpr Seconds kProofAfterArrival = 3s;
constexpr Seconds kProofAfterStale = 5s;
constexpr Seconds kProofAfterLost = 15s;
constexpr Seconds kProofAfterInvalid = 30s;

/// A single nonsensical sample is a transmission error; the last good values stand in for so long.
constexpr Seconds kImplausibleTolerance = 5s;

}  // namespace

const char* name_of(PackState state) {
    switch (state) {
        case PackState::waiting:
            return "waiting";
        case PackState::online:
            return "online";
        case PackState::invalid:
            return "invalid";
        case PackState::stale:
            return "stale";
        case PackState::lost:
            return "lost";
        case PackState::excluded:
            return "excluded";
        case PackState::joining:
            return "joining";
    }
    return "unknown";
}

const char* describe(Fault fault) {
    switch (fault) {
        case Fault::none:
            return "proving itself";
        case Fault::gone:
            return "not on the bus";
        case Fault::disconnected:
            return "its driver has no contact to the BMS";
        case Fault::silent:
            return "no signal and no answer";
        case Fault::no_measurement:
            return "voltage or current not valid";
        case Fault::modules_offline:
            return "no module online";
        case Fault::implausible:
            return "voltage not plausible";
        case Fault::frozen:
            return "values frozen";
    }
    return "unknown";
}

Seconds PackLife::proof_needed(Arrival arrival) const {
    switch (state_) {
        case PackState::waiting:
            return arrival == Arrival::found ? Seconds::zero() : kProofAfterArrival;
        case PackState::stale:
            return kProofAfterStale;
        case PackState::lost:
            return kProofAfterLost;
        case PackState::invalid:
            return kProofAfterInvalid;
        case PackState::online:
        case PackState::excluded:
        case PackState::joining:
            return Seconds::zero();
    }
    return kProofAfterInvalid;
}

PackState PackLife::doubted(Instant now) {
    if (state_ == PackState::lost) return state_;
    if (state_ == PackState::waiting) {
        const bool given_up = resumed_at_ && age(*resumed_at_, now) >= settings_.startup_grace;
        return given_up ? PackState::lost : PackState::waiting;
    }
    if (silence(now).value_or(Seconds::zero()) >= settings_.lost_after) return PackState::lost;
    if (fault_ == Fault::implausible || state_ == PackState::invalid) return PackState::invalid;
    return PackState::stale;
}

PackState PackLife::step(Fault fault, Arrival arrival, Instant last_heard, Instant now) {
    const bool tolerated = fault == Fault::implausible && state_ == PackState::online &&
                           implausible_.observe(true, now) < kImplausibleTolerance;
    // Nonsense after silence buys no second respite.
    if (tolerated && silence(now).value_or(Seconds::zero()) < settings_.stale_after) return state_;
    implausible_.observe(fault == Fault::implausible, now);

    fault_ = fault;
    const Seconds proven = good_.observe(fault == Fault::none, now);
    if (fault == Fault::none && proven >= proof_needed(arrival)) {
        state_ = PackState::online;
        last_good_ = last_heard;
        return state_;
    }
    state_ = doubted(now);
    return state_;
}

void PackLife::resume(PackState state, Instant last_good, Instant now) {
    state_ = state == PackState::online ? PackState::waiting : state;
    last_good_ = last_good;
    resumed_at_ = now;
}

std::optional<Seconds> PackLife::silence(Instant now) const {
    if (!last_good_) return std::nullopt;
    return age(*last_good_, now);
}

}  // namespace aggregator
