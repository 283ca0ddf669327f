#include "sim/replay.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <utility>
#include <vector>

#include "aggregator/app/event_loop.hpp"
#include "sim/played_service.hpp"
#include "sim/signals.hpp"

namespace aggregator::sim {
namespace {

using std::chrono::milliseconds;

/// Recordings have whole seconds; a fast one needs finer steps.
milliseconds step_for(double speed) {
    constexpr double kShortest_ms = 20.0;
    constexpr double kLongest_ms = 1000.0;
    return milliseconds{
        static_cast<milliseconds::rep>(std::clamp(1000.0 / speed, kShortest_ms, kLongest_ms))};
}

class Replay {
public:
    explicit Replay(const ReplayOptions& options)
        : speed_(options.speed),
          step_(step_for(options.speed)),
          loop_({.tick_period = step_},
                {.on_tick = [this](Instant) { play(); }, .on_signal = stop_unless_hangup}) {
        for (Recording& recording : load_playlist(options.playlist)) {
            serve(std::move(recording),
                  {.bus_address = options.bus_address, .signalling = options.signalling});
        }
    }

    void run() { loop_.run(); }

private:
    void serve(Recording recording, const ServedService::Options& options) {
        services_.push_back(std::make_unique<PlayedService>(std::move(recording), options));
        loop_.add(services_.back()->source());
        const Recording& served = services_.back()->recording();
        std::cout << "serving " << served.service << ": " << served.start.size() << " paths, "
                  << served.changes.size() << " changes" << std::endl;
    }

    void play() {
        ++steps_;
        const Seconds elapsed = step_ * (steps_ + loop_.missed_ticks());
        for (const auto& service : services_) {
            service->play(elapsed * speed_);
        }
    }

    double speed_;
    milliseconds step_;
    std::uint64_t steps_ = 0;
    app::EventLoop loop_;  ///< First of all: from here on signals end the program in order.
    std::vector<std::unique_ptr<PlayedService>> services_;
};

}  // namespace

void run_replay(const ReplayOptions& options) {
    Replay{options}.run();
}

}  // namespace aggregator::sim
