/// What the whole bank shows beside its limits, over packs that are in any state at any time.

#include <algorithm>

#include "core/properties/bank_walk.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

}  // namespace

// Invariant 22
TEST(BankProperties, VoltageLiesBetweenThoseOfThePacksOnTheBusBar) {
    for_all([](Draw& draw) {
        walk(draw, [](const auto& members, const Bank& bank, const Decision& decision) {
            double lowest = 1e9;
            double highest = -1e9;
            for (std::size_t i = 0; i < members.size(); ++i) {
                const Isolation& isolation = bank.roles()[i].isolation;
                if (!members[i].fresh() || isolation.charge || isolation.discharge) continue;
                lowest = std::min(lowest, members[i].battery.voltage->value());
                highest = std::max(highest, members[i].battery.voltage->value());
            }
            if (lowest > highest) return;
            EXPECT_GE(decision.battery.voltage->value(), lowest - kTiny);
            EXPECT_LE(decision.battery.voltage->value(), highest + kTiny);
        });
    });
}

// Invariant 22
TEST(BankProperties, APackThatIsNotFreshChangesNoVoltage) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        auto members = random_members(draw);
        if (std::ranges::none_of(members, fresh)) return;
        Bank bank{settings};
        Bank other{settings};
        Events events;
        const auto voltage = bank.step(members, {}, Instant{} + 1h, events).battery.voltage;
        for (Member& member : members) {
            if (!member.fresh()) member.battery.voltage = Volts{draw.real(40.0, 60.0)};
        }
        EXPECT_EQ(other.step(members, {}, Instant{} + 1h, events).battery.voltage, voltage);
    });
}

// Invariant 23
TEST(BankProperties, PowerIsVoltageTimesCurrentOfTheSamePublish) {
    for_all([](Draw& draw) {
        walk(draw, [](const auto&, const Bank&, const Decision& decision) {
            const Battery& bank = decision.battery;
            ASSERT_EQ(bank.power.has_value(), bank.voltage && bank.current);
            if (!bank.power) return;
            EXPECT_NEAR(bank.power->value(), bank.voltage->value() * bank.current->value(), kTiny);
        });
    });
}

// Invariant 23
TEST(BankProperties, CurrentIsTheSumOfFreshPacks) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        const auto members = complete_members(draw);
        Bank bank{settings};
        Events events;
        double sum = 0.0;
        for (const Member& member : members) sum += member.battery.current->value();
        const Decision& decision = bank.step(members, {}, Instant{} + 1h, events);
        EXPECT_NEAR(decision.battery.current->value(), sum, kTiny);
    });
}

// Invariant 24
TEST(BankProperties, AlarmsAreNoMilderThanThoseOfAnyFreshPack) {
    for_all([](Draw& draw) {
        walk(draw, [](const auto& members, const Bank&, const Decision& decision) {
            for (std::size_t i = 0; i < kAlarmKinds; ++i) {
                const auto kind = static_cast<AlarmKind>(i);
                for (const Member& member : members) {
                    if (!member.fresh()) continue;
                    EXPECT_GE(decision.battery.alarms[kind], member.battery.alarms[kind]);
                }
            }
        });
    });
}

// Invariant 26
TEST(BankProperties, ATierNeverRaisesALimit) {
    for_all([](Draw& draw) {
        Settings settings = random_settings(draw);
        const auto members = random_members(draw);
        settings.imbalance.action = ImbalanceAction::alarm_only;
        Bank without{settings};
        settings.imbalance.action = ImbalanceAction::limit;
        Bank with{settings};
        Events events;
        const Instant now = Instant{} + 1h;
        EXPECT_LE(with.step(members, {}, now, events).battery.limits.charge_current,
                  without.step(members, {}, now, events).battery.limits.charge_current);
    });
}

// Invariant 30
TEST(BankProperties, ModulesAddUpAndPermissionsFollowTheLimits) {
    for_all([](Draw& draw) {
        walk(draw, [](const auto& members, const Bank&, const Decision& decision) {
            int modules = 0;
            for (const Member& member : members) {
                if (!in_circuit(member)) continue;
                modules += member.battery.modules.online.value_or(1) +
                           member.battery.modules.offline.value_or(0);
            }
            const Battery& bank = decision.battery;
            EXPECT_EQ(*bank.modules.online + *bank.modules.offline, modules);
            EXPECT_EQ(bank.permissions.charge, *bank.limits.charge_current > Amps{});
            EXPECT_EQ(bank.permissions.discharge, *bank.limits.discharge_current > Amps{});
        });
    });
}

}  // namespace aggregator::properties
