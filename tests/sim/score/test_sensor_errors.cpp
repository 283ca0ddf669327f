/// Banks whose current sensors err. Source: domain.md 2.1: with gain errors of 3 % and offsets of
/// 1 A the worst was 0.13 Ah over a pack's limit, with reports every 5 s 0.44 Ah.
///
/// A pack that stays at a low limit for hours, as in "one limited" and "high cell", is over it by
/// what its own sensor hides; no rule can see that, and they are not among these.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "sim/score/banks.hpp"

namespace aggregator::sim {
namespace {

constexpr unsigned kSeeds = 3;

Scenario with_sensor_errors(Scenario scenario, unsigned seed) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> gain_pct{-3.0, 3.0};
    std::uniform_real_distribution<double> offset_a{-1.0, 1.0};
    for (model::PackSpec& pack : scenario.packs) {
        pack.bms.current_gain_pct = gain_pct(random);
        pack.bms.current_offset_a = offset_a(random);
    }
    return scenario;
}

struct Reports {
    double every_s;
    double most_over_ah;  ///< The worst seen is 0.18 Ah, where a switch closes.
};

}  // namespace

class SensorErrors : public testing::TestWithParam<std::string> {};

TEST_P(SensorErrors, OverloadNoPackByMuchAndDriveNoLimitToAndFro) {
    for (unsigned seed = 1; seed <= kSeeds; ++seed) {
        Scenario scenario = with_sensor_errors(shipped(GetParam()), seed);
        scenario.step_s = 1.0;
        // A sensor that is wrong by 1 A accuses its pack where the limit nears zero, once.
        scenario.gate.alarm_edges += 2;
        for (const Reports& reports : {Reports{1.0, 0.20}, Reports{5.0, 0.50}}) {
            scenario.gate.over_limit_ah = reports.most_over_ah;
            for (model::PackSpec& pack : scenario.packs) pack.bms.report_period_s = reports.every_s;
            const Figures figures = figures_of(scenario, Rule::adaptive);
            EXPECT_THAT(missed_figures(figures, scenario, {}), testing::IsEmpty())
                << "seed " << seed << ", reports every " << reports.every_s << " s";
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Gate, SensorErrors,
                         testing::Values("a-equal", "b-weak-pack", "d-one-fuller", "e-double-size",
                                         "f-equal-cables", "g-switch-opens"),
                         [](const auto& c) {
                             std::string name = c.param;
                             std::erase(name, '-');
                             return name;
                         });

}  // namespace aggregator::sim
