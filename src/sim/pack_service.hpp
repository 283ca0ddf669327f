#pragma once

/// The service of one simulated pack: on the bus, on the bus but dumb, or not there. Knows no
/// physics: it shows what it is told.

#include <memory>
#include <optional>

#include "aggregator/app/event_loop.hpp"
#include "aggregator/core/battery.hpp"
#include "sim/absence.hpp"
#include "sim/served_service.hpp"

namespace aggregator::sim {

class PackService {
public:
    /// Not on the bus before the first be(). The loop must outlive it.
    PackService(const ServedService::Options& options, app::EventLoop& loop)
        : options_(options), loop_(loop) {}
    ~PackService();

    PackService(const PackService&) = delete;
    PackService& operator=(const PackService&) = delete;

    /// Shows these values from now on; announces what changed if it is serving.
    void show(const Battery& report);

    /// Must not be called from within a drain. Coming back from away it takes its name only with
    /// the next show(), so that nobody sees what it showed before. Throws as ServedService.
    void be(Presence presence);

private:
    void fill(const Battery& report);

    ServedService::Options options_;
    app::EventLoop& loop_;
    Presence presence_ = Presence::away;
    bool announced_ = false;
    std::unique_ptr<ServedService> service_{};  ///< Null while away.
};

}  // namespace aggregator::sim
