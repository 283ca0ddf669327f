#include "aggregator/core/bank_life.hpp"

#include <algorithm>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;
using namespace literals;

/// Good data for so long before the bank counts as well again.
constexpr Seconds kProof = 15s;

/// Without data a nearly empty bank is not discharged for long.
constexpr Seconds kShortHold = 30s;
constexpr Volts kLowCell{3.1};
constexpr Percent kLowSoc{10.0};

constexpr const char* kBackAfterRestart =
    "back after a short absence: charging waits until the packs are proven";

bool any_fresh(std::span<const Member> members) {
    return std::ranges::any_of(members, &Member::fresh);
}

bool all_fresh(std::span<const Member> members) {
    return any_fresh(members) &&
           std::ranges::none_of(members, [](const Member& m) { return m.silent(); });
}

bool nearly_empty(std::span<const Member> members) {
    const auto cell = lowest_known(members, [](const Member& m) {
        return m.counts() ? m.battery.cells.min_voltage : std::nullopt;
    });
    const auto soc = lowest_known(
        members, [](const Member& m) { return m.counts() ? m.battery.soc : std::nullopt; });
    return (cell && *cell < kLowCell) || (soc && *soc < kLowSoc);
}

/// Nobody is on the way. A pack known to be lost from before a restart is not.
bool complete(std::span<const Member> members) {
    return any_fresh(members) && std::ranges::none_of(members, [](const Member& m) {
               return m.state == PackState::joining || (m.silent() && m.state != PackState::lost);
           });
}

Seconds hold_time(std::span<const Member> members, const FailsafeSettings& settings) {
    return nearly_empty(members) ? std::min(kShortHold, settings.hold) : settings.hold;
}

/// A late step, or a restart, may notice the silence late; that buys no time.
bool silent_beyond(Seconds hold, std::span<const Member> members,
                   const FailsafeSettings& settings) {
    const auto silence = lowest_known(members, [](const Member& m) { return m.silence; });
    return silence && *silence >= settings.stale_after + hold;
}

BankState hold_or_zero(std::span<const Member> members, const FailsafeSettings& settings) {
    const bool too_long = silent_beyond(hold_time(members, settings), members, settings);
    return too_long ? BankState::zero : BankState::hold;
}

bool any_known(std::span<const Member> members) {
    return std::ranges::any_of(members, [](const Member& m) { return m.counts() && m.silence; });
}

const char* reason_for(BankState state) {
    switch (state) {
        case BankState::starting:
            return "waiting for the packs";
        case BankState::run:
            return "every pack is fresh";
        case BankState::degraded:
            return "not every pack is fresh";
        case BankState::hold:
            return "no pack is fresh: charging is stopped";
        case BankState::zero:
            return "charging and discharging are stopped";
        case BankState::off:
            return "no data for long: leaving the bus stops the chargers";
    }
    return "";
}

}  // namespace

const char* name_of(BankState state) {
    switch (state) {
        case BankState::starting:
            return "starting";
        case BankState::run:
            return "run";
        case BankState::degraded:
            return "degraded";
        case BankState::hold:
            return "hold";
        case BankState::zero:
            return "zero";
        case BankState::off:
            return "off";
    }
    return "unknown";
}

/// With all packs there, or, when the grace is over, with as many as the user asks for.
bool BankLife::may_start(std::span<const Member> members, const FailsafeSettings& settings,
                         const Surroundings& surroundings, Instant now) {
    if (!started_) started_ = now;
    if (complete(members) && surroundings.discovery_complete) return true;
    if (age(*started_, now) < settings.startup_grace) return false;
    const auto seen = std::ranges::count_if(members, [&](const Member& m) {
        return m.counts() && m.silence && *m.silence <= age(*started_, now);
    });
    return seen >= std::max(1, settings.min_packs);
}

BankState BankLife::without_fresh_pack(std::span<const Member> members,
                                       const FailsafeSettings& settings,
                                       const Surroundings& surroundings, Instant now) {
    const Seconds here = age(since_, now);
    switch (state_) {
        case BankState::hold: {
            const bool over = here >= hold_ || silent_beyond(hold_, members, settings);
            return over ? BankState::zero : BankState::hold;
        }
        case BankState::zero: {
            const bool leave = surroundings.selected_as_bms && here >= settings.leave_bus_after;
            return leave ? BankState::off : BankState::zero;
        }
        case BankState::off:
            return BankState::off;
        default:
            return hold_or_zero(members, settings);
    }
}

BankState BankLife::next(std::span<const Member> members, bool contradiction,
                         const FailsafeSettings& settings, const Surroundings& surroundings,
                         Instant now) {
    // Packs that contradict one another prove nothing, however fresh they are.
    const Seconds some = any_fresh_.observe(!contradiction && any_fresh(members), now);
    const Seconds all = all_fresh_.observe(!contradiction && all_fresh(members), now);
    if (state_ == BankState::starting && resumes_ && any_known(members))
        return hold_or_zero(members, settings);
    if (state_ == BankState::starting && !may_start(members, settings, surroundings, now))
        return state_;
    if (contradiction) {
        since_ = now;  // It is not for want of data that the bank stands still.
        return BankState::zero;
    }
    if (!any_fresh(members)) return without_fresh_pack(members, settings, surroundings, now);

    const BankState well = all_fresh(members) ? BankState::run : BankState::degraded;
    switch (state_) {
        case BankState::starting:
        case BankState::run:
            return well;
        case BankState::degraded:
            return all >= kProof ? BankState::run : BankState::degraded;
        case BankState::hold:
        case BankState::zero:
        case BankState::off:
            break;
    }
    if (some >= kProof) return all >= kProof ? BankState::run : BankState::degraded;
    // Packs that are back are no reason to stop discharging; falling silent once more is, at once.
    if (state_ == BankState::hold) return BankState::hold;
    // Leaving the bus is still due until the packs have proven themselves.
    return without_fresh_pack(members, settings, surroundings, now);
}

BankState BankLife::step(std::span<const Member> members, bool contradiction,
                         const FailsafeSettings& settings, const Surroundings& surroundings,
                         Instant now, Events& events) {
    const BankState to = next(members, contradiction, settings, surroundings, now);
    if (to == state_) return state_;
    const bool back = state_ == BankState::starting && to == BankState::hold && resumes_;
    events.push_back(BankChanged{state_, to, back ? kBackAfterRestart : reason_for(to)});
    if (to == BankState::hold) hold_ = hold_time(members, settings);
    state_ = to;
    since_ = now;
    return state_;
}

}  // namespace aggregator
