/// A SOC is a whole number that flickers by one; neither tiers nor alarms may follow it.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "aggregator/core/bank.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr int kHours = 2;
constexpr int kSecondsPerHour = 3600;

struct Edges {
    int most_tier_changes_per_hour = 0;
    int alarms = 0;
};

Member pack_at(double soc) {
    Member member{.name = "P", .capacity = AmpHours{100.0}, .silence = Seconds{0.0}};
    member.battery.voltage = Volts{53.0};
    member.battery.current = Amps{0.0};
    member.battery.soc = Percent{soc};
    member.battery.limits = {Volts{56.0}, Amps{50.0}, Amps{50.0}, Volts{46.0}};
    return member;
}

/// What each pack's SOC does around the true one.
struct Noise {
    double amplitude;  ///< Points, to either side.
    int period_s;      ///< A new value so often.
};

/// Three packs, the spread of whose true SOC stays.
Edges watch(double spread, const Noise& kind, unsigned seed) {
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> noise{-kind.amplitude, kind.amplitude};
    const std::array<double, 3> truth{70.0 - spread, 70.0 - spread / 2.0, 70.0};
    std::vector<Member> members{pack_at(truth[0]), pack_at(truth[1]), pack_at(truth[2])};
    Bank bank{Settings{}};
    Edges edges;
    for (int hour = 0; hour < kHours; ++hour) {
        Events events;
        for (int second = 0; second < kSecondsPerHour; ++second) {
            for (std::size_t i = 0; i < members.size() && second % kind.period_s == 0; ++i)
                members[i].battery.soc = Percent{truth[i] + noise(random)};
            const Instant now = Instant{} + 1000s + (hour * kSecondsPerHour + second) * 1s;
            bank.step(members, {}, now, events);
        }
        const auto is_tier = [](const Event& e) { return std::holds_alternative<TierChanged>(e); };
        const auto is_alarm = [](const Event& e) {
            return std::holds_alternative<AlarmChanged>(e);
        };
        const auto changes = static_cast<int>(std::ranges::count_if(events, is_tier));
        edges.most_tier_changes_per_hour = std::max(edges.most_tier_changes_per_hour, changes);
        edges.alarms += static_cast<int>(std::ranges::count_if(events, is_alarm));
    }
    return edges;
}

class SocNoise : public ::testing::TestWithParam<Noise> {};

TEST_P(SocNoise, ChangesTheTierAtMostTwiceAnHour) {
    for (double spread = 2.0; spread <= 24.0; spread += 1.5) {
        const Edges edges = watch(spread, GetParam(), static_cast<unsigned>(10.0 * spread));
        EXPECT_LE(edges.most_tier_changes_per_hour, 2) << "spread " << spread;
        EXPECT_LE(edges.alarms, 2) << "spread " << spread;
    }
}

/// Fast noise of one point in each pack, and slow noise that moves the spread by one point.
INSTANTIATE_TEST_SUITE_P(Kinds, SocNoise,
                         ::testing::Values(Noise{1.0, 1}, Noise{1.0, 5}, Noise{0.5, 20},
                                           Noise{0.5, 90}),
                         [](const auto& c) {
                             return "NewEvery" + std::to_string(c.param.period_s) + "Seconds";
                         });

}  // namespace
}  // namespace aggregator
