/// The numeric vectors and sequences of peers.md 5, each by its number, as product.md decides them:
/// how this bank answers where the other aggregators were seen to go wrong.

#include <gtest/gtest.h>

#include <limits>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::PackOf;
using testing::Scenario;
using testing::settings_48v;

const auto kTemperature = &Battery::temperature;

Settings by(LimitMode mode) {
    Settings settings = settings_48v();
    settings.charge.limit_mode = mode;
    return settings;
}

TEST(PeersVector, V11bWeighsTheSocByCapacityAndAddsWhatIsLeft) {
    Settings settings = settings_48v();
    settings.aggregation.soc = SocRule::weighted;
    Scenario bank{{pack("A").soc(50.0).amp_hours(300.0), pack("B").soc(25.0)}, settings};
    EXPECT_DOUBLE_EQ(bank.run(1.0).soc(), 43.75);
    EXPECT_NEAR(bank.is().battery.available_capacity->value(), 175.0, 1e-9);
    Scenario least{pack("A").soc(50.0).amp_hours(300.0), pack("B").soc(25.0)};
    EXPECT_DOUBLE_EQ(least.run(1.0).soc(), 25.0);
}

TEST(PeersVector, V12AndV13TakeTheMeanOfTheTemperaturesThereAre) {
    Scenario all{pack("A").celsius(10.0), pack("B").celsius(20.0), pack("C").celsius(30.0)};
    EXPECT_DOUBLE_EQ(all.run(1.0).is().battery.temperature->value(), 20.0);
    Scenario two{pack("A").without(kTemperature), pack("B").celsius(20.0), pack("C").celsius(30.0)};
    EXPECT_DOUBLE_EQ(two.run(1.0).is().battery.temperature->value(), 25.0);
}

TEST(PeersVector, V14GoesByTheWeakestOfUnequalPacks) {
    const auto bank_by = [](LimitMode mode) {
        Scenario bank{{pack("A").ccl(20.0).dcl(43.6), pack("B").ccl(200.0).dcl(92.0),
                       pack("C").ccl(200.0).dcl(59.0)},
                      by(mode)};
        return bank.run(1.0);
    };
    EXPECT_NEAR(bank_by(LimitMode::min_n).ccl(), 60.0, 1e-9);
    EXPECT_NEAR(bank_by(LimitMode::min_n).dcl(), 130.8, 0.05);
    EXPECT_NEAR(bank_by(LimitMode::adaptive).ccl(), 58.8, 1e-9) << "2 % less: it measures";
    EXPECT_NEAR(bank_by(LimitMode::adaptive).dcl(), 128.1, 1e-9);
}

TEST(PeersVector, V15AndV15bGoByTheSharesOfUnequalCapacities) {
    const auto equal_limits = [](std::initializer_list<PackOf> packs, LimitMode mode) {
        Scenario bank{packs, by(mode)};
        return bank.run(1.0);
    };
    const auto a = pack("A").ccl(40.0).amp_hours(100.0);
    const auto b = pack("B").ccl(40.0).amp_hours(200.0);
    const auto c = pack("C").ccl(40.0).amp_hours(300.0);
    EXPECT_NEAR(equal_limits({a, b, c}, LimitMode::capacity).ccl(), 80.0, 1e-9);
    EXPECT_NEAR(equal_limits({a, b, c}, LimitMode::capacity).dcl(), 120.0, 1e-9);
    EXPECT_NEAR(equal_limits({a, b, c}, LimitMode::adaptive).ccl(), 78.4, 1e-9);
    EXPECT_NEAR(equal_limits({a, b}, LimitMode::capacity).ccl(), 60.0, 1e-9);
    EXPECT_NEAR(equal_limits({a, b}, LimitMode::capacity).dcl(), 90.0, 1e-9);
    EXPECT_NEAR(equal_limits({a, b}, LimitMode::adaptive).ccl(), 58.8, 1e-9);
}

TEST(PeersVector, V16StopsAtOnceForABlockAndGoesOnWithoutThePackOnceItsSwitchIsProvenOpen) {
    Scenario bank{pack("A").ccl(0.0).blocks_charge(), pack("B"), pack("C")};
    EXPECT_DOUBLE_EQ(bank.run(1.0).ccl(), 0.0);
    EXPECT_EQ(bank.is().battery.permissions.charge, false);
    EXPECT_DOUBLE_EQ(bank.run(240.0).ccl(), 98.0);
    EXPECT_EQ(bank.is().battery.permissions.charge, true);
}

