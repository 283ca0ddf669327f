#include "aggregator/core/block_watch.hpp"

#include <algorithm>

#include "aggregator/core/sensor_noise.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kQuietProof = 10s;
constexpr Seconds kFirstBlockBackOff = 10min;
constexpr Seconds kLongestBlockBackOff = 120min;

}  // namespace

void BlockWatch::revoke(Instant now) {
    isolated_ = false;
    quiet_.reset();
    back_off_ = back_off_ ? std::min(*back_off_ * 2.0, kLongestBlockBackOff) : kFirstBlockBackOff;
    retry_at_ = now + std::chrono::duration_cast<Instant::duration>(*back_off_);
}

bool BlockWatch::step(bool reports_block, std::optional<Amps> current, AmpHours capacity,
                      Instant now) {
    if (!reports_block) {
        isolated_ = false;
        quiet_.reset();
        return false;
    }
    const bool carries_none = current && *current <= sensor_noise(capacity);
    if (isolated_ && !carries_none) revoke(now);

    const bool proven = quiet_.observe(carries_none, now) >= kQuietProof;
    if (proven && carries_none && now >= retry_at_) isolated_ = true;
    return isolated_;
}

}  // namespace aggregator
