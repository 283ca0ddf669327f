/// Rules about one quantity or one pack.

#include <algorithm>

#include "aggregator/core/imbalance.hpp"
#include "aggregator/core/pack_limit.hpp"
#include "aggregator/core/soc.hpp"
#include "aggregator/core/temperature_cap.hpp"
#include "core/properties/random_bank.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

std::vector<SocShare> random_socs(Draw& draw) {
    std::vector<SocShare> packs(static_cast<std::size_t>(draw.whole(1, 8)));
    for (SocShare& pack : packs)
        pack = {Percent{draw.real(0.0, 100.0)}, AmpHours{draw.real(10.0, 500.0)}};
    return packs;
}

Percent published(SocRule rule, const std::vector<SocShare>& packs) {
    return soc_by_rule(rule, *soc_figures(packs));
}

SocRule any_rule(Draw& draw) {
    return draw.one_of<SocRule>({SocRule::min, SocRule::weighted, SocRule::blend});
}

Member pack_at(double temperature, AmpHours capacity) {
    Member pack{.name = "P", .capacity = capacity, .silence = Seconds{0.0}};
    pack.battery.temperature = Celsius{temperature};
    return pack;
}

Amps settled_cap(double temperature, AmpHours capacity) {
    TemperatureCap cap;
    return *cap.step(pack_at(temperature, capacity), {.enabled = true}, {}, Instant{} + 1h);
}

Amps settled_tier_current(double spread, const Settings& settings) {
    Imbalance imbalance;
    const Tier tier = imbalance.step(Percent{spread}, false, settings.imbalance, Instant{} + 1h);
    return tier_current(tier, settings.charge);
}

}  // namespace

// Invariant 21; which of the figures is published is a setting, min by default
TEST(SocProperties, LiesBetweenTheLowestAndTheWeightedMean) {
    for_all([](Draw& draw) {
        const auto packs = random_socs(draw);
        const SocFigures figures = *soc_figures(packs);
        const double soc = published(any_rule(draw), packs).value();
        EXPECT_GE(soc, figures.min.value() - kExact);
        EXPECT_LE(soc, figures.weighted.value() + kExact);
        EXPECT_LE(figures.weighted, figures.max);
        EXPECT_GE(soc, 0.0);
        EXPECT_LE(soc, 100.0);
    });
}

// Invariant 21
TEST(SocProperties, NeverFallsWhenAPackIsFuller) {
    for_all([](Draw& draw) {
        auto packs = random_socs(draw);
        const SocRule rule = any_rule(draw);
        const double before = published(rule, packs).value();
        SocShare& pack = packs[draw.index(packs.size())];
        pack.soc = Percent{draw.real(pack.soc.value(), 100.0)};
        EXPECT_GE(published(rule, packs).value(), before - kExact);
    });
}

// Invariant 21
TEST(SocProperties, OfEqualPacksIsTheirs) {
    for_all([](Draw& draw) {
        auto packs = random_socs(draw);
        for (SocShare& pack : packs) pack.soc = packs.front().soc;
        EXPECT_NEAR(published(any_rule(draw), packs).value(), packs.front().soc.value(), kExact);
    });
}

// Invariant 21: also while packs come and go
TEST(SocProperties, StaysWithinZeroAndHundred) {
    for_all([](Draw& draw) {
        SocTracker tracker;
        Instant now = Instant{} + 1h;
        for (int i = 0; i < 20; ++i) {
            const auto packs = random_socs(draw);
            std::vector<bool> contributors(packs.size(), draw.chance(0.8));
            const Percent soc = tracker.step(published(any_rule(draw), packs), contributors, now);
            EXPECT_GE(soc, Percent{0.0});
            EXPECT_LE(soc, Percent{100.0});
            now += std::chrono::seconds{draw.whole(0, 30)};
        }
    });
}

// Invariant 25; product.md enters a tier at once, so the hysteresis alone has to hold it
TEST(TierProperties, NoiseOfOnePointMakesAtMostTwoChangesAnHour) {
    for_all([](Draw& draw) {
        const ImbalanceSettings settings;
        const double spread = draw.real(1.0, 30.0);
        const int period = draw.whole(1, 300);
        Imbalance imbalance;
        double noise = 0.0;
        int changes = 0;
        for (int second = 0; second < 3600; second += 10) {
            if (second % period < 10) noise = draw.real(-0.999, 0.999);
            const Tier before = imbalance.tier();
            imbalance.step(Percent{std::max(0.0, spread + noise)}, false, settings,
                           Instant{} + 1h + second * 1s);
            if (imbalance.tier() != before) ++changes;
        }
        EXPECT_LE(changes, 2) << spread;
    });
}

