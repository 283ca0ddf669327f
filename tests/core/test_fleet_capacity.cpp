#include <gtest/gtest.h>

#include "core/scenario.hpp"

namespace aggregator {
namespace {

using testing::pack;
using testing::Scenario;
using testing::settings_48v;

const auto no_capacity = [](Battery& b) { b.installed_capacity.reset(); };

TEST(PackCapacity, IsWhatTheBmsPublishes) {
    Scenario bank{pack("A").amp_hours(120.0)};
    EXPECT_EQ(bank.decide().member("A").capacity, AmpHours{120.0});
}

TEST(PackCapacity, IsWhatTheUserConfiguresFirst) {
    Scenario bank{pack("A").amp_hours(120.0)};
    Settings settings = bank.settings;
    settings.packs.front().capacity = AmpHours{200.0};
    bank.reload(settings).decide();
    EXPECT_EQ(bank.member("A").capacity, AmpHours{200.0});
}

TEST(PackCapacity, IsAnEqualPartOfTheBankWhereNobodySays) {
    Scenario bank{pack("A").with(no_capacity), pack("B").with(no_capacity)};
    bank.decide();
    EXPECT_EQ(bank.member("A").capacity, AmpHours{150.0});
    EXPECT_EQ(bank.member("B").capacity, AmpHours{150.0});
}

TEST(PackCapacity, StaysAsPublishedWhenThePathIsGone) {
    Scenario bank{pack("A").amp_hours(120.0)};
    bank.run(2.0).changes("A", no_capacity).run(1.0);
    EXPECT_EQ(bank.member("A").capacity, AmpHours{120.0});
}

TEST(PackCapacity, IsNeverZero) {
    Scenario bank{pack("A").amp_hours(0.0), pack("B").amp_hours(-5.0)};
    bank.decide();
    EXPECT_EQ(bank.member("A").capacity, AmpHours{150.0});
    EXPECT_EQ(bank.member("B").capacity, AmpHours{150.0});
}

}  // namespace
}  // namespace aggregator
