#pragma once

/// Watches a run and makes its figures.

#include "sim/score/alarm_watch.hpp"
#include "sim/score/figures.hpp"
#include "sim/score/pack_watch.hpp"
#include "sim/score/reaction_watch.hpp"
#include "sim/score/sanity_watch.hpp"
#include "sim/score/turn_counter.hpp"

namespace aggregator::sim {

class ScoreKeeper {
public:
    /// `silence_s`: after so long a silent pack must be missed.
    ScoreKeeper(const Scenario& scenario, double silence_s);

    void bms_reported(std::size_t pack, const Battery& report, double time_s);
    void see(const model::Plant& plant, const Decision* shown, double dt_s);
    void see(const Events& events);

    [[nodiscard]] bool all_full() const { return figures_.all_full; }
    /// The inverter has been off since; no value while it is on or never was.
    [[nodiscard]] std::optional<double> stopped_since_s() const { return stopped_since_s_; }

    [[nodiscard]] Figures figures(const model::Plant& plant, long publications) const;

private:
    void see_inverter(const model::Plant& plant, double dt_s);

    Scenario scenario_;
    Figures figures_{};
    std::vector<PackWatch> packs_;
    AlarmWatch alarms_{};
    SanityWatch sanity_;
    ReactionWatch reactions_;
    TurnCounter turns_;
    bool inverter_was_on_ = false;
    std::optional<double> stopped_since_s_{};
};

}  // namespace aggregator::sim
