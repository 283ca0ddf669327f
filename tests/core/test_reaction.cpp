/// How soon the bank's limit follows a pack.

#include <gtest/gtest.h>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;
using namespace literals;

constexpr std::size_t kPacks = 3;

std::string service_of(std::size_t pack) {
    return "com.victronenergy.battery.pack" + std::to_string(pack);
}

Battery healthy() {
    Battery battery{.voltage = 53.0_V, .current = 10.0_A, .soc = 50.0_pct};
    battery.temperature = 20.0_C;
    battery.installed_capacity = 100.0_Ah;
    battery.cells.min_voltage = 3.31_V;
    battery.cells.max_voltage = 3.32_V;
    battery.limits = {56.0_V, 40.0_A, 100.0_A, 46.0_V};
    return battery;
}

class Reaction : public ::testing::Test {
protected:
    void SetUp() override {
        for (std::size_t i = 0; i < kPacks; ++i)
            settings_.packs.push_back(PackSettings{.service = service_of(i)});
    }

    void start() {
        fleet_ = std::make_unique<Fleet>(settings_);
        bank_ = std::make_unique<Bank>(settings_);
        for (std::size_t i = 0; i < kPacks; ++i) {
            fleet_->appeared(service_of(i), now_);
            say(i, healthy());
        }
        step();
        now_ += 3s;  // Then they are believed.
        for (std::size_t i = 0; i < kPacks; ++i) say(i, healthy());
        step();
    }

    void say(std::size_t pack, const Battery& battery) {
        fleet_->update(service_of(pack), [&](Battery& raw) {
            raw = battery;
            return 0U;
        });
        fleet_->heard(service_of(pack), now_);
    }

    const Decision& step() {
        Events events;
        const auto members = fleet_->survey(now_, events);
        return bank_->step(members, {}, now_, events);
    }

    Settings settings_{};
    Instant now_ = Instant{} + 1000s;
    std::unique_ptr<Fleet> fleet_{};
    std::unique_ptr<Bank> bank_{};
};

TEST_F(Reaction, FollowsAFallingPackLimitInTheSameStep) {
    start();
    const Amps before = *step().battery.limits.charge_current;
    for (std::size_t pack = 0; pack < kPacks; ++pack) {
        now_ += 100ms;
        Battery battery = healthy();
        battery.limits.charge_current = Amps{20.0 - 5.0 * static_cast<double>(pack)};
        say(pack, battery);
        const Decision& decision = step();
        EXPECT_LE(*decision.battery.limits.charge_current, *battery.limits.charge_current * 3.0);
        EXPECT_LT(*decision.battery.limits.charge_current, before);
        EXPECT_TRUE(decision.urgent);
    }
}

TEST_F(Reaction, FollowsAFallingDischargeAndVoltageLimitInTheSameStep) {
    start();
    now_ += 100ms;
    Battery battery = healthy();
    battery.limits.discharge_current = 0.0_A;
    battery.limits.charge_voltage = 54.0_V;
    say(1, battery);
    const Decision& decision = step();
    EXPECT_EQ(decision.battery.limits.discharge_current, 0.0_A);
    EXPECT_LE(decision.battery.limits.charge_voltage, 54.0_V);
}

TEST_F(Reaction, StopsChargingWithinTheStaleTimeOfTheLastPacksLastData) {
    for (const Seconds stale_after : {5s, 15s, 40s}) {
        settings_.failsafe.stale_after = stale_after;
        start();
        const Instant last = now_;
        // A step before it is over: then the bus has it in time.
        while (age(last, now_) < stale_after - 100ms) {
            EXPECT_GT(*step().battery.limits.charge_current, 0.0_A);
            now_ += 100ms;
        }
        EXPECT_EQ(step().battery.limits.charge_current, 0.0_A) << stale_after.count();
    }
}

TEST_F(Reaction, StopsChargingAtOnceWhenTheLastPackLeavesTheBus) {
    start();
    now_ += 100ms;
    for (std::size_t pack = 0; pack < kPacks; ++pack) fleet_->vanished(service_of(pack));
    EXPECT_EQ(step().battery.limits.charge_current, 0.0_A);
    EXPECT_GT(step().battery.limits.discharge_current, 0.0_A);
}

TEST_F(Reaction, StopsDischargingWhenTheHoldTimeIsOver) {
    start();
    const Instant last = now_;
    while (age(last, now_) < 135s) {
        EXPECT_GT(*step().battery.limits.discharge_current, 0.0_A);
        now_ += 500ms;
    }
    EXPECT_EQ(step().battery.limits.discharge_current, 0.0_A);
}

}  // namespace
}  // namespace aggregator
