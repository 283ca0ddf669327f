/// Packs that stand still, and those that only report one after the other.

#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::PackOf;
using testing::Scenario;

/// All packs come to this one after the other, so many seconds apart, and stay there.
void move_in_turn(Scenario& bank, const std::vector<std::string>& packs, double volts, double amps,
                  double apart_s) {
    for (const std::string& name : packs) {
        bank.changes(name, [&](Battery& b) {
            b.voltage = Volts{volts};
            b.current = Amps{amps};
        });
        bank.run(apart_s);
    }
}

void expect_all_online(const Scenario& bank, const std::vector<std::string>& packs) {
    for (const std::string& name : packs)
        EXPECT_EQ(bank.member(name).state, PackState::online)
            << name << ": " << bank.member(name).reason;
}

TEST(FleetFreezing, FindsAPackThatStandsStillWhileTheOthersMove) {
    Scenario bank{pack("A").amps(20.0), pack("B").amps(20.0)};
    bank.run(1.0);
    for (int i = 0; i < 100; ++i) {
        bank.changes("B", [i](Battery& b) { b.voltage = Volts{53.0 + 0.01 * i}; }).run(1.0);
    }
    EXPECT_EQ(bank.member("A").state, PackState::stale);
    EXPECT_EQ(bank.member("A").reason, "values frozen");
    EXPECT_EQ(bank.member("B").state, PackState::online);
}

TEST(FleetFreezing, FindsNobodyWhenAllMoveAtOnceAndThenStandStill) {
    Scenario bank{pack("A").amps(20.0), pack("B").amps(20.0)};
    bank.run(5.0);
    for (const char* name : {"A", "B"}) {
        bank.changes(name, [](Battery& b) {
            b.voltage = Volts{52.0};
            b.current = Amps{-30.0};
        });
    }
    bank.run(300.0);
    expect_all_online(bank, {"A", "B"});
}

TEST(FleetFreezing, FindsNobodyWhenPacksReportALoadOneAfterTheOtherAndThenRest) {
    for (const std::size_t count : {2U, 3U, 6U}) {
        Scenario bank{{}};
        Settings settings = testing::settings_48v();
        std::vector<std::string> names;
        for (std::size_t i = 0; i < count; ++i) {
            names.emplace_back(1, static_cast<char>('A' + i));
            settings.packs.push_back(
                {.service = "com.victronenergy.battery." + names.back(), .name = names.back()});
        }
        bank.reload(settings);
        for (const std::string& name : names) bank.says(pack(name));
        bank.run(20.0);
        for (const double apart_s : {1.0, 2.0}) {
            move_in_turn(bank, names, 52.0, -30.0, apart_s);
            bank.run(3600.0);
            expect_all_online(bank, names);
            move_in_turn(bank, names, 53.3, 0.0, apart_s);
            bank.run(3600.0);
            expect_all_online(bank, names);
        }
        EXPECT_EQ(bank.is().state, BankState::run);
        EXPECT_GT(bank.ccl(), 0.0);
    }
}

TEST(FleetFreezing, FindsNobodyInAnUnequalBankThatComesToRestInTurn) {
    Scenario bank{pack("A").amps(-40.0), pack("B").amps(-15.0), pack("C").amps(-5.0)};
    bank.run(30.0);
    bank.changes("C", [](Battery& b) { b.current = Amps{0.0}; }).run(4.0);
    bank.changes("A", [](Battery& b) { b.current = Amps{-0.2}; }).run(5.0);
    bank.changes("B", [](Battery& b) { b.current = Amps{0.2}; }).run(7200.0);
    expect_all_online(bank, {"A", "B", "C"});
}

/// 12 V: what five others lose together is much for one pack, and nothing for six.
TEST(FleetFreezing, MeasuresTheOthersByWhatTheyHoldTogether) {
    Scenario bank{pack("A").amps(4.0), pack("B").amps(4.0), pack("C").amps(4.0),
                  pack("D").amps(4.0)};
    bank.run(30.0);
    const auto less = [](Battery& b) { b.current = Amps{0.0}; };
    bank.changes("B", less).changes("C", less).changes("D", less).run(600.0);
    expect_all_online(bank, {"A", "B", "C", "D"});
}

TEST(FleetFreezing, TakesAPackThatLeavesForNoMoveOfTheOthers) {
    Scenario bank{pack("A").amps(20.0), pack("B").amps(20.0), pack("C").amps(60.0).volts(53.9)};
    bank.run(30.0).vanishes("C").run(600.0);
    expect_all_online(bank, {"A", "B"});
}

TEST(FleetFreezing, TakesNoPackForFrozenThatIsTheLastOne) {
    Scenario bank{pack("A").amps(20.0), pack("B").amps(20.0)};
    bank.run(30.0).changes("B", [](Battery& b) { b.voltage = Volts{53.5}; }).run(50.0);
    bank.vanishes("B").run(3600.0);
    EXPECT_EQ(bank.member("A").state, PackState::online);
}

TEST(FleetFreezing, TrustsAFrozenPackNoMoreForTheOthersBeingGone) {
    Scenario bank{pack("A").amps(20.0), pack("B").amps(20.0)};
    bank.run(30.0).changes("B", [](Battery& b) { b.voltage = Volts{53.5}; }).run(70.0);
    EXPECT_EQ(bank.member("A").reason, "values frozen");
    bank.vanishes("B").run(600.0);
    EXPECT_FALSE(bank.member("A").fresh());
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
}

TEST(FleetFreezing, LetsAPackReturnWhenTheWholeBankRests) {
    Scenario bank{pack("A"), pack("B").amps(20.0)};
    bank.run(30.0).changes("B", [](Battery& b) { b.voltage = Volts{53.5}; }).run(130.0);
    EXPECT_EQ(bank.member("A").reason, "values frozen");
    bank.changes("B", [](Battery& b) {
        b.voltage = Volts{53.1};
        b.current = Amps{0.0};
    });
    bank.run(140.0);
    expect_all_online(bank, {"A", "B"});
}

}  // namespace
}  // namespace aggregator
