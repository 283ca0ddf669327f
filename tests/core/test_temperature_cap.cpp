#include <gtest/gtest.h>

#include "aggregator/core/temperature_cap.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::pack;

TemperatureSettings switched_on() {
    TemperatureSettings settings;
    settings.enabled = true;
    return settings;
}

/// The cap of a pack of 100 Ah whose cells are all at this temperature.
class TemperatureCapOfAPack : public ::testing::Test {
protected:
    double at(double celsius) { return between(celsius, celsius); }
    double between(double coldest, double hottest) {
        const Member member = pack("A").celsius(coldest).cell_celsius(coldest, hottest);
        hours_ += 1.0;
        return cap_.step(member, switched_on(), std::nullopt, testing::at(3600.0 * hours_))
            ->value();
    }
    TemperatureCap cap_;
    double hours_ = 0.0;  ///< Time enough to warm up and cool down.
};

TEST(ChargeCurve, IsLinearBetweenItsPointsAndConstantBeyond) {
    const TemperatureSettings settings;
    const std::vector<std::pair<double, double>> expected{
        {-20.0, 0.0}, {0.0, 0.0},    {1.25, 0.05}, {2.5, 0.1},  {5.0, 0.15},
        {12.5, 0.3},  {17.0, 0.5},   {30.0, 0.5},  {43.0, 0.5}, {47.5, 0.25},
        {52.5, 0.1},  {53.75, 0.05}, {55.0, 0.0},  {60.0, 0.0}};
    for (const auto& [celsius, c_rate] : expected) {
        EXPECT_NEAR(c_rate_at(settings.charge_curve, Celsius{celsius}), c_rate, 1e-9) << celsius;
    }
}

TEST(ChargeCurve, OfOnePointIsThatPointEverywhere) {
    const std::vector<CurvePoint> curve{{Celsius{20.0}, 0.3}};
    EXPECT_DOUBLE_EQ(c_rate_at(curve, Celsius{-40.0}), 0.3);
    EXPECT_DOUBLE_EQ(c_rate_at(curve, Celsius{60.0}), 0.3);
}

TEST(TemperatureCap, IsOffUnlessTheUserSwitchesItOn) {
    TemperatureCap cap;
    EXPECT_FALSE(cap.step(pack("A").celsius(-20.0), {}, std::nullopt, testing::at(0.0)));
}

TEST_F(TemperatureCapOfAPack, FollowsTheCurve) {
    EXPECT_DOUBLE_EQ(at(25.0), 50.0);
    EXPECT_DOUBLE_EQ(at(7.5), 20.0);
}

TEST_F(TemperatureCapOfAPack, TakesTheLowerOfColdestAndHottestCell) {
    EXPECT_DOUBLE_EQ(between(7.5, 30.0), 20.0);
    EXPECT_DOUBLE_EQ(between(20.0, 52.5), 10.0);
}

TEST_F(TemperatureCapOfAPack, IsZeroAtFrostAndInGreatHeat) {
    EXPECT_DOUBLE_EQ(at(0.0), 0.0);
    TemperatureCapOfAPack::cap_ = {};
    EXPECT_DOUBLE_EQ(at(55.0), 0.0);
}

TEST_F(TemperatureCapOfAPack, ReturnsOnlyAfterTwoKelvin) {
    at(0.0);
    EXPECT_DOUBLE_EQ(at(2.0), 0.0);
    EXPECT_GT(at(2.1), 0.0);
    at(47.5);
    EXPECT_DOUBLE_EQ(at(45.5), 25.0);
    EXPECT_GT(at(45.4), 25.0);
}

TEST_F(TemperatureCapOfAPack, DoesNotMoveWithNoiseOfHalfAKelvin) {
    at(7.0);
    const double low = at(7.0);
    for (int i = 0; i < 100; ++i) EXPECT_DOUBLE_EQ(at(i % 2 == 0 ? 8.0 : 7.0), low);
}