// Invariant 26
TEST(TierProperties, AWiderSpreadNeverAllowsMore) {
    for_all([](Draw& draw) {
        Settings settings;
        settings.charge.nominal_charge_current = Amps{draw.real(10.0, 500.0)};
        settings.charge.reduced_charge_current =
            settings.charge.nominal_charge_current * draw.real(0.0, 1.0);
        const double spread = draw.real(0.0, 30.0);
        const double wider = draw.real(spread, 40.0);
        EXPECT_LE(settled_tier_current(wider, settings), settled_tier_current(spread, settings));
        EXPECT_LE(settled_tier_current(spread, settings), settings.charge.nominal_charge_current);
    });
}

// Invariant 29
TEST(TemperatureCapProperties, IsZeroInFrostAndNeverAboveTheCurve) {
    for_all([](Draw& draw) {
        const AmpHours capacity{draw.real(50.0, 400.0)};
        EXPECT_EQ(settled_cap(draw.real(-40.0, 0.0), capacity), Amps{});
        const Amps cap = settled_cap(draw.real(-40.0, 90.0), capacity);
        EXPECT_GE(cap, Amps{});
        EXPECT_LE(cap.value(), 0.5 * capacity.value() + kExact);
    });
}

// Invariant 29
TEST(TemperatureCapProperties, AColderPackNeverGetsMoreBelowFifteenDegrees) {
    for_all([](Draw& draw) {
        const AmpHours capacity{draw.real(50.0, 400.0)};
        const double warmer = draw.real(-40.0, 15.0);
        EXPECT_LE(settled_cap(draw.real(-41.0, warmer), capacity).value(),
                  settled_cap(warmer, capacity).value() + kExact);
        const double hot = draw.real(45.0, 90.0);
        EXPECT_LE(settled_cap(hot, capacity).value(),
                  settled_cap(draw.real(45.0, hot), capacity).value() + kExact);
    });
}

// Invariant 29: with its hysteresis it is never looser than without
TEST(TemperatureCapProperties, IsNeverLooserThanTheCurveOnTheWay) {
    for_all([](Draw& draw) {
        const AmpHours capacity{draw.real(50.0, 400.0)};
        TemperatureCap cap;
        Instant time = Instant{} + 1h;
        for (int i = 0; i < 20; ++i) {
            const double temperature = draw.real(-10.0, 60.0);
            time += std::chrono::seconds{draw.whole(0, 100)};
            const Amps cap_now =
                *cap.step(pack_at(temperature, capacity), {.enabled = true}, {}, time);
            EXPECT_LE(cap_now.value(), settled_cap(temperature, capacity).value() + kExact);
        }
    });
}

// domain.md 2.5: the only rule that lifts a pack's word does so by little, and not blindly.
TEST(TrickleProperties, LiftsAPackByLittleAndOnlyUnderAGentleVoltage) {
    for_all([](Draw& draw) {
        Settings settings;
        settings.charge.blocked_pack = BlockedPackRule::full_trickle;
        PackLimiter limiter{Direction::charge};
        PackLimiter strict{Direction::charge};
        const LimitFrame frame{.cells_in_series = draw.maybe(16, 0.2),
                               .voltage_ceiling = Volts{draw.real(55.0, 58.0)}};
        Member pack = complete_members(draw).front();
        for (int i = 0; i < 4; ++i) {
            pack.battery.soc = draw.maybe(Percent{draw.real(90.0, 100.0)}, 0.1);
            pack.battery.limits.charge_current = draw.maybe(Amps{draw.real(0.0, 10.0)}, 0.2);
            pack.battery.limits.charge_voltage = draw.maybe(Volts{draw.real(55.0, 57.0)}, 0.2);
            if (draw.chance(0.3)) pack.battery.permissions.charge = draw.maybe(false, 0.5);
            const Instant now = Instant{} + 1h + i * 10s;
            const auto lifted = limiter.step(pack, frame, settings, now);
            const auto word = strict.step(pack, frame, {}, now);
            ASSERT_EQ(lifted.has_value(), word.has_value());
            if (!lifted || lifted->value <= word->value) continue;
            EXPECT_LE(lifted->value.value(), 0.02 * pack.capacity.value() + kExact);
            EXPECT_GE(*pack.battery.soc, Percent{95.0});
            EXPECT_NE(word->source, LimitSource::held);
            EXPECT_TRUE(frame.cells_in_series);
            EXPECT_LE(std::min(*frame.voltage_ceiling, *pack.battery.limits.charge_voltage).value(),
                      56.0 + 1e-5);
        }
    });
}

}  // namespace aggregator::properties
