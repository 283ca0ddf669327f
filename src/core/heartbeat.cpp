#include "aggregator/core/heartbeat.hpp"

#include <cmath>

#include "core/fold.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kPeriod = 10s;

std::optional<Seconds> age_of_data(std::span<const Member> members) {
    const auto silence = lowest_known(members, [](const Member& m) { return m.silence; });
    if (!silence) return std::nullopt;
    return Seconds{std::floor(silence->count())};
}

}  // namespace

const Pulse& Heartbeat::step(std::span<const Member> members, Instant now) {
    if (next_beat_ && now < *next_beat_) return pulse_;
    const Instant due = next_beat_.value_or(now);
    next_beat_ = due + kPeriod > now ? due + kPeriod : now + kPeriod;
    ++pulse_.beat;
    pulse_.data_age = age_of_data(members);
    return pulse_;
}

}  // namespace aggregator
