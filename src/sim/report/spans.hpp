#pragma once

/// Stretches of time in which something held: rows of bars for a picture.

#include <string>
#include <vector>

#include "sim/scenario/scenario.hpp"
#include "sim/score/series.hpp"

namespace aggregator::sim {

struct Span {
    double from_s = 0.0;
    double to_s = 0.0;
    int level = 0;  ///< Of what is meant by the row; picks the colour.
};

struct SpanRow {
    std::string label{};
    std::vector<Span> spans{};

    [[nodiscard]] double length_s() const;
};

/// Why the charge (or discharge) limit is what it is, the longest first. Level 1: on its way up.
[[nodiscard]] std::vector<SpanRow> charge_reasons(const Series& series);
[[nodiscard]] std::vector<SpanRow> discharge_reasons(const Series& series);

/// Faults (level 0), packs out of sight (level 1), alarms (levels 1 and 2).
[[nodiscard]] std::vector<SpanRow> events(const Series& series, const Scenario& scenario);

}  // namespace aggregator::sim
