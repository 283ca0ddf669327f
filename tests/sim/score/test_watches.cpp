/// Each of the watches that make the figures, by itself.

#include <gtest/gtest.h>

#include <limits>

#include "sim/score/alarm_watch.hpp"
#include "sim/score/pack_watch.hpp"
#include "sim/score/reaction_watch.hpp"
#include "sim/score/sanity_watch.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

Alarms alarms_with(AlarmKind kind, Severity severity) {
    Alarms alarms;
    alarms[kind] = severity;
    return alarms;
}

TEST(AlarmWatchTest, CountsWhatNoBmsRaised) {
    AlarmWatch watch;
    watch.bank_shows(alarms_with(AlarmKind::bms_cable, Severity::warning));
    watch.bank_shows(alarms_with(AlarmKind::bms_cable, Severity::alarm));
    watch.bank_shows({});
    EXPECT_EQ(watch.own_edges(), 3);
    EXPECT_EQ(watch.spread_edges(), 0);
}

TEST(AlarmWatchTest, TakesOffWhatABmsRaised) {
    AlarmWatch watch;
    watch.bms_reported(1, alarms_with(AlarmKind::high_voltage, Severity::alarm));
    watch.bank_shows(alarms_with(AlarmKind::high_voltage, Severity::alarm));
    watch.bms_reported(1, {});
    watch.bank_shows({});
    EXPECT_EQ(watch.own_edges(), 0);
    watch.bank_shows(alarms_with(AlarmKind::high_voltage, Severity::alarm));
    EXPECT_EQ(watch.own_edges(), 1) << "once too often";
}

TEST(AlarmWatchTest, CountsTheSpreadApart) {
    AlarmWatch watch;
    watch.bank_shows(alarms_with(AlarmKind::cell_imbalance, Severity::warning));
    EXPECT_EQ(watch.own_edges(), 0);
    EXPECT_EQ(watch.spread_edges(), 1);
}

/// A pack in the middle of its charge that carries so much.
model::Unit unit_with(double current_a, double temperature_c = 20.0) {
    static const model::FaultScript none{};
    model::PackSpec spec;
    spec.soc_pct = 50.0;
    spec.temperature_c = temperature_c;
    model::Unit unit{model::Pack{spec, 16}, model::PackLimits{spec.bms},
                     model::Protection{spec.bms}, model::Reporter{spec, 16, 0.0, 1},
                     model::BadReport{none, 0, 50.0}};
    unit.pack.step(current_a, 53.0, temperature_c, 1e-6);
    return unit;
}

TEST(PackWatchTest, MeasuresWhatIsAboveTheLimit) {
    PackWatch watch;
    watch.see(unit_with(49.0), 100.0, 3600.0);
    EXPECT_EQ(watch.over_charge().ah, 0.0);
    watch.see(unit_with(60.0), 100.0, 360.0);
    EXPECT_NEAR(watch.over_charge().ah, 1.0, 1e-9);
    EXPECT_NEAR(watch.over_charge().worst_a, 10.0, 1e-9);
    EXPECT_NEAR(watch.worst_multiple(), 1.2, 1e-9);
    EXPECT_TRUE(watch.over_now());
    watch.see(unit_with(-130.0), 100.0, 360.0);
    EXPECT_NEAR(watch.over_discharge().ah, 3.0, 1e-9);
    watch.see(unit_with(50.4), 100.0, 1.0);
    EXPECT_FALSE(watch.over_now()) << "not clearly";
}

TEST(PackWatchTest, MeasuresChargeBelowFreezing) {
    PackWatch watch;
    watch.see(unit_with(10.0, 1.0), 100.0, 3600.0);
    watch.see(unit_with(-10.0, -5.0), 100.0, 3600.0);
    EXPECT_EQ(watch.cold_ah(), 0.0);
    watch.see(unit_with(10.0, -5.0), 100.0, 3600.0);
    EXPECT_NEAR(watch.cold_ah(), 10.0, 1e-9);
}

