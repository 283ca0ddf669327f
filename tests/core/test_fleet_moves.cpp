#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::automatic;
using testing::only;
using testing::pack;
using testing::PackOf;
using testing::Scenario;
using testing::settings_48v;
using testing::settings_of;

const std::string kPrefix = "com.victronenergy.battery.";

PackOf with_serial(PackOf said, const std::string& serial) {
    return said.with([&](Battery& b) { b.serial = serial; });
}

/// The members of a bank, by where they are on the bus.
std::multiset<std::string> services_of(Scenario& bank) {
    std::multiset<std::string> services;
    const auto members = bank.fleet.survey(bank.now(), bank.events);
    for (const Member& member : members) services.insert(member.service.substr(kPrefix.size()));
    return services;
}

std::multiset<std::string> configured_of(Scenario& bank) {
    std::multiset<std::string> services;
    for (const Member& member : bank.fleet.survey(bank.now(), bank.events))
        services.insert(member.settings.service.substr(kPrefix.size()));
    return services;
}

/// A list of two packs with serial numbers, of which B left its service.
class PackThatMoved : public ::testing::Test {
protected:
    PackThatMoved() {
        bank_.says(with_serial(pack("A"), "S1")).says(with_serial(pack("B").soc(60.0), "S2"));
        bank_.run(20.0).vanishes("B").run(70.0);
    }
    [[nodiscard]] const Member& b() const { return bank_.member("B"); }

    Scenario bank_{{pack("A"), pack("B")}, settings_48v()};
};

TEST_F(PackThatMoved, IsKnownByItsSerialUnderAServiceThatIsNotNamed) {
    bank_.says(with_serial(pack("ttyUSB7").soc(61.0), "S2")).run(20.0);
    EXPECT_EQ(b().state, PackState::online);
    EXPECT_EQ(b().service, kPrefix + "ttyUSB7");
    EXPECT_EQ(b().battery.soc, Percent{61.0});
    const auto moves = only<PackMoved>(bank_.events);
    ASSERT_EQ(moves.size(), 1U);
    EXPECT_EQ(moves.front().service, kPrefix + "ttyUSB7");
    EXPECT_EQ(services_of(bank_), (std::multiset<std::string>{"A", "ttyUSB7"}));
}

TEST_F(PackThatMoved, IsNotTakenForAnotherBattery) {
    bank_.says(pack("none")).says(with_serial(pack("other"), "S3"));
    const auto another_make = [](Battery& b) { b.product_name = "Another make"; };
    bank_.run(20.0);
    EXPECT_EQ(b().state, PackState::lost);
    Scenario named{{pack("A").with([](Battery& b) { b.product_name = "A make"; }), pack("B")}};
    named.changes("A", [](Battery& b) { b.serial = "S1"; }).run(5.0).vanishes("A").run(5.0);
    named.says(with_serial(pack("C"), "S1").with(another_make)).run(20.0);
    EXPECT_EQ(named.member("A").state, PackState::stale);
}

TEST_F(PackThatMoved, IsNotKnownByASerialThatTwoBatteriesShow) {
    Scenario bank{pack("A"), pack("B")};
    const auto zero = [](Battery& b) { b.serial = "0"; };
    bank.changes("B", zero).says(with_serial(pack("C"), "0")).run(20.0);
    bank.vanishes("B").run(20.0);
    EXPECT_EQ(bank.member("B").state, PackState::stale);
    EXPECT_TRUE(only<PackMoved>(bank.events).empty());
}

TEST_F(PackThatMoved, IsNotKnownWhileTwoBatteriesClaimToBeIt) {
    bank_.says(with_serial(pack("C"), "S2")).says(with_serial(pack("D"), "S2")).run(20.0);
    EXPECT_EQ(b().state, PackState::lost);
}

TEST_F(PackThatMoved, ReturnsHome) {
    bank_.says(with_serial(pack("ttyUSB7"), "S2")).run(20.0).vanishes("ttyUSB7").run(5.0);
    bank_.says(with_serial(pack("B"), "S2")).run(20.0);
    EXPECT_EQ(b().state, PackState::online);
    EXPECT_EQ(b().service, kPrefix + "B");
}

TEST_F(PackThatMoved, MayBeReplacedByABatteryUnderItsOwnName) {
    bank_.says(with_serial(pack("ttyUSB7"), "S2")).run(20.0).vanishes("ttyUSB7").run(5.0);
    bank_.says(with_serial(pack("B"), "S9")).run(20.0);
    EXPECT_EQ(b().state, PackState::online);
    EXPECT_EQ(b().service, kPrefix + "B");
}

TEST_F(PackThatMoved, StaysWhereItIsOverARestart) {
    bank_.says(with_serial(pack("ttyUSB7"), "S2")).run(20.0);
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(bank_.save(), 3.0);
    after.says(with_serial(pack("A"), "S1")).says(with_serial(pack("ttyUSB7"), "S2")).run(20.0);
    EXPECT_EQ(after.member("B").state, PackState::online);
    EXPECT_EQ(after.member("B").service, kPrefix + "ttyUSB7");
}

TEST_F(PackThatMoved, IsKnownAlsoWhenItMovedDuringARestart) {
    Scenario after{{}, settings_of({"A", "B"})};
    after.resume(bank_.save(), 3.0);
    after.says(with_serial(pack("A"), "S1")).says(with_serial(pack("ttyUSB7"), "S2")).run(40.0);
    EXPECT_EQ(after.member("B").state, PackState::online);
    EXPECT_EQ(after.is().state, BankState::run);
}

