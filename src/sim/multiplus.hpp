#pragma once

/// A MultiPlus on the bus that shows what the simulated chargers and inverter do. It commands
/// nothing: what they do is the model's matter.

#include <memory>

#include "aggregator/app/event_loop.hpp"
#include "sim/model/plant.hpp"
#include "sim/served_service.hpp"

namespace aggregator::sim {

class MultiPlus {
public:
    inline static const std::string kService = "com.victronenergy.vebus.sim";

    /// Comes on the bus with the first show(). The loop must outlive it. Throws as ServedService.
    MultiPlus(const ServedService::Options& options, app::EventLoop& loop);
    ~MultiPlus();

    MultiPlus(const MultiPlus&) = delete;
    MultiPlus& operator=(const MultiPlus&) = delete;

    /// `bms`: what it obeys; no value while no BMS is on the bus.
    void show(const model::Plant& plant, const std::optional<model::Published>& bms);

private:
    void identify();

    app::EventLoop& loop_;
    ServedService service_;
    bool announced_ = false;
};

}  // namespace aggregator::sim
