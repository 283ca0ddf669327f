#include <gtest/gtest.h>

#include "aggregator/core/fleet.hpp"
#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

TEST(Fleet, WantsEveryBatteryButItself) {
    const Scenario bank{pack("A"), pack("B")};
    EXPECT_TRUE(bank.fleet.wants("com.victronenergy.battery.A"));
    EXPECT_TRUE(bank.fleet.wants("com.victronenergy.battery.C")) << "a pack may move there";
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.vebus.A"));
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.battery.bms_aggregator"));
}

TEST(Fleet, MakesNoPackOfAServiceThatIsNotNamed) {
    Scenario bank{pack("A")};
    bank.says(pack("Stranger")).run(5.0);
    EXPECT_THROW((void)bank.member("Stranger"), std::out_of_range);
}

TEST(Fleet, ShowsWhatItsPacksSay) {
    Scenario bank{pack("A").soc(42.0)};
    bank.decide();
    EXPECT_EQ(bank.member("A").state, PackState::online);
    EXPECT_EQ(bank.member("A").battery.soc, Percent{42.0});
    EXPECT_EQ(bank.member("A").reason, "");
}

TEST(Fleet, KeepsTheLastGoodReadingsOfAPackThatVanished) {
    Scenario bank{pack("A"), pack("B").soc(70.0)};
    bank.run(2.0).vanishes("B").run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_EQ(bank.member("B").battery.soc, Percent{70.0});
    EXPECT_EQ(bank.member("B").reason, "not on the bus");
}

TEST(Fleet, ReportsEachChangeOfStateOnce) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(10.0).vanishes("B").run(70.0);
    const auto changes = only<PackChanged>(bank.events);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0].pack, "B");
    EXPECT_EQ(changes[0].to, PackState::stale);
    EXPECT_EQ(changes[1].from, PackState::stale);
    EXPECT_EQ(changes[1].to, PackState::lost);
}

TEST(Fleet, FindsAPackSilentThatNeitherSignalsNorAnswers) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).falls_silent("B").run(14.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
    bank.run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_EQ(bank.member("B").reason, "no signal and no answer");
    EXPECT_EQ(bank.member("B").silence, Seconds{15.0});
}

TEST(Fleet, HearsAPackThatIsNotBelievedWhenItAsksForLess) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0).changes("B", [](Battery& b) { b.current.reset(); }).run(1.0);
    ASSERT_EQ(bank.member("B").state, PackState::stale);
    bank.changes("B", [](Battery& b) {
        b.limits.charge_current = Amps{0.0};
        b.limits.charge_voltage = Volts{54.0};
        b.alarms[AlarmKind::high_temperature] = Severity::alarm;
    });
    bank.run(1.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    EXPECT_LE(bank.is().battery.limits.charge_voltage, Volts{54.0});
    EXPECT_EQ(bank.alarm(AlarmKind::high_temperature), Severity::alarm);
    EXPECT_FALSE(bank.member("B").last_data_good);
}

TEST(Fleet, TakesNothingFromAPackThatIsNotBelievedWhenItAsksForMore) {
    Scenario bank{pack("A").ccl(20.0), pack("B").ccl(20.0)};
    bank.run(5.0).changes("B", [](Battery& b) { b.current.reset(); }).run(1.0);
    const double before = bank.ccl();
    bank.changes("B", [](Battery& b) { b.limits.charge_current = Amps{400.0}; }).run(1.0);
    EXPECT_LE(bank.ccl(), before);
}

TEST(Fleet, BelievesNothingThatWasSaidBeforeAReappearance) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).vanishes("B").run(70.0);
    bank.fleet.appeared("com.victronenergy.battery.B", bank.now());
    bank.fleet.heard("com.victronenergy.battery.B", bank.now());
    bank.run(30.0);
    EXPECT_EQ(bank.member("B").state, PackState::lost);
}

/// What a BMS says while it must not be believed, and the reason that is given.
struct Doubt {
    const char* reason;
    void (*say)(Battery&);
};