TEST_F(TemperatureCapOfAPack, FallsMonotonouslyWithTheColdAndTheHeat) {
    double last = 50.0;
    for (double celsius = 15.0; celsius >= -20.0; celsius -= 0.1) {
        const double now = at(celsius);
        EXPECT_LE(now, last) << celsius;
        last = now;
    }
    EXPECT_DOUBLE_EQ(last, 0.0);
    cap_ = {};
    last = 50.0;
    for (double celsius = 43.0; celsius <= 60.0; celsius += 0.1) {
        const double now = at(celsius);
        EXPECT_LE(now, last) << celsius;
        last = now;
    }
    EXPECT_DOUBLE_EQ(last, 0.0);
}

TEST_F(TemperatureCapOfAPack, WarnsWhenColdTakesHalfAndAlarmsWhenItTakesAll) {
    at(25.0);
    EXPECT_EQ(cap_.cold_alarm(), Severity::ok);
    at(7.5);
    EXPECT_EQ(cap_.cold_alarm(), Severity::warning);
    at(-1.0);
    EXPECT_EQ(cap_.cold_alarm(), Severity::alarm);
    EXPECT_EQ(cap_.hot_alarm(), Severity::ok);
}

TEST_F(TemperatureCapOfAPack, DoesNotWarnWhileAtLeastHalfIsLeft) {
    at(12.5);
    EXPECT_EQ(cap_.cold_alarm(), Severity::ok);
    at(9.0);
    EXPECT_EQ(cap_.cold_alarm(), Severity::warning);
}

TEST_F(TemperatureCapOfAPack, WarnsWhenHeatTakesHalfAndAlarmsWhenItTakesAll) {
    at(50.0);
    EXPECT_EQ(cap_.hot_alarm(), Severity::warning);
    at(56.0);
    EXPECT_EQ(cap_.hot_alarm(), Severity::alarm);
    EXPECT_EQ(cap_.cold_alarm(), Severity::ok);
}

TEST(TemperatureCap, UsesThePackTemperatureWhereItsCellsShowNone) {
    TemperatureCap cap;
    EXPECT_EQ(cap.step(pack("A").celsius(7.5), switched_on(), std::nullopt, testing::at(0.0)),
              Amps{20.0});
}

TEST(TemperatureCap, IsLowForAPackThatShowsNoTemperature) {
    TemperatureCap cap;
    const Member blind = pack("A").without(&Battery::temperature);
    EXPECT_EQ(cap.step(blind, switched_on(), Celsius{5.0}, testing::at(0.0)), Amps{20.0});
    EXPECT_EQ(cap.step(blind, switched_on(), std::nullopt, testing::at(0.0)), Amps{20.0});
    EXPECT_EQ(cap.cold_alarm(), Severity::warning);
}

TEST(TemperatureCap, IsZeroForAPackThatShowsNoTemperatureNearFrost) {
    TemperatureCap cap;
    const Member blind = pack("A").without(&Battery::temperature);
    EXPECT_EQ(cap.step(blind, switched_on(), Celsius{4.9}, testing::at(0.0)), Amps{0.0});
    EXPECT_EQ(cap.cold_alarm(), Severity::alarm);
}

TEST(TemperatureCap, BelievesNoJumpAwayFromTheBorder) {
    TemperatureCap cap;
    const auto after = [&](double celsius, double seconds) {
        return cap.step(pack("A").celsius(celsius), switched_on(), {}, testing::at(seconds))
            ->value();
    };
    EXPECT_DOUBLE_EQ(after(0.0, 0.0), 0.0);
    EXPECT_DOUBLE_EQ(after(25.0, 1.0),
                     c_rate_at(switched_on().charge_curve, Celsius{1.0 / 6}) * 100.0);
    EXPECT_NEAR(after(25.0, 45.0), 20.0, 1e-9) << "7.5 C after three quarters of a minute";
    EXPECT_DOUBLE_EQ(after(25.0, 200.0), 50.0);
    EXPECT_DOUBLE_EQ(after(54.0, 201.0), 4.0) << "towards the border at once";
    EXPECT_NEAR(after(20.0, 201.0 + 9.0), 10.0, 1e-9) << "52.5 C";
}

}  // namespace
}  // namespace aggregator
