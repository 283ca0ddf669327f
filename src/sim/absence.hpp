#pragma once

/// How a pack is absent for a while. Knows no bus and no clock.

#include <optional>

#include "aggregator/core/units.hpp"

namespace aggregator::sim {

enum class Presence {
    serving,
    silent,  ///< Holds its name but neither answers nor signals, as a hung driver.
    away,    ///< Not on the bus at all.
};

class Absence {
public:
    /// Absent in this way from the next update() on, for so long; replaces what was asked before.
    void request(Presence presence, Seconds duration) { request_ = {presence, duration}; }

    /// How the pack is present at this moment.
    [[nodiscard]] Presence update(Instant now);

private:
    struct Request {
        Presence presence = Presence::serving;
        Seconds duration{0.0};
    };
    std::optional<Request> request_;
    Presence presence_ = Presence::serving;
    Instant until_{};
};

}  // namespace aggregator::sim
