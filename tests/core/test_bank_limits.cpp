#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::Scenario;
using testing::settings_48v;

/// The limits of a bank at its first decision.
struct Limit {
    double ccl;
    double dcl;
};
Limit limits_of(std::initializer_list<testing::PackOf> packs,
                const Settings& settings = settings_48v()) {
    Scenario bank{packs, settings};
    bank.decide();
    return {bank.ccl(), bank.dcl()};
}

TEST(BankLimits, OfUnequalPacksGoByTheWeakest) {
    const Limit limit = limits_of({pack("A").ccl(20.0).dcl(43.6), pack("B").ccl(200.0).dcl(92.0),
                                   pack("C").ccl(200.0).dcl(59.0)});
    EXPECT_DOUBLE_EQ(limit.ccl, 58.8);
    EXPECT_DOUBLE_EQ(limit.dcl, 128.1);
}

TEST(BankLimits, OfUnequalCapacitiesGoByTheirShares) {
    const Limit limit =
        limits_of({pack("A").ccl(40.0).amp_hours(100.0), pack("B").ccl(40.0).amp_hours(200.0),
                   pack("C").ccl(40.0).amp_hours(300.0)});
    EXPECT_DOUBLE_EQ(limit.ccl, 78.4);
    EXPECT_DOUBLE_EQ(limit.dcl, 117.6);
}

TEST(BankLimits, AreExactlyThePacksOwnInABankOfOne) {
    const Limit limit = limits_of({pack("A").ccl(33.3).dcl(44.4)});
    EXPECT_DOUBLE_EQ(limit.ccl, 33.3);
    EXPECT_DOUBLE_EQ(limit.dcl, 44.4);
}

