#pragma once

/// Who steers the bank of a run: told what the packs say, asked what is published. The aggregator's
/// core in the same process, or the real program over a bus.

#include <cstddef>
#include <optional>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/pack_life.hpp"
#include "sim/model/dvcc.hpp"

namespace aggregator::sim {

/// Packs are named by their place: the number of their service, from 0.
class Steering {
public:
    virtual ~Steering() = default;

    virtual void pack_appeared(std::size_t place) = 0;
    virtual void pack_left(std::size_t place) = 0;
    /// It keeps its name but no longer answers, or does so again.
    virtual void pack_fell_silent(std::size_t place) = 0;
    virtual void pack_speaks_again(std::size_t place) = 0;
    virtual void pack_reported(std::size_t place, const Battery& report) = 0;

    /// The program dies and comes back, where that is in our hands.
    virtual void kill() = 0;
    virtual void start() = 0;

    /// What is on the bus; null when nothing is. Valid until the next call of anything here.
    [[nodiscard]] virtual const Decision* shown() const = 0;
};

/// What chargers and inverter read of it.
[[nodiscard]] std::optional<model::Published> published_by(const Steering& steering);

}  // namespace aggregator::sim
