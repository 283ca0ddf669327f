#include "aggregator/app/state_keeper.hpp"

namespace aggregator::app {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kUsually = 15min;
constexpr std::size_t kAtMost = 5;
constexpr Seconds kWithin = 5min;

}  // namespace

bool StateKeeper::is_due(const SavedState& state, Instant now) {
    if (!kept_ || age(kept_at_, now) >= kUsually) return true;
    std::erase_if(worse_at_, [&](Instant then) { return age(then, now) >= kWithin; });
    if (worse_at_.size() >= kAtMost || !has_got_worse(*kept_, state)) return false;
    worse_at_.push_back(now);
    return true;
}

void StateKeeper::step(const SavedState& state, Instant now) {
    if (is_due(state, now)) keep(state, now);
}

void StateKeeper::keep(const SavedState& state, Instant now) {
    store_.keep(state);
    kept_ = state;
    kept_at_ = now;
}

}  // namespace aggregator::app
