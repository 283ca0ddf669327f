#include "aggregator/app/state_keeper.hpp"

namespace aggregator::app {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kUsually = 15min;
constexpr std::size_t kAtMost = 5;
constexpr Seconds kWithin = 5min;

}  // namespace

bool StateKeeper::usually_due(Instant now) const {
    return !kept_ || age(kept_at_, now) >= kUsually;
}

bool StateKeeper::may_be_due(Trouble trouble, Instant now) {
    to_be_looked_at_ = to_be_looked_at_ || trouble == Trouble::some;
    return to_be_looked_at_ || usually_due(now);
}

bool StateKeeper::is_due(const SavedState& state, Instant now) {
    if (usually_due(now)) return true;
    std::erase_if(worse_at_, [&](Instant then) { return age(then, now) >= kWithin; });
    if (worse_at_.size() >= kAtMost) return false;
    to_be_looked_at_ = false;
    if (!has_got_worse(*kept_, state)) return false;
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
