#include "sim/absence.hpp"

#include <chrono>

namespace aggregator::sim {

Presence Absence::update(Instant now) {
    if (request_) {
        presence_ = request_->presence;
        until_ = now + std::chrono::duration_cast<Instant::duration>(request_->duration);
        request_.reset();
    }
    if (now >= until_) {
        presence_ = Presence::serving;
    }
    return presence_;
}

}  // namespace aggregator::sim
