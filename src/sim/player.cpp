#include "sim/player.hpp"

#include <cmath>

namespace aggregator::sim {
namespace {

constexpr Seconds kRestAfterLastChange{1.0};

}  // namespace

Player::Player(const Recording& recording)
    : changes_(recording.changes),
      length_(changes_.empty() ? kRestAfterLastChange : changes_.back().at + kRestAfterLastChange) {
}

Player::Step Player::advance(Seconds elapsed) {
    Step step;
    if (changes_.empty()) {
        return step;
    }
    const double round = std::floor(elapsed / length_);
    if (round > round_) {
        round_ = round;
        next_ = 0;
        step.restart = true;
    }
    const Seconds within = elapsed - round_ * length_;
    const std::size_t first = next_;
    while (next_ < changes_.size() && changes_[next_].at <= within) {
        ++next_;
    }
    step.changes = changes_.subspan(first, next_ - first);
    return step;
}

}  // namespace aggregator::sim
