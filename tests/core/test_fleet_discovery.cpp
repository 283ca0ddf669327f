#include <gtest/gtest.h>

#include "aggregator/core/discovery.hpp"
#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::automatic;
using testing::only;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

const auto serial_s1 = [](Battery& b) { b.serial = "S1"; };

TEST(AutomaticDiscovery, TakesEveryBmsThatAppears) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A")).says(pack("B")).run(5.0);
    EXPECT_EQ(bank.member("A").state, PackState::online);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(AutomaticDiscovery, WantsEveryBatteryButOurselves) {
    const Scenario bank{{}, automatic()};
    EXPECT_TRUE(bank.fleet.wants("com.victronenergy.battery.any"));
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.battery.bms_aggregator"));
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.vebus.ttyS4"));
}

TEST(AutomaticDiscovery, LeavesAMonitorAloneUntilItProvesToBeABms) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A").without_limits()).run(5.0);
    EXPECT_TRUE(bank.fleet.wants("com.victronenergy.battery.A"));
    EXPECT_THROW((void)bank.member("A"), std::out_of_range);
    bank.says(pack("A")).run(5.0);
    EXPECT_EQ(bank.member("A").state, PackState::online);
}

TEST(AutomaticDiscovery, WaitsForTheWholeAnswerThatTellsWhatAServiceIs) {
    Scenario bank{{}, automatic()};
    const std::string service = "com.victronenergy.battery.A";
    bank.says(pack("B")).run(5.0);
    bank.fleet.appeared(service, bank.now());
    const auto first_signals = [](Battery& b) { b = pack("A").battery(); };
    bank.changes("A", first_signals).run(5.0);
    EXPECT_EQ(bank.is().battery.installed_capacity, AmpHours{100.0});
    bank.changes("A", [](Battery& b) { b.process_name = kProcessName; });
    bank.fleet.described(service);
    bank.run(5.0);
    EXPECT_EQ(bank.is().battery.installed_capacity, AmpHours{100.0});
    EXPECT_THROW((void)bank.member("A"), std::out_of_range);
}

TEST(AutomaticDiscovery, ForgetsACandidateThatVanishes) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A").without_limits()).run(1.0).vanishes("A").run(1.0);
    bank.changes("A", [](Battery& b) { b = pack("A").battery(); }).run(5.0);
    EXPECT_THROW((void)bank.member("A"), std::out_of_range);
}

TEST(AutomaticDiscovery, KeepsAPackThatVanishes) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A")).says(pack("B")).run(5.0).vanishes("B").run(100.0);
    EXPECT_EQ(bank.member("B").state, PackState::lost);
}

TEST(AutomaticDiscovery, KeepsItsPacksOverAReload) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A").soc(42.0)).run(5.0);
    bank.reload(bank.settings).run(1.0);
    EXPECT_EQ(bank.member("A").state, PackState::online);
    EXPECT_EQ(bank.member("A").battery.soc, Percent{42.0});
}

TEST(Exclude, TakesAPackOutByItsService) {
    Settings settings = settings_48v();
    settings.exclude = {"com.victronenergy.battery.B"};
    Scenario bank{{pack("A"), pack("B")}, settings};
    bank.decide();
    EXPECT_EQ(bank.member("B").state, PackState::excluded);
    EXPECT_EQ(bank.is().state, BankState::run);
}

const auto under_repair = [](Battery& b) { b.custom_name = "Under repair"; };

TEST(Exclude, TakesAPackOutByItsCustomName) {
    Settings settings = settings_48v();
    settings.exclude = {"Under repair"};
    Scenario bank{{pack("A"), pack("B").with(under_repair)}, settings};
    bank.decide();
    EXPECT_EQ(bank.member("B").state, PackState::excluded);
    EXPECT_EQ(bank.member("B").reason, "named under exclude");
}

TEST(Exclude, RemembersTheCustomNameOfAPackThatIsSwitchedOff) {
    Settings settings = settings_48v();
    settings.exclude = {"Under repair"};
    Scenario bank{{pack("A"), pack("B").with(under_repair)}, settings};
    bank.run(2.0).vanishes("B").run(100.0);
    EXPECT_EQ(bank.member("B").state, PackState::excluded);
    EXPECT_EQ(bank.is().state, BankState::run);
}

TEST(Exclude, StillShowsWhatThePackSays) {
    Settings settings = settings_48v();
    settings.exclude = {"com.victronenergy.battery.B"};
    Scenario bank{{pack("A"), pack("B").soc(5.0)}, settings};
    bank.decide();
    EXPECT_EQ(bank.member("B").battery.soc, Percent{5.0});
    EXPECT_DOUBLE_EQ(bank.soc(), 80.0);
}

TEST(Exclude, ForgetsACustomNameThatChanged) {
    Settings settings = settings_48v();
    settings.exclude = {"Under repair"};
    Scenario bank{{pack("A"), pack("B").with(under_repair)}, settings};
    bank.run(2.0).changes("B", [](Battery& b) { b.custom_name = "Mended"; }).run(5.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(Exclude, LetsAPackBackInAfterAReload) {
    Settings settings = settings_48v();
    settings.exclude = {"com.victronenergy.battery.B"};
    Scenario bank{{pack("A"), pack("B")}, settings};
    bank.run(5.0);
    Settings without = bank.settings;
    without.exclude.clear();
    bank.reload(without).run(5.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(SerialNumber, ReunitesAPackWithItsServiceUnderAnotherName) {
    Scenario bank{{pack("A"), pack("B").with(serial_s1)}, automatic()};
    bank.run(5.0).vanishes("B").run(20.0);
    bank.says(pack("ttyUSB7").with(serial_s1)).run(20.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
    EXPECT_EQ(bank.member("B").service, "com.victronenergy.battery.ttyUSB7");
    const auto moves = only<PackMoved>(bank.events);
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves.front().pack, "B");
}

TEST(SerialNumber, ReunitesPacksThatSwappedTheirServices) {
    const auto other_serial = [](Battery& b) { b.serial = "S2"; };
    Scenario bank{pack("A").soc(30.0).with(serial_s1), pack("B").soc(60.0).with(other_serial)};
    bank.run(5.0).vanishes("A").vanishes("B").run(5.0);
    bank.says(pack("A").soc(60.0).with(other_serial)).run(1.0);
    bank.says(pack("B").soc(30.0).with(serial_s1)).run(20.0);
    EXPECT_EQ(bank.member("A").battery.soc, Percent{30.0});
    EXPECT_EQ(bank.member("A").service, "com.victronenergy.battery.B");
    EXPECT_EQ(bank.member("B").battery.soc, Percent{60.0});
}

TEST(SerialNumber, TakesNoServiceFromAPackThatIsThere) {
    Scenario bank{pack("A").with(serial_s1), pack("B").with(serial_s1)};
    bank.run(5.0).vanishes("B").run(5.0);
    EXPECT_EQ(bank.member("A").service, "com.victronenergy.battery.A");
    EXPECT_TRUE(only<PackMoved>(bank.events).empty());
}

}  // namespace
}  // namespace aggregator