TEST_F(PackThatMoved, KeepsItsHistoryWhenTheFileFollowsIt) {
    bank_.says(with_serial(pack("ttyUSB7").ccl(4.0), "S2")).run(20.0).vanishes("ttyUSB7").run(5.0);
    Settings settings = bank_.settings;
    settings.packs[1].service = kPrefix + "ttyUSB7";
    bank_.reload(settings).run(1.0);
    EXPECT_EQ(b().state, PackState::stale);
    EXPECT_EQ(b().battery.limits.charge_current, Amps{4.0});
    EXPECT_EQ(services_of(bank_), (std::multiset<std::string>{"A", "ttyUSB7"}));
}

TEST_F(PackThatMoved, LeavesItsServiceToAPackThatIsNamedThere) {
    bank_.says(with_serial(pack("ttyUSB7"), "S2")).run(20.0);
    Settings settings = bank_.settings;
    settings.packs.push_back({.service = kPrefix + "ttyUSB7", .name = "New"});
    bank_.reload(settings).run(20.0);
    EXPECT_EQ(bank_.member("New").state, PackState::online);
    EXPECT_EQ(bank_.member("New").service, kPrefix + "ttyUSB7");
    EXPECT_EQ(b().service, kPrefix + "B");
    EXPECT_NE(b().state, PackState::online);
}

TEST(DiscoveredPackThatMoved, LeavesItsNameToTheNextOne) {
    Scenario bank{{}, automatic()};
    bank.says(with_serial(pack("A"), "S1")).says(with_serial(pack("B"), "S2")).run(20.0);
    bank.vanishes("B").run(5.0).says(with_serial(pack("C"), "S2")).run(10.0);
    bank.says(with_serial(pack("B").ccl(7.0), "S3")).run(10.0);
    const std::multiset<std::string> all{"A", "B", "C"};
    EXPECT_EQ(services_of(bank), all);
    EXPECT_EQ(configured_of(bank), all);
    for (int i = 0; i < 3; ++i) {
        bank.reload(bank.settings).run(5.0);
        EXPECT_EQ(services_of(bank), all);
        EXPECT_EQ(configured_of(bank), all);
        EXPECT_EQ(bank.is().state, BankState::run);
        EXPECT_EQ(bank.is().battery.installed_capacity, AmpHours{300.0});
    }
    Scenario after{{}, automatic()};
    after.resume(bank.save(), 3.0).run(1.0);
    EXPECT_EQ(services_of(after), all);
}

TEST(DiscoveredPackThatMoved, IsTwoPacksWithANewcomerUnderTheNameInTheFile) {
    Scenario bank{{pack("A"), pack("B")}, automatic()};
    bank.changes("B", [](Battery& b) { b.serial = "S2"; }).run(5.0).vanishes("B").run(5.0);
    bank.says(with_serial(pack("C"), "S2")).run(10.0);
    bank.says(with_serial(pack("B"), "S3")).run(20.0);
    const std::multiset<std::string> all{"A", "B", "C"};
    EXPECT_EQ(services_of(bank), all);
    bank.reload(bank.settings).run(5.0);
    EXPECT_EQ(services_of(bank), all);
    Scenario after{{}, automatic(settings_of({"A", "B"}))};
    after.resume(bank.save(), 3.0).run(1.0);
    EXPECT_EQ(services_of(after), all);
}

TEST(DiscoveredPacks, ThatSwapTheirServicesAreNotConfused) {
    Scenario bank{{}, automatic()};
    bank.says(with_serial(pack("A").soc(30.0), "S1")).says(with_serial(pack("B").soc(60.0), "S2"));
    bank.run(20.0).vanishes("A").vanishes("B").run(5.0);
    bank.says(with_serial(pack("A").soc(60.0), "S2")).run(1.0);
    bank.says(with_serial(pack("B").soc(30.0), "S1")).run(40.0);
    EXPECT_EQ(configured_of(bank), (std::multiset<std::string>{"A", "B"}));
    EXPECT_EQ(bank.is().state, BankState::run);
    bank.reload(bank.settings).run(5.0);
    EXPECT_EQ(bank.is().state, BankState::run);
}

TEST(DiscoveredPackThatIsGone, StaysLostAndSaysWhatToDo) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A")).says(pack("B")).run(20.0).vanishes("B").run(100.0);
    bank.reload(bank.settings).run(4000.0);
    EXPECT_EQ(bank.member("B").state, PackState::lost);
    EXPECT_EQ(bank.member("B").reason,
              "not on the bus; if it was taken out, name it under exclude");
}

TEST(DiscoveredPackThatIsGone, LeavesWhenTheUserExcludesIt) {
    Scenario bank{{}, automatic()};
    bank.says(pack("A")).says(pack("B")).run(20.0).vanishes("B").run(100.0);
    Settings without = bank.settings;
    without.exclude = {kPrefix + "B"};
    bank.reload(without).run(20.0);
    EXPECT_EQ(services_of(bank), std::multiset<std::string>{"A"});
    EXPECT_EQ(bank.is().state, BankState::run);
    Settings again = without;
    again.exclude.clear();
    bank.reload(again).run(20.0);
    EXPECT_EQ(services_of(bank), std::multiset<std::string>{"A"}) << "forgotten for good";
}

TEST(ReloadOfAList, KeepsListeningToAPackThatItDropped) {
    Scenario bank{pack("A"), pack("B")};
    const Settings both = bank.settings;
    Settings one = both;
    one.packs.pop_back();
    bank.run(5.0).reload(one).run(5.0).reload(both).run(10.0);
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

}  // namespace
}  // namespace aggregator