TEST(PeersVector, V17StaysAtZeroForALimitOfZeroWithoutABlock) {
    Scenario bank{pack("A").ccl(0.0).with([](Battery& b) { b.permissions.charge = true; }),
                  pack("B"), pack("C")};
    EXPECT_DOUBLE_EQ(bank.run(600.0).ccl(), 0.0);
}

TEST(PeersVector, V18IsZeroWhereAllBlock) {
    Scenario bank{pack("A").ccl(0.0).blocks_charge(), pack("B").ccl(0.0).blocks_charge()};
    EXPECT_DOUBLE_EQ(bank.run(600.0).ccl(), 0.0);
    EXPECT_EQ(bank.is().battery.permissions.charge, false);
}

TEST(PeersVector, V20AndV21TakeTheLowestChargeVoltageWhateverTheMode) {
    Scenario bank{pack("A").cvl(56.0), pack("B").cvl(54.0), pack("C").cvl(55.2)};
    EXPECT_DOUBLE_EQ(bank.run(1.0).cvl(), 54.0);
    Scenario bulk{pack("A").cvl(56.0), pack("B").cvl(55.0), pack("C").cvl(54.0)};
    EXPECT_DOUBLE_EQ(bulk.run(1.0).cvl(), 54.0);
}

TEST(PeersVector, V22NamesPackAndCellOfEachExtreme) {
    Scenario bank{pack("A").cells(3.20, 3.40).cell_ids("C7", "C3"),
                  pack("B").cells(3.10, 3.45).cell_ids("C1", "C9")};
    const Cells& cells = bank.run(1.0).is().battery.cells;
    EXPECT_EQ(cells.max_voltage, Volts{3.45});
    EXPECT_EQ(cells.max_voltage_id, "B: C9");
    EXPECT_EQ(cells.min_voltage, Volts{3.10});
    EXPECT_EQ(cells.min_voltage_id, "B: C1");
}

TEST(PeersVector, V39FindsItsOwnTimeToGo) {
    Scenario bank{pack("A").amps(-10.0).soc(50.0), pack("B").amps(-10.0).soc(50.0)};
    ASSERT_TRUE(bank.run(1.0).is().battery.time_to_go);
    EXPECT_NEAR(bank.is().battery.time_to_go->count(), 100.0 / 20.0 * 3600.0, 1.0);
}

TEST(PeersVector, V40PassesAnAlarmOnThatOnePackAloneKnows) {
    Scenario bank{pack("A").alarm(AlarmKind::high_voltage, Severity::alarm), pack("B"),
                  pack("C").alarm(AlarmKind::high_voltage, Severity::ok)};
    EXPECT_EQ(bank.run(1.0).alarm(AlarmKind::high_voltage), Severity::alarm);
}

TEST(PeersVector, V41PassesEveryKindOfAlarmOn) {
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        Scenario bank{pack("A").alarm(kind, Severity::alarm), pack("B")};
        EXPECT_EQ(bank.run(1.0).alarm(kind), Severity::alarm) << name_of(kind);
    }
}

TEST(PeersVector, V42AndV43TakeNoPartOfAReadingThatCannotBe) {
    Scenario bank{pack("A"), pack("B").soc(70.0), pack("C")};
    bank.run(1.0).changes("A", [](Battery& b) {
        b.voltage = Volts{0.0};
        b.soc = Percent{105.0};
    });
    bank.run(10.0);
    EXPECT_DOUBLE_EQ(bank.is().battery.voltage->value(), 53.0);
    EXPECT_DOUBLE_EQ(bank.soc(), 70.0);
}

TEST(PeersVector, V44LosesAPackWithoutAModuleOnline) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.run(1.0).changes("A", [](Battery& b) {
        b.modules.online = 0;
        b.modules.offline = 1;
    });
    EXPECT_EQ(bank.run(1.0).member("A").state, PackState::stale);
    EXPECT_EQ(bank.is().battery.modules.offline, 1);
    EXPECT_LE(bank.run(60.0).ccl(), 29.4);
}

TEST(PeersVector, V45WorksWithABmsThatShowsNeitherCellsNorTemperature) {
    const auto plain = [](Battery& b) {
        b.cells = {};
        b.temperature.reset();
    };
    Scenario bank{pack("A").with(plain), pack("B").with(plain)};
    EXPECT_EQ(bank.run(1.0).is().state, BankState::run);
    EXPECT_DOUBLE_EQ(bank.ccl(), 98.0);
}

TEST(PeersVector, V46NoticesACurrentThatOnlyCirculates) {
    Scenario bank{pack("A").amps(60.0), pack("B").amps(-55.0), pack("C").amps(-5.0)};
    bank.run(1.0);
    EXPECT_DOUBLE_EQ(bank.is().battery.current->value(), 0.0);
    EXPECT_LT(bank.ccl(), 50.0) << "A is above its limit already";
}

