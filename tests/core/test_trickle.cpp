#include <gtest/gtest.h>

#include "aggregator/core/pack_limit.hpp"
#include "core/bank_of.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::PackOf;

Settings trickle() {
    Settings settings;
    settings.charge.blocked_pack = BlockedPackRule::full_trickle;
    return settings;
}

/// A pack of 100 Ah that blocks because it is full. Its CVL is 3.50 V per cell.
PackOf full() {
    return testing::pack("A").soc(97.0).cells(3.45, 3.50).cvl(56.0).ccl(0.0).blocks_charge();
}

/// Sixteen cells, under a ceiling that does not bind.
const LimitFrame kFrame{.cells_in_series = 16, .voltage_ceiling = Volts{57.6}};

double limit(const Member& pack, const Settings& settings = trickle(),
             const LimitFrame& frame = kFrame) {
    PackLimiter limiter{Direction::charge};
    return limiter.step(pack, frame, settings, at(0.0))->value.value();
}

TEST(Trickle, AllowsAFullPackTwoPercentOfItsCapacity) {
    EXPECT_DOUBLE_EQ(limit(full()), 2.0);
}

TEST(Trickle, IsOffUnlessTheUserAsksForIt) {
    EXPECT_DOUBLE_EQ(limit(full(), Settings{}), 0.0);
}

TEST(Trickle, NeverLowersALimit) {
    EXPECT_DOUBLE_EQ(limit(testing::pack("A").soc(97.0).ccl(5.0)), 5.0);
}

TEST(Trickle, IsForChargingOnly) {
    PackLimiter discharge{Direction::discharge};
    EXPECT_EQ(discharge.step(full().dcl(0.0), kFrame, trickle(), at(0.0))->value, Amps{0.0});
}

TEST(Trickle, NeedsAPackThatIsFullAndWell) {
    const std::vector<PackOf> others{
        full().soc(94.9),
        full().without(&Battery::soc),
        full().cells(3.45, 3.55),
        full().with([](Battery& b) { b.cells.max_voltage.reset(); }),
        full().celsius(4.9),
        full().celsius(45.1),
        full().cell_celsius(4.9, 20.0),
        full().cell_celsius(20.0, 45.1),
        full().without(&Battery::temperature),
        full().alarm(AlarmKind::high_cell_voltage, Severity::warning),
    };
    for (std::size_t i = 0; i < others.size(); ++i) EXPECT_DOUBLE_EQ(limit(others[i]), 0.0) << i;
}

TEST(Trickle, NeedsAVoltageThatCannotOverchargeIt) {
    EXPECT_DOUBLE_EQ(limit(full().cvl(56.01)), 0.0);
    EXPECT_DOUBLE_EQ(
        limit(full().cvl(57.6), trickle(), {.cells_in_series = 16, .voltage_ceiling = Volts{56.0}}),
        2.0);
    EXPECT_DOUBLE_EQ(limit(full(), trickle(), {.cells_in_series = 15}), 0.0);
    EXPECT_DOUBLE_EQ(limit(full(), trickle(), {.voltage_ceiling = Volts{57.6}}), 0.0)
        << "number of cells unknown";
    const auto silent_on_voltage = full().with([](Battery& b) { b.limits.charge_voltage.reset(); });
    EXPECT_DOUBLE_EQ(limit(silent_on_voltage), 0.0);
}

TEST(Trickle, NeverLiftsALimitThatIsOnlyRemembered) {
    PackLimiter limiter{Direction::charge};
    const auto mute = full().with([](Battery& b) {
        b.limits.charge_current.reset();
        b.permissions = {};
    });
    limiter.step(full().ccl(0.0), {}, trickle(), at(0.0));
    for (double second = 1.0; second < 200.0; second += 1.0) {
        const auto held = limiter.step(mute, kFrame, trickle(), at(second));
        EXPECT_EQ(held->value, Amps{0.0}) << second;
        EXPECT_EQ(held->source, LimitSource::held);
    }
}

TEST(Trickle, NeverLiftsABlockOverALimitThatIsOnlyRemembered) {
    PackLimiter limiter{Direction::charge};
    EXPECT_EQ(limiter.step(full().ccl(1.0), kFrame, trickle(), at(0.0))->value, Amps{2.0});
    const auto mute = full().with([](Battery& b) { b.limits.charge_current.reset(); });
    EXPECT_EQ(limiter.step(mute, kFrame, trickle(), at(1.0))->value, Amps{0.0});
}

TEST(Trickle, NeverLiftsWhatTheUserSetsHimself) {
    const PackSettings cautious{.max_charge_current = Amps{1.0}};
    EXPECT_DOUBLE_EQ(limit(full().configured(cautious)), 1.0);
}

TEST(Trickle, StaysUnderTheTemperatureCap) {
    PackLimiter limiter{Direction::charge};
    LimitFrame frame = kFrame;
    frame.temperature_cap = Amps{1.0};
    EXPECT_EQ(limiter.step(full(), frame, trickle(), at(0.0))->value, Amps{1.0});
}

}  // namespace
}  // namespace aggregator
