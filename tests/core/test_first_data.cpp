#include <gtest/gtest.h>

#include "aggregator/core/first_data.hpp"
#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::at;
using testing::pack;
using testing::PackOf;
using testing::Scenario;

PackOf bare() {
    return pack("A").with([](Battery& b) {
        b.cells = {};
        b.temperature.reset();
    });
}

class FirstDataOfAPack : public ::testing::Test {
protected:
    /// Says the same once a second; returns after how long it is confirmed.
    double proof(const PackOf& said) {
        const double begin = now_;
        while (first_.step(said.battery(), at(now_)) == Evidence::none && now_ < begin + 100.0)
            now_ += 1.0;
        return now_ - begin;
    }
    void say(const PackOf& said, double seconds) {
        for (const double end = now_ + seconds; now_ < end; now_ += 1.0)
            first_.step(said.battery(), at(now_));
    }

    FirstData first_;
    double now_ = 0.0;
};

TEST_F(FirstDataOfAPack, AreConfirmedWhenThreeSecondsAgree) {
    EXPECT_DOUBLE_EQ(proof(pack("A")), 3.0);
}

TEST_F(FirstDataOfAPack, AreConfirmedByAnyCellOrTemperature) {
    const std::vector<std::function<void(Battery&)>> one{
        [](Battery& b) { b.cells.min_voltage = Volts{3.3}; },
        [](Battery& b) { b.cells.max_voltage = Volts{3.3}; },
        [](Battery& b) { b.cells.min_temperature = Celsius{20.0}; },
        [](Battery& b) { b.cells.max_temperature = Celsius{20.0}; },
        [](Battery& b) { b.temperature = Celsius{20.0}; },
    };
    for (std::size_t i = 0; i < one.size(); ++i) {
        first_ = {};
        EXPECT_DOUBLE_EQ(proof(bare().with(one[i])), 3.0) << i;
    }
}

TEST_F(FirstDataOfAPack, NeedLongerWithoutCellsAndTemperature) {
    EXPECT_DOUBLE_EQ(proof(bare()), 15.0);
}

TEST_F(FirstDataOfAPack, BeginAnewWhenALimitOrTheVoltageMoves) {
    const std::vector<PackOf> others{pack("A").ccl(20.0),  pack("A").dcl(20.0),
                                     pack("A").cvl(44.0),  pack("A").volts(50.0),
                                     pack("A").ccl(500.0), pack("A").without_limits()};
    for (std::size_t i = 0; i < others.size(); ++i) {
        first_ = {};
        say(pack("A"), 3.0);
        EXPECT_DOUBLE_EQ(proof(others[i]), 3.0) << i;
    }
}

TEST_F(FirstDataOfAPack, MayMoveALittle) {
    say(pack("A").volts(53.0).ccl(50.0), 2.0);
    EXPECT_DOUBLE_EQ(proof(pack("A").volts(53.5).ccl(46.0)), 1.0);
}

TEST_F(FirstDataOfAPack, AreConfirmedInTheEndThoughTheLimitsKeepMoving) {
    for (double amps = 100.0; first_.evidence() == Evidence::none && now_ < 100.0; amps *= 0.8)
        say(pack("A").ccl(amps), 1.0);
    EXPECT_DOUBLE_EQ(now_, 16.0);
}

TEST_F(FirstDataOfAPack, BeginAnewAfterAnInterruption) {
    say(bare(), 14.0);
    first_.interrupt();
    EXPECT_DOUBLE_EQ(proof(bare()), 15.0);
}

TEST_F(FirstDataOfAPack, StayConfirmed) {
    ASSERT_DOUBLE_EQ(proof(pack("A")), 3.0);
    first_.interrupt();
    EXPECT_EQ(first_.step(bare().battery(), at(now_)), Evidence::confirmed);
}

TEST_F(FirstDataOfAPack, TellWhenTheyWillBeConfirmed) {
    EXPECT_EQ(first_.due(), std::nullopt);
    first_.step(pack("A").battery(), at(10.0));
    EXPECT_EQ(first_.due(), at(13.0));
    first_.step(pack("A").ccl(20.0).battery(), at(12.0));
    EXPECT_EQ(first_.due(), at(15.0)) << "it said something else";
    first_.interrupt();
    EXPECT_EQ(first_.due(), std::nullopt);
    first_.step(pack("A").battery(), at(20.0));
    EXPECT_EQ(first_.step(pack("A").battery(), *first_.due()), Evidence::confirmed);
    EXPECT_EQ(first_.due(), std::nullopt);
}

TEST_F(FirstDataOfAPack, AreLookedAtForFifteenSecondsAtMost) {
    for (const double second : {10.0, 12.0, 15.0, 18.0, 21.0})
        first_.step(bare().battery(), at(second));
    EXPECT_EQ(first_.due(), at(24.0));
    first_.step(bare().battery(), at(24.0));
    EXPECT_EQ(first_.due(), at(25.0));
    EXPECT_EQ(first_.step(bare().battery(), at(25.0)), Evidence::confirmed);
}

/// What dbus-serialbattery shows before it has measured: the configured limits.
const auto start_values = [](Battery& b) {
    b.cells = {};
    b.temperature.reset();
    b.limits.charge_current = Amps{200.0};
    b.limits.discharge_current = Amps{200.0};
};

TEST(DriverThatStarts, IsNotBelievedBeforeItMeasures) {
    Scenario bank{pack("A").ccl(10.0), pack("B").ccl(10.0)};
    bank.run(5.0).vanishes("B").run(10.0);
    const double before = bank.ccl();
    bank.says(pack("B").with(start_values));
    for (int second = 0; second < 12; ++second) {
        bank.run(1.0);
        EXPECT_NE(bank.member("B").state, PackState::online);
        EXPECT_LE(bank.ccl(), before);
    }
    bank.says(pack("B").ccl(10.0)).run(6.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
    EXPECT_LE(bank.ccl(), 20.0);
}

TEST(DriverThatStarts, IsNotBelievedEitherWhenItStartedBeforeUs) {
    Settings settings = testing::settings_48v();
    settings.packs = {{.service = "com.victronenergy.battery.A", .name = "A"}};
    Scenario bank{{}, settings};
    bank.says(pack("A").with(start_values)).run(10.0);
    EXPECT_EQ(bank.is().state, BankState::starting);
    bank.says(pack("A").ccl(10.0)).run(4.0);
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 10.0);
}

TEST(DriverThatStarts, IsDoubtedWhenItWasReplacedBetweenTwoLooks) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0).vanishes("B");
    bank.says(pack("B")).run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_EQ(bank.member("B").reason, "proving itself");
}

}  // namespace
}  // namespace aggregator