TEST(PackWatchTest, BlamesNobodyForWhatPacksExchangeWhileTheBankRests) {
    PackWatch watch;
    watch.see(unit_with(10.0, -5.0), 0.0, 3600.0);
    watch.see(unit_with(10.0, -5.0), -20.0, 3600.0);
    EXPECT_EQ(watch.cold_ah(), 0.0);
}

TEST(ReactionWatchTest, MeasuresFromTheFaultToLimitAndCurrent) {
    ReactionWatch watch{{{.kind = FaultKind::limit, .at_s = 10.0, .value = 5.0},
                         {.kind = FaultKind::silent, .at_s = 50.0}}};
    watch.see(9.0, 100.0, 90.0);
    watch.see(11.0, 100.0, 90.0);
    watch.see(12.0, 30.0, 90.0);
    watch.see(16.0, 30.0, 40.0);
    watch.see(60.0, 10.0, 10.0);
    EXPECT_DOUBLE_EQ(watch.limit_s(), 2.0);
    EXPECT_DOUBLE_EQ(watch.current_s(), 6.0);
}

TEST(ReactionWatchTest, SaysNothingWhereNothingHadToFall) {
    ReactionWatch watch{{{.kind = FaultKind::limit, .at_s = 10.0, .value = 500.0}}};
    for (double time_s = 0.0; time_s < 500.0; time_s += 1.0)
        watch.see(time_s, time_s < 200.0 ? 100.0 : 10.0, 50.0);
    EXPECT_EQ(watch.limit_s(), 0.0);
}

class Sanity : public testing::Test {
protected:
    Sanity() {
        shown_.state = BankState::run;
        shown_.battery.limits = {Volts{56.0}, Amps{80.0}, Amps{100.0}, Volts{46.0}};
        shown_.battery.permissions = {.charge = true, .discharge = true};
    }

    /// Seconds that are wrong when it is shown for ten, with reports of 50 A each.
    double wrong_s() {
        SanityWatch watch{2, 3.0, 20.0};
        for (double time_s = 0.0; time_s < 10.0; time_s += 1.0) {
            for (const std::size_t pack : {0U, 1U})
                watch.bms_reported(pack, {.charge_current = Amps{50.0}}, time_s);
            watch.see(&shown_, time_s, 1.0);
        }
        return watch.wrong_s();
    }

    Decision shown_{};
};

TEST_F(Sanity, IsContentWithAGoodBank) {
    EXPECT_EQ(wrong_s(), 0.0);
}

TEST_F(Sanity, WantsNumbers) {
    shown_.battery.limits.charge_current = Amps{std::numeric_limits<double>::quiet_NaN()};
    EXPECT_EQ(wrong_s(), 10.0);
    shown_.battery.limits.charge_current.reset();
    EXPECT_EQ(wrong_s(), 10.0);
    shown_.battery.limits = {{}, Amps{80.0}, Amps{100.0}, {}};
    EXPECT_EQ(wrong_s(), 10.0);
}

TEST_F(Sanity, WantsPermissionsThatFitTheLimits) {
    shown_.battery.permissions.charge = false;
    EXPECT_EQ(wrong_s(), 10.0);
}

TEST_F(Sanity, WantsNoMoreThanAllBmsesAllow) {
    shown_.battery.limits.charge_current = Amps{101.0};
    EXPECT_EQ(wrong_s(), 7.0) << "after the patience";
}

TEST_F(Sanity, WantsASilentPackToBeMissed) {
    SanityWatch watch{1, 3.0, 20.0};
    watch.bms_reported(0, {}, 0.0);
    watch.see(&shown_, 20.0, 1.0);
    EXPECT_EQ(watch.wrong_s(), 0.0);
    watch.see(&shown_, 21.0, 1.0);
    EXPECT_EQ(watch.wrong_s(), 1.0);
    shown_.state = BankState::degraded;
    watch.see(&shown_, 22.0, 1.0);
    EXPECT_EQ(watch.wrong_s(), 1.0);
    watch.see(nullptr, 23.0, 1.0);
    EXPECT_EQ(watch.wrong_s(), 1.0) << "nothing is shown";
}

}  // namespace
}  // namespace aggregator::sim
