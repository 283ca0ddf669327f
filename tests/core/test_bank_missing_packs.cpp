#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::kCable;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

TEST(MissingPack, RaisesNothingWhenItIsTheWeakestOfThree) {
    Scenario bank{pack("A").soc(90.0).amps(20.0), pack("B").soc(88.0).amps(20.0),
                  pack("C").soc(60.0).amps(10.0)};
    bank.run(2.0);
    const double ccl = bank.ccl();
    EXPECT_DOUBLE_EQ(bank.soc(), 60.0);
    EXPECT_EQ(bank.is().tier, Tier::severe);
    bank.vanishes("C");
    for (int second = 0; second < 600; ++second) {
        bank.run(1.0);
        ASSERT_LE(bank.ccl(), ccl);
        ASSERT_EQ(bank.is().tier, Tier::severe);
    }
    EXPECT_LT(bank.soc(), 71.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::alarm);
}

TEST(MissingPack, LeavesNoMoreThanTheLastOneCanTake) {
    Scenario bank{pack("A").soc(90.0).amps(20.0), pack("B").soc(88.0).amps(20.0),
                  pack("C").soc(87.0).amps(10.0)};
    bank.run(2.0).vanishes("B").vanishes("C").run(1.0);
    EXPECT_LE(bank.ccl(), 50.0);
    bank.run(100.0);
    EXPECT_LE(bank.ccl(), 50.0);
    EXPECT_LE(bank.dcl(), 60.0);
    EXPECT_EQ(bank.is().battery.modules.online, 1);
    EXPECT_EQ(bank.is().battery.modules.offline, 2);
}

TEST(MissingPack, StopsTheChargeWhenAllAreGone) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0);
    const double dcl = bank.dcl();
    bank.vanishes("A").vanishes("B").run(1.0);
    EXPECT_EQ(bank.is().state, BankState::hold);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), std::min(dcl, 20.0));
    EXPECT_DOUBLE_EQ(bank.cvl(), 53.0);
    EXPECT_TRUE(bank.is().urgent);
    bank.run(121.0);
    EXPECT_EQ(bank.is().state, BankState::zero);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.soc(), 80.0);
}

TEST(MissingPack, ComesBackFromZeroSlowly) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).vanishes("A").vanishes("B").run(200.0);
    bank.says(pack("A")).says(pack("B")).run(30.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
    bank.run(400.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 98.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 117.6);
}

TEST(MissingPack, KeepsTheVoltageForFiveSecondsAfterTheLast) {
    Scenario bank{pack("A")};
    bank.run(2.0).vanishes("A").run(5.0);
    EXPECT_EQ(bank.is().battery.voltage, Volts{53.0});
    bank.run(1.0);
    EXPECT_FALSE(bank.is().battery.voltage);
}

TEST(MissingPack, LeavesNoTraceAfterAShortRestartOfItsDriver) {
    Scenario bank{pack("A").soc(82.0), pack("B").soc(81.0), pack("C").soc(80.0)};
    bank.run(2.0);
    double ccl = bank.ccl();
    double dcl = bank.dcl();
    bank.vanishes("C");
    for (int second = 0; second < 47; ++second) {
        bank.run(1.0);
        ASSERT_NE(bank.is().state, BankState::starting);
        ASSERT_LE(bank.ccl(), ccl);
        ASSERT_LE(bank.dcl(), dcl);
        ASSERT_NEAR(bank.soc(), 80.0, 0.01);
        ccl = bank.ccl();
        dcl = bank.dcl();
    }
    EXPECT_EQ(bank.alarm(kCable), Severity::warning);
    bank.says(pack("C").soc(80.0)).run(500.0);
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 147.0);
    EXPECT_EQ(bank.alarm(kCable), Severity::ok);
}

TEST(MissingPack, IsFoundWhenItsDriverStaysButItsValuesGo) {
    const auto lost = [](Battery& b) {
        b.voltage.reset();
        b.current.reset();
        b.soc.reset();
        b.modules.online = 0;
        b.modules.offline = 1;
    };
    Scenario bank{pack("A").soc(70.5), pack("B").soc(70.0), pack("C").soc(69.0)};
    bank.run(2.0).changes("A", lost).run(1.0);
    EXPECT_EQ(bank.member("A").state, PackState::stale);
    EXPECT_EQ(bank.alarm(kCable), Severity::warning);
    EXPECT_DOUBLE_EQ(bank.soc(), 69.0);
    bank.run(60.0);
    EXPECT_EQ(bank.member("A").state, PackState::lost);
    EXPECT_LE(bank.ccl(), 29.4);
    EXPECT_DOUBLE_EQ(bank.cvl(), 54.4);
}

TEST(MissingPack, IsFoundWhenItReportsNoModuleOnline) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).changes("A", [](Battery& b) {
        b.modules.online = 0;
        b.modules.offline = 1;
    });
    EXPECT_EQ(bank.run(1.0).member("A").state, PackState::stale);
    EXPECT_EQ(bank.is().state, BankState::degraded);
    EXPECT_LE(bank.ccl(), 50.0);
}

TEST(MissingPack, IsFoundWhenItsValuesStandStill) {
    Scenario bank{pack("A").amps(10.0), pack("B").amps(10.0), pack("C").amps(10.0)};
    bank.run(2.0);
    for (int i = 1; i <= 110; ++i) {
        const auto moves = [i](Battery& b) { b.voltage = Volts{53.0 + 0.01 * i}; };
        bank.changes("B", moves).changes("C", moves).run(1.0);
    }
    EXPECT_EQ(bank.member("A").state, PackState::stale);
    EXPECT_EQ(bank.member("A").reason, "values frozen");
}

TEST(MissingPack, IsForgottenWhenTheUserExcludesIt) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.run(2.0).vanishes("C").run(100.0);
    Settings settings = bank.settings;
    settings.exclude = {"com.victronenergy.battery.C"};
    bank.reload(settings).run(300.0);
    EXPECT_EQ(bank.is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 98.0);
    EXPECT_EQ(bank.is().battery.modules.offline, 0);
}

TEST(MissingPack, EndsChargeAndDischargeAfterTheRideWhenTheUserWantsAStop) {
    Settings settings = settings_48v();
    settings.failsafe.on_lost = LossRule::stop;
    settings.failsafe.ride_through = Seconds{300.0};
    Scenario bank{{pack("A"), pack("B")}, settings};
    bank.run(2.0).vanishes("B").run(299.0);
    EXPECT_GT(bank.ccl(), 0.0);
    bank.run(5.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_DOUBLE_EQ(bank.dcl(), 0.0);
}

}  // namespace
}  // namespace aggregator
