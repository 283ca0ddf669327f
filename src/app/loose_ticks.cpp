#include "aggregator/app/loose_ticks.hpp"

#include <chrono>

namespace aggregator::app {
namespace {

constexpr double kSlack = 1.0 / 8.0;

}  // namespace

LooseTicks::LooseTicks(Seconds period, Instant start) : period_(period), last_(start) {}

bool LooseTicks::take(Instant now) {
    if (now - last_ < (1.0 - kSlack) * period_) return false;
    last_ = now;
    return true;
}

Instant LooseTicks::at_latest() const {
    return last_ + std::chrono::ceil<Instant::duration>((1.0 + kSlack) * period_);
}

}  // namespace aggregator::app