TEST(Fleet, NamesTheReasonOfEveryDoubt) {
    const std::vector<Doubt> doubts{
        {"its driver has no contact to the BMS", [](Battery& b) { b.connected = false; }},
        {"voltage or current not valid", [](Battery& b) { b.voltage.reset(); }},
        {"voltage or current not valid", [](Battery& b) { b.current.reset(); }},
        {"no module online", [](Battery& b) { b.modules.online = 0; }},
    };
    for (const Doubt& doubt : doubts) {
        Scenario bank{pack("A"), pack("B")};
        bank.run(2.0).changes("B", doubt.say).run(1.0);
        EXPECT_EQ(bank.member("B").state, PackState::stale) << doubt.reason;
        EXPECT_EQ(bank.member("B").reason, doubt.reason);
    }
}

TEST(Fleet, TakesASilenceAboutTheContactForBadNews) {
    const std::vector<std::pair<void (*)(Battery&), void (*)(Battery&)>> said_and_gone{
        {[](Battery& b) { b.connected = true; }, [](Battery& b) { b.connected.reset(); }},
        {[](Battery& b) { b.connected = false; }, [](Battery& b) { b.connected.reset(); }},
        {[](Battery& b) { b.modules.online = 1; }, [](Battery& b) { b.modules.online.reset(); }},
        {[](Battery& b) { b.modules.online = 0; }, [](Battery& b) { b.modules.online.reset(); }},
    };
    for (const auto& [said, gone] : said_and_gone) {
        Scenario bank{pack("A"), pack("B")};
        bank.changes("B", said).run(10.0).changes("B", gone).run(10.0);
        EXPECT_EQ(bank.member("B").state, PackState::stale);
    }
}

TEST(Fleet, BelievesADriverThatNeverSpeaksOfItsContact) {
    Scenario bank{pack("A")};
    bank.changes("A", [](Battery& b) { b.modules.online = 5000; }).run(2.0);
    EXPECT_EQ(bank.member("A").state, PackState::online) << "nonsense loses that value only";
}

TEST(Fleet, NamesThePresentReasonWhenItChangesWithoutTheState) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).changes("B", [](Battery& b) { b.voltage.reset(); }).run(5.0);
    bank.vanishes("B").run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_EQ(bank.member("B").reason, "not on the bus");
    bank.says(pack("B")).run(1.0);
    EXPECT_EQ(bank.member("B").reason, "proving itself");
}

TEST(Fleet, TakesADriverWithoutContactForThatWhateverItsVoltage) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0)
        .changes("B",
                 [](Battery& b) {
                     b.connected = false;
                     b.voltage = Volts{0.0};
                 })
        .run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_EQ(bank.member("B").reason, "its driver has no contact to the BMS");
}

TEST(Fleet, HoldsTheLastVoltageOverAShortNonsense) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(2.0).changes("B", [](Battery& b) { b.voltage = Volts{0.0}; }).run(5.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
    EXPECT_EQ(bank.member("B").battery.voltage, Volts{53.0});
    bank.run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::invalid);
    EXPECT_EQ(bank.member("B").reason, "voltage not plausible");
    EXPECT_EQ(bank.is().battery.voltage, Volts{53.0});
}

TEST(Fleet, CountsRejectedValuesOncePerReading) {
    Scenario bank{pack("A")};
    bank.run(2.0).changes("A", [](Battery& b) { b.soc = Percent{250.0}; }).run(10.0);
    EXPECT_EQ(bank.member("A").rejected_values, 1U);
    bank.fleet.update("com.victronenergy.battery.A", [](Battery&) { return 3U; });
    bank.run(1.0);
    EXPECT_EQ(bank.member("A").rejected_values, 4U);
}

TEST(Fleet, HasNoPackWithoutConfiguredOnes) {
    Fleet fleet{Settings{}};
    Events events;
    EXPECT_TRUE(fleet.survey(testing::at(0.0), events).empty());
    EXPECT_TRUE(events.empty());
}

}  // namespace
}  // namespace aggregator
