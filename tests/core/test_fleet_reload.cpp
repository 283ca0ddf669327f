#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::Scenario;

TEST(Reload, KeepsTheHistoryOfThePacksThatStay) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0).vanishes("B").run(100.0);
    bank.reload(bank.settings).run(1.0);
    EXPECT_EQ(bank.member("A").state, PackState::online);
    EXPECT_EQ(bank.member("B").state, PackState::lost);
    EXPECT_EQ(bank.member("B").battery.soc, Percent{80.0});
}

TEST(Reload, DropsAPackThatIsNoLongerNamed) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0);
    Settings settings = bank.settings;
    settings.packs.pop_back();
    bank.reload(settings).run(1.0);
    EXPECT_FALSE(bank.fleet.wants("com.victronenergy.battery.B"));
    EXPECT_EQ(bank.is().battery.installed_capacity, AmpHours{100.0});
}

TEST(Reload, WaitsForAPackThatIsNewlyNamed) {
    Scenario bank{pack("A")};
    bank.run(5.0);
    Settings settings = bank.settings;
    settings.packs.push_back({.service = "com.victronenergy.battery.B", .name = "B"});
    bank.reload(settings).run(1.0);
    EXPECT_EQ(bank.member("B").state, PackState::joining);
    bank.says(pack("B")).run(30.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
    EXPECT_EQ(bank.is().state, BankState::run);
}

TEST(Reload, TakesTheNewNameOfAPack) {
    Scenario bank{pack("A")};
    bank.run(5.0);
    Settings settings = bank.settings;
    settings.packs.front().name = "House";
    bank.reload(settings).run(1.0);
    EXPECT_EQ(bank.member("House").state, PackState::online);
}

TEST(Reload, TakesTheNewNameOfAPackThatIsAway) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0).vanishes("A").run(100.0);
    Settings settings = bank.settings;
    settings.packs.front().name = "House";
    bank.reload(settings).run(1.0);
    EXPECT_EQ(bank.member("House").state, PackState::lost);
}

TEST(Reload, TakesAServiceThatDiscoveryLeftAlone) {
    Settings automatic = testing::settings_48v();
    automatic.discovery = Discovery::automatic;
    Scenario bank{{pack("A")}, automatic};
    bank.says(pack("B").without_limits()).run(5.0);
    Settings settings = bank.settings;
    settings.discovery = Discovery::list;
    settings.packs.push_back({.service = "com.victronenergy.battery.B", .name = "B"});
    bank.reload(settings).run(5.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(Reload, TakesTheNewTimes) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0);
    Settings settings = bank.settings;
    settings.failsafe.stale_after = Seconds{40.0};
    bank.reload(settings).falls_silent("B").run(39.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(Reload, TakesTheNewCeiling) {
    Scenario bank{pack("A"), pack("B")};
    bank.run(5.0);
    Settings settings = bank.settings;
    settings.charge.nominal_charge_current = Amps{20.0};
    bank.reload(settings).decide();
    EXPECT_DOUBLE_EQ(bank.ccl(), 20.0);
}

}  // namespace
}  // namespace aggregator