TEST(BankLimits, AreZeroWhenAPackBlocksUntilItsSwitchIsProvenOpen) {
    Scenario bank{pack("A").ccl(0.0).blocks_charge(), pack("B"), pack("C")};
    bank.run(1.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_EQ(bank.is().battery.permissions.charge, false);
    bank.run(240.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 98.0);
    EXPECT_EQ(bank.is().battery.permissions.charge, true);
    EXPECT_TRUE(bank.bank.roles()[0].isolation.charge);
}

TEST(BankLimits, StayZeroForABlockThatOnlyTheLimitShows) {
    Scenario bank{pack("A").ccl(0.0), pack("B"), pack("C")};
    EXPECT_DOUBLE_EQ(bank.run(1000.0).ccl(), 0.0);
}

TEST(BankLimits, StayZeroForABlockWhenTheUserIsStrict) {
    Settings settings = settings_48v();
    settings.charge.blocked_pack = BlockedPackRule::strict;
    Scenario bank{{pack("A").ccl(0.0).blocks_charge(), pack("B"), pack("C")}, settings};
    EXPECT_DOUBLE_EQ(bank.run(1000.0).ccl(), 0.0);
}

TEST(BankLimits, AreZeroWhenEveryPackBlocks) {
    Scenario bank{pack("A").ccl(0.0).blocks_charge(), pack("B").ccl(0.0).blocks_charge()};
    EXPECT_DOUBLE_EQ(bank.run(1.0).ccl(), 0.0);
}

TEST(BankLimits, CountOnNoPackThatMayOnlyPassItsDiode) {
    Scenario bank{pack("A").dcl(60.0).blocks_charge(), pack("B").dcl(60.0), pack("C").dcl(60.0)};
    EXPECT_DOUBLE_EQ(bank.run(1.0).dcl(), 117.6);
}

/// The mirror: it is charged through the diode of its discharge switch, later than the others.
TEST(BankLimits, CountOnNoPackToBeChargedThroughItsDiode) {
    EXPECT_DOUBLE_EQ(limits_of({pack("A").dcl(0.0).blocks_discharge(), pack("B")}).ccl, 50.0);
}

TEST(BankLimits, ComeFromTheTiersAloneWhereNoPackPublishesAny) {
    Settings settings = settings_48v();
    const auto mute = [](Battery& b) {
        b.limits.charge_current.reset();
        b.limits.discharge_current.reset();
    };
    const Limit limit = limits_of({pack("A").with(mute), pack("B").with(mute)}, settings);
    EXPECT_DOUBLE_EQ(limit.ccl, 300.0);
    EXPECT_DOUBLE_EQ(limit.dcl, 300.0);
}

TEST(BankLimits, TakeTheRatingOfAPackThatPublishesNone) {
    const auto mute = [](Battery& b) { b.limits.charge_current.reset(); };
    Scenario bank{pack("A").with(mute), pack("B").ccl(500.0), pack("C").ccl(500.0)};
    EXPECT_DOUBLE_EQ(bank.decide().ccl(), 300.0);
    EXPECT_EQ(bank.bank.roles()[0].charge->source, LimitSource::rating);
    EXPECT_EQ(bank.bank.roles()[0].charge->value, Amps{100.0});
}

TEST(BankLimits, KeepARatingWhenTheOnlyPackThatPublishesFallsSilent) {
    const auto mute = [](Battery& b) { b.limits.charge_current.reset(); };
    Scenario bank{pack("A").with(mute), pack("B").ccl(500.0)};
    EXPECT_DOUBLE_EQ(bank.run(2.0).ccl(), 300.0);
    EXPECT_LE(bank.vanishes("B").run(1.0).ccl(), 150.0);
    EXPECT_EQ(bank.bank.roles()[0].charge->source, LimitSource::rating);
}

TEST(BankLimits, KeepARatingWhenTheOnlyPackThatPublishesStopsDoingSo) {
    const auto mute = [](Battery& b) { b.limits.charge_current.reset(); };
    Scenario bank{pack("A").with(mute), pack("B").ccl(500.0)};
    bank.run(2.0).changes("B", mute).run(1.0);
    EXPECT_EQ(bank.bank.roles()[0].charge->source, LimitSource::rating);
}

TEST(BankLimits, AreCutByThePackThatCarriesTooMuch) {
    Scenario bank{pack("A").amps(108.0), pack("B").amps(6.0), pack("C").amps(6.0)};
    bank.decide();
    EXPECT_LE(bank.ccl(), 54.4);
    bank.run(35.0);
    EXPECT_EQ(bank.alarm(AlarmKind::high_charge_current), Severity::alarm);
}

TEST(BankLimits, NoticeACurrentThatCirculates) {
    Scenario bank{pack("A").amps(80.0), pack("B").amps(-75.0), pack("C").amps(-5.0)};
    bank.run(15.0);
    EXPECT_EQ(bank.alarm(AlarmKind::high_charge_current), Severity::alarm);
    EXPECT_EQ(bank.alarm(AlarmKind::high_discharge_current), Severity::warning);
    EXPECT_LT(bank.ccl(), 50.0);
}

TEST(BankLimits, AreReducedWhileTheConfigurationIsRefused) {
    Scenario bank{pack("A"), pack("B"), pack("C")};
    bank.surroundings.configuration = ConfigurationInForce::embedded;
    bank.decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), 60.0);
    EXPECT_EQ(bank.is().charge_cause.rule, LimitRule::configuration);
    EXPECT_EQ(bank.is().error_code, kErrorSettingsInvalid);
    EXPECT_EQ(bank.alarm(AlarmKind::internal_failure), Severity::warning);
}

TEST(BankLimits, FollowTheTemperatureOfAColdPack) {
    Settings settings = settings_48v();
    settings.temperature.enabled = true;
    Scenario bank{{pack("A").celsius(2.5), pack("B")}, settings};
    bank.decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), 19.6);
    EXPECT_EQ(bank.is().charge_cause.source, LimitSource::temperature);
    EXPECT_EQ(bank.alarm(AlarmKind::low_charge_temperature), Severity::warning);
}

TEST(BankLimits, UseBothBlindRulesWithoutSharesToAdaptTo) {
    Settings settings = settings_48v();
    settings.charge.limit_mode = LimitMode::min_n;
    EXPECT_DOUBLE_EQ(limits_of({pack("A").ccl(20.0), pack("B")}, settings).ccl, 40.0);
    settings.charge.limit_mode = LimitMode::sum;
    EXPECT_DOUBLE_EQ(limits_of({pack("A").ccl(20.0), pack("B")}, settings).ccl, 70.0);
    settings.charge.limit_mode = LimitMode::single;
    EXPECT_DOUBLE_EQ(limits_of({pack("A").ccl(20.0), pack("B")}, settings).ccl, 20.0);
}

}  // namespace
}  // namespace aggregator
