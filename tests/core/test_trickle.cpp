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

/// A pack of 100 Ah that blocks because it is full.
PackOf full() {
    return testing::pack("A").soc(97.0).cells(3.45, 3.50).ccl(0.0).blocks_charge();
}

double limit(const Member& pack, const Settings& settings = trickle()) {
    PackLimiter limiter{Direction::charge};
    return limiter.step(pack, {}, settings, at(0.0))->value.value();
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
    EXPECT_EQ(discharge.step(full().dcl(0.0), {}, trickle(), at(0.0))->value, Amps{0.0});
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

TEST(Trickle, StaysUnderTheTemperatureCap) {
    PackLimiter limiter{Direction::charge};
    EXPECT_EQ(limiter.step(full(), {.temperature_cap = Amps{1.0}}, trickle(), at(0.0))->value,
              Amps{1.0});
}

}  // namespace
}  // namespace aggregator
