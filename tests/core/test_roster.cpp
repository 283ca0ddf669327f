#include <gtest/gtest.h>

#include "aggregator/core/roster.hpp"
#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::bank_of;
using testing::pack;
using testing::Scenario;
using testing::settings_48v;

TEST(Roster, SaysNothingWhileEverybodyStays) {
    Roster roster;
    EXPECT_FALSE(roster.follow(bank_of({pack("A"), pack("B")})));
    EXPECT_FALSE(roster.follow(bank_of({pack("A"), pack("B")})));
}

TEST(Roster, SaysNothingWhenSomebodyJoinsAtTheEnd) {
    Roster roster;
    EXPECT_FALSE(roster.follow({}));
    EXPECT_FALSE(roster.follow(bank_of({pack("A")})));
    EXPECT_FALSE(roster.follow(bank_of({pack("A"), pack("B")})));
}

TEST(Roster, SaysWhereEverybodySatBefore) {
    Roster roster;
    roster.follow(bank_of({pack("A"), pack("B"), pack("C")}));
    EXPECT_EQ(roster.follow(bank_of({pack("C"), pack("D"), pack("A")})),
              (Seats{2U, std::nullopt, 0U}));
    EXPECT_EQ(roster.follow({}), Seats{});
}

TEST(Reseat, MovesTheMemoriesAlong) {
    std::vector<int> memories{10, 11, 12};
    reseat(memories, {2U, std::nullopt, 0U, 7U}, -1);
    EXPECT_EQ(memories, (std::vector<int>{12, -1, 10, -1}));
}

/// The settings without the first pack.
Settings without_first(const Scenario& bank) {
    Settings settings = bank.settings;
    settings.packs.erase(settings.packs.begin());
    return settings;
}

TEST(ReorderedBank, KeepsTheLastLimitsOfAPackThatIsSilent) {
    Scenario bank{pack("A").ccl(50.0), pack("B").ccl(50.0), pack("C").ccl(4.0).cvl(53.0)};
    bank.run(2.0).vanishes("C").run(5.0);
    bank.reload(without_first(bank)).run(1.0);
    EXPECT_EQ(bank.bank.roles()[1].charge->value, Amps{4.0});
    EXPECT_LE(bank.ccl(), 8.0);
    EXPECT_DOUBLE_EQ(bank.cvl(), 53.0);
}

TEST(ReorderedBank, HoldsNoLimitOfAnotherPack) {
    const auto mute = [](Battery& b) { b.limits.charge_current.reset(); };
    Scenario bank{pack("A").ccl(5.0), pack("B").with(mute), pack("C").ccl(50.0)};
    bank.run(2.0);
    bank.reload(without_first(bank)).run(2.0);
    EXPECT_EQ(bank.bank.roles()[0].charge->source, LimitSource::rating);
}

TEST(ReorderedBank, TakesNoProofOfAnotherPackForItsOwn) {
    Scenario bank{pack("A").ccl(0.0).blocks_charge(), pack("B")};
    bank.run(15.0);
    ASSERT_TRUE(bank.bank.roles()[0].isolation.charge);
    bank.says(pack("B").ccl(0.0).blocks_charge());
    bank.reload(without_first(bank)).run(1.0);
    EXPECT_FALSE(bank.bank.roles()[0].isolation.charge);
}

TEST(ReorderedBank, MayShrinkToNothingAndGrowAgain) {
    Scenario bank{pack("A"), pack("B")};
    const Settings two = bank.settings;
    Settings none = two;
    none.packs.clear();
    bank.run(2.0).reload(none).run(2.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
    bank.reload(two).run(2.0);
    EXPECT_DOUBLE_EQ(bank.ccl(), 0.0);
}

}  // namespace
}  // namespace aggregator