TEST(PeersVector, V47AndV47bCutTheBankForThePackThatTakesItAll) {
    Scenario bank{pack("A").amps(108.0), pack("B").amps(6.0), pack("C").amps(6.0)};
    EXPECT_LE(bank.run(1.0).ccl(), 120.0 * 50.0 / 108.0 * 0.98);
    EXPECT_EQ(bank.run(10.0).alarm(AlarmKind::high_charge_current), Severity::alarm);
    Scenario discharging{pack("A").amps(-120.0), pack("B").amps(-6.0), pack("C").amps(-6.0)};
    EXPECT_LE(discharging.run(1.0).dcl(), 132.0 * 60.0 / 120.0 * 0.98);
    EXPECT_EQ(discharging.run(10.0).alarm(AlarmKind::high_discharge_current), Severity::alarm);
}

TEST(PeersSequence, T1RaisesNothingWhileTheWeakestPacksDriverRestarts) {
    Scenario bank{pack("A").soc(80.0), pack("B").soc(80.0), pack("C").soc(77.0).ccl(20.0)};
    bank.run(10.0);
    const double ccl = bank.ccl();
    const double dcl = bank.dcl();
    bank.vanishes("C");
    for (int second = 0; second < 47; ++second) {
        bank.run(1.0);
        EXPECT_LE(bank.ccl(), ccl);
        EXPECT_LE(bank.dcl(), dcl);
        EXPECT_DOUBLE_EQ(bank.soc(), 77.0);
    }
    EXPECT_EQ(bank.alarm(AlarmKind::bms_cable), Severity::warning);
    bank.says(pack("C").soc(77.0).ccl(20.0)).run(10.0);
    EXPECT_LE(bank.ccl(), ccl);
    bank.run(600.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), ccl);
}

TEST(PeersSequence, T3FindsAPackWhoseValuesStandStillWhileTheOthersVary) {
    Scenario bank{pack("A").amps(10.0), pack("B").amps(10.0), pack("C").amps(10.0)};
    bank.run(20.0);
    const auto varies = [](Battery& b) { b.current = Amps{40.0}; };
    bank.changes("B", varies).changes("C", varies).run(62.0);
    EXPECT_EQ(bank.member("A").state, PackState::stale);
}

TEST(PeersSequence, T4LosesAPackFromTheMomentItsMeasurementsAreGone) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.run(10.0).changes("A", [](Battery& b) {
        b.voltage.reset();
        b.current.reset();
        b.soc.reset();
        b.connected = true;
        b.modules = {.online = 0, .offline = 1};
    });
    EXPECT_EQ(bank.run(1.0).member("A").state, PackState::stale);
    bank.run(60.0);
    EXPECT_EQ(bank.member("A").state, PackState::lost);
    EXPECT_LE(bank.ccl(), 29.4) << "its 50 A do not count: assumed is a tenth of 1 C";
}

TEST(PeersSequence, T6CutsAtOnceAndRisesLateAndSlowly) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.run(10.0).changes("A", [](Battery& b) { b.limits.charge_current = Amps{0.25}; });
    EXPECT_LT(bank.run(1.0).ccl(), 1.0);
    bank.run(9.0).changes("A", [](Battery& b) { b.limits.charge_current = Amps{50.0}; });
    EXPECT_LT(bank.run(20.0).ccl(), 1.0) << "hold";
    EXPECT_LT(bank.run(20.0).ccl(), 40.0) << "ramp";
    EXPECT_DOUBLE_EQ(bank.run(300.0).ccl(), 147.0);
}

TEST(PeersSequence, T7ShowsNoSocOfZeroAndNoHigherLimitAfterARestart) {
    Scenario before{pack("A").amps(34.0).ccl(40.0), pack("B").amps(33.0)};
    before.run(60.0);
    Scenario after{{}, testing::settings_of({"A", "B"})};
    after.resume(before.save(), 3.0).decide();
    EXPECT_EQ(after.is().state, BankState::hold);
    EXPECT_DOUBLE_EQ(after.soc(), 80.0);
    EXPECT_LE(after.ccl(), before.ccl());
    after.says(pack("A").amps(34.0).ccl(40.0)).says(pack("B").amps(33.0));
    for (int second = 0; second < 30; ++second) {
        EXPECT_LE(after.run(1.0).ccl(), before.ccl());
        EXPECT_DOUBLE_EQ(after.soc(), 80.0);
    }
}

TEST(PeersSequence, T10NeverMakesAPackOfItself) {
    const Scenario bank{pack("A")};
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.battery.bms_aggregator"));
}

}  // namespace
}  // namespace aggregator
