/// What no history may do: run backwards, or count what nobody measured.

#include <algorithm>
#include <cmath>

#include "aggregator/core/history.hpp"
#include "core/properties/cases.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

constexpr int kSteps = 60;
constexpr double kMostAmps = 1000.0;
constexpr double kMostVolts = 65.0;
constexpr double kHours = 1.0 / 3600.0;

Battery random_bank(Draw& draw) {
    Battery bank;
    bank.current = draw.maybe(Amps{draw.real(-kMostAmps, kMostAmps)}, 0.1);
    bank.voltage = draw.maybe(Volts{draw.real(0.0, kMostVolts)}, 0.1);
    bank.installed_capacity = draw.maybe(AmpHours{draw.real(0.0, 2000.0)}, 0.1);
    bank.soc = draw.maybe(Percent{draw.one_of<double>({0.0, 0.2, 5.0, 12.0, 50.0, 99.5})}, 0.1);
    bank.consumed = draw.maybe(AmpHours{draw.real(-2000.0, 0.0)}, 0.1);
    bank.temperature = draw.maybe(Celsius{draw.real(-30.0, 70.0)}, 0.3);
    bank.cells.min_voltage = draw.maybe(Volts{draw.real(2.0, 4.0)}, 0.3);
    bank.cells.max_voltage = draw.maybe(Volts{draw.real(2.0, 4.0)}, 0.3);
    bank.alarms[AlarmKind::low_voltage] = draw.maybe(static_cast<Severity>(draw.whole(0, 2)), 0.2);
    return bank;
}

std::optional<Percent> random_emptiest(Draw& draw) {
    return draw.maybe(Percent{draw.one_of<double>({0.0, 50.0, 99.0, 100.0})}, 0.2);
}

/// Steps of the clock, good and bad.
Seconds odd_gap(Draw& draw) {
    return Seconds{draw.one_of<double>({-100.0, 0.0, 0.2, 1.0, 1.0, 3.0, 10.0, 12.0, 1e6})};
}

template <typename T>
void expect_wider(const Extremes<T>& before, const Extremes<T>& now) {
    if (before.low) {
        EXPECT_TRUE(now.low && *now.low <= *before.low);
    }
    if (before.high) {
        EXPECT_TRUE(now.high && *now.high >= *before.high);
    }
    if (now.low) {
        EXPECT_LE(*now.low, *now.high);
    }
}

void expect_no_step_back(const HistoryRecord& before, const HistoryRecord& now) {
    EXPECT_GE(now.drawn, before.drawn);
    EXPECT_GE(now.charged, before.charged);
    EXPECT_GE(now.discharged, before.discharged);
    EXPECT_GE(now.cycles, before.cycles);
    EXPECT_GE(now.gaps, before.gaps);
    EXPECT_GE(now.full_discharges.count, before.full_discharges.count);
    EXPECT_GE(now.low_voltage_alarms.count, before.low_voltage_alarms.count);
    EXPECT_GE(now.finished_discharges, before.finished_discharges);
    if (before.deepest_discharge) {
        EXPECT_TRUE(now.deepest_discharge && *now.deepest_discharge <= *before.deepest_discharge);
    }
    expect_wider(before.voltage, now.voltage);
    expect_wider(before.cell_voltage, now.cell_voltage);
    expect_wider(before.temperature, now.temperature);
}

/// No more than the largest current can move in the time, and nothing in a gap.
void expect_no_more_than_flowed(const HistoryRecord& before, const HistoryRecord& now, Seconds dt) {
    const double counted = dt > Seconds{10.0} ? 0.0 : std::max(0.0, dt.count());
    const double most_ah = kMostAmps * counted * kHours;
    const double most_kwh = most_ah * kMostVolts / 1000.0;
    EXPECT_LE((now.drawn - before.drawn).value(), most_ah + kTiny);
    EXPECT_LE((now.discharged - before.discharged).value(), most_kwh + kTiny);
    EXPECT_LE((now.charged - before.charged).value(), most_kwh + kTiny);
    EXPECT_TRUE(now.charged == before.charged || now.discharged == before.discharged);
}

/// A step counts either as a gap or in the sums.
void expect_all_time_accounted(const HistoryRecord& before, const HistoryRecord& now, Seconds dt) {
    const double gap = (now.gaps - before.gaps).count();
    const double passed = std::max(0.0, dt.count());
    EXPECT_TRUE(gap == 0.0 || std::abs(gap - passed) < kTiny * std::max(1.0, passed)) << gap;
    if (dt > Seconds{10.0}) {
        EXPECT_NEAR(gap, passed, kTiny * passed);
    }
    if (gap > 0.0) {
        EXPECT_EQ(now.drawn, before.drawn);
        EXPECT_EQ(now.charged, before.charged);
    }
}

}  // namespace

TEST(HistoryProperties, NoCounterRunsBackwardsWhateverTheClockDoes) {
    for_all([](Draw& draw) {
        History history;
        Instant now = Instant{} + 100h;
        history.step(random_bank(draw), random_emptiest(draw), now);
        for (int i = 0; i < kSteps && !testing::Test::HasFailure(); ++i) {
            const Seconds dt = odd_gap(draw);
            const HistoryRecord before = history.record();
            now += std::chrono::duration_cast<Instant::duration>(dt);
            history.step(random_bank(draw), random_emptiest(draw), now);
            expect_no_step_back(before, history.record());
            expect_no_more_than_flowed(before, history.record(), dt);
            expect_all_time_accounted(before, history.record(), dt);
        }
    });
}

TEST(HistoryProperties, NoCounterFallsBelowWhatWasKeptWhateverTheRestarts) {
    for_all([](Draw& draw) {
        HistoryRecord kept;
        History history;
        Instant now = Instant{} + 100h;
        for (int i = 0; i < kSteps && !testing::Test::HasFailure(); ++i) {
            now += std::chrono::duration_cast<Instant::duration>(odd_gap(draw));
            history.step(random_bank(draw), random_emptiest(draw), now);
            expect_no_step_back(kept, history.record());
            const bool keeps = draw.chance(0.2);
            if (keeps) kept = history.record();
            if (!draw.chance(0.1)) continue;
            // After a crash what was not kept is gone; after a clean end all is there.
            const auto read = history_from_text(to_text(kept));
            ASSERT_EQ(read, kept);
            history = {};
            history.resume(*read);
            now = Instant{} + std::chrono::hours{draw.whole(1, 200)};
        }
    });
}

TEST(HistoryProperties, AClearedHistoryKnowsNothingOfBefore) {
    for_all([](Draw& draw) {
        History old;
        Instant now = Instant{} + 100h;
        for (int i = 0; i < 10; ++i) {
            now += 1s;
            old.step(random_bank(draw), random_emptiest(draw), now);
        }
        old.clear();
        EXPECT_EQ(old.record().drawn, AmpHours{});
        EXPECT_EQ(old.record().full_discharges.count, 0);
        EXPECT_FALSE(old.record().voltage.low);
        EXPECT_FALSE(old.record().since_full);
        EXPECT_EQ(old.record().gaps, Seconds::zero());
    });
}

}  // namespace aggregator::properties
