#pragma once

/// A scenario as it unfolds, step by step: the installation lives, its packs report, faults come
/// and go, whoever steers is told, and the figures are kept. Knows no clock: time is counted in
/// steps.

#include <deque>
#include <optional>
#include <vector>

#include "sim/score/score_keeper.hpp"
#include "sim/score/steering.hpp"

namespace aggregator::sim {

class Story {
public:
    /// The steering must outlive it. `silence_s`: after so long a silent pack must be missed.
    Story(const Scenario& scenario, Steering& steering, double silence_s);

    /// The packs come on the bus.
    void begin();
    /// Those that serve say once more what they said, while nothing has begun to move.
    void repeat();

    /// Moves on by the scenario's step: first the world, under what is published now, then word of
    /// it.
    void live();
    void tell();
    /// Takes note of the step, after the steering had its turn.
    void judge(const Events& events);

    [[nodiscard]] bool over() const;
    [[nodiscard]] double time_s() const { return plant_.time_s(); }
    [[nodiscard]] const model::Plant& plant() const { return plant_; }
    [[nodiscard]] Figures figures(long publications) const {
        return keeper_.figures(plant_, publications);
    }

private:
    enum class Presence { away, silent, serving };
    struct Letter {
        double arrives_s;
        std::size_t place;
        Battery report;
    };

    [[nodiscard]] const model::FaultScript& faults() const { return plant_.spec().faults; }
    [[nodiscard]] std::size_t place_of(std::size_t pack) const;
    [[nodiscard]] Presence presence_of(std::size_t pack) const;
    [[nodiscard]] Battery report_of(std::size_t pack);
    void arrive(std::size_t pack);
    void move(std::size_t pack, Presence presence);
    void kill_or_start();
    void collect_reports();
    void deliver_reports();
    void watch_for_end();

    Scenario scenario_;
    Steering& steering_;
    model::Plant plant_;
    ScoreKeeper keeper_;
    std::vector<Presence> presence_;
    std::deque<Letter> letters_{};
    bool killed_ = false;
    std::optional<double> end_s_{};
};

/// Age at which a pack is stale by these settings, with the reports that may still be under way, in
/// the world's time.
[[nodiscard]] double silence_s(const Scenario& scenario, const Settings& settings, double speed);

}  // namespace aggregator::sim
