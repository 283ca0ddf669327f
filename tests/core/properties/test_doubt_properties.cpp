/// What is doubted only tightens.

#include <algorithm>

#include "core/properties/random_bank.hpp"
#include "core/properties/station.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

constexpr int kWarmUp = 6;
constexpr int kWatched = 40;

/// What a pack's own cells, voltage or CVL may say against the rest of the bank.
void contradict(Battery& battery, Draw& draw) {
    switch (draw.whole(0, 3)) {
        case 0:
            battery.voltage = Volts{draw.real(49.0, 57.0)};
            return;
        case 1:
            battery.cells.min_voltage = Volts{draw.real(2.8, 3.5)};
            battery.cells.max_voltage = *battery.cells.min_voltage + Volts{0.01};
            return;
        case 2:
            battery.temperature = Celsius{0.0};
            battery.cells.min_temperature = Celsius{0.0};
            return;
        default:
            battery.limits.charge_voltage =
                std::min(*battery.limits.charge_voltage, Volts{draw.real(40.0, 54.0)});
            return;
    }
}

void expect_not_raised(const Limits& limits, const Limits& than) {
    EXPECT_LE(limits.charge_current->value(), (*than.charge_current + kShownStep).value());
    EXPECT_LE(limits.discharge_current->value(), (*than.discharge_current + kShownStep).value());
    EXPECT_LE(*limits.charge_voltage, *than.charge_voltage);
}

std::optional<Amps> least_of(std::span<const Member> members, std::span<const PackRole> roles) {
    std::optional<Amps> least;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& limit = roles[i].charge;
        if (members[i].state == PackState::excluded || roles[i].isolation.charge || !limit)
            continue;
        least = least ? std::min(*least, limit->value) : limit->value;
    }
    return least;
}

}  // namespace

// domain.md 3.5: each check only tightens or informs. P2: what contradicts the others may be right.
TEST(DoubtProperties, AContradictionNeverRaisesALimit) {
    for_all([](Draw& draw) {
        const Draw same{draw.engine()(), 0};
        Draw one = same;
        Draw other = same;
        Station whole{one};
        Station doubted{other};
        const Amps current{draw.real(-100.0, 100.0)};
        for (int i = 0; i < kWarmUp; ++i) {
            whole.step(current, 9s);
            doubted.step(current, 9s);
        }
        contradict(doubted.raw(draw.index(doubted.size())), draw);
        for (int i = 0; i < kWatched; ++i) {
            const Limits limits = whole.step(current, 1s).battery.limits;
            expect_not_raised(doubted.step(current, 1s).battery.limits, limits);
        }
    });
}

// Invariant 22
TEST(DoubtProperties, TheBanksVoltageIsAlwaysOneThatAFreshPackAllows) {
    for_all([](Draw& draw) {
        Station station{draw};
        contradict(station.raw(draw.index(station.size())), draw);
        const Amps current{draw.real(-100.0, 100.0)};
        for (int i = 0; i < kWatched; ++i) {
            const auto voltage = station.step(current, 1s).battery.voltage;
            const auto fresh = [](const Member& m) { return m.fresh(); };
            if (std::ranges::none_of(station.members(), fresh)) return;
            // Behind switches that are open both ways no pack sees the bus bar.
            const auto away = [](const PackRole& r) {
                return r.isolation.charge && r.isolation.discharge;
            };
            if (std::ranges::all_of(station.roles(), away)) return;
            const auto by_voltage = [](const Member& m) { return *m.battery.voltage; };
            const auto [low, high] = std::ranges::minmax(station.members(), {}, by_voltage);
            ASSERT_TRUE(voltage);
            EXPECT_GE(voltage->value(), low.battery.voltage->value() - 1e-9);
            EXPECT_LE(voltage->value(), high.battery.voltage->value() + 1e-9);
        }
    });
}

// domain.md 2.2 step 6
TEST(DoubtProperties, ABankThatAPackJoinsAtAnotherVoltageIsHeldToItsWeakest) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        auto members = complete_members(draw);
        for (Member& member : members) member.battery.voltage = Volts{53.0};
        if (members.size() < 2) return;
        Bank bank{settings};
        Events events;
        Instant now = Instant{} + 1h;
        Member& joining = members[draw.index(members.size())];
        joining.state = PackState::lost;
        joining.silence = 100s;
        bank.step(members, {}, now, events);
        joining.state = PackState::online;
        joining.silence = 0s;
        joining.battery.voltage = Volts{draw.chance(0.5) ? 54.0 : 52.0};
        for (int second = 0; second < 60; second += draw.whole(1, 9)) {
            const Decision& decision = bank.step(members, {}, now + second * 1s, events);
            const auto least = least_of(members, bank.roles());
            if (!least) continue;
            EXPECT_LE(*decision.battery.limits.charge_current, *least);
        }
    });
}

}  // namespace aggregator::properties
