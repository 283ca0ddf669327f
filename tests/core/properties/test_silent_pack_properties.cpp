/// Packs that are not heard of.

#include <algorithm>

#include "aggregator/core/alarm_board.hpp"
#include "core/properties/random_bank.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

/// The pack after so much silence, as the fleet would show it.
void fall_silent(Member& pack, Seconds silence) {
    pack.silence = silence;
    pack.state = silence < 60s ? PackState::stale : PackState::lost;
}

}  // namespace

// Invariant 16
TEST(SilentPackProperties, AgeingNeverRaisesTheAssumedLimit) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        Member pack = random_member(draw, 0);
        const auto direction = draw.chance(0.5) ? Direction::charge : Direction::discharge;
        PackLimiter limiter{direction};
        const LimitFrame frame{.rating_share = draw.maybe(Amps{draw.real(0.0, 200.0)}, 0.5)};
        pack.state = PackState::online;
        auto before = limiter.step(pack, frame, settings, kStart);
        for (double silence = 1.0; silence < 4000.0; silence *= draw.real(1.1, 2.0)) {
            fall_silent(pack, Seconds{silence});
            const auto now = limiter.step(pack, frame, settings,
                                          kStart + std::chrono::seconds{static_cast<int>(silence)});
            if (before) {
                ASSERT_TRUE(now);
                EXPECT_LE(now->value, before->value);
            }
            before = now;
        }
    });
}

// Invariant 16: the same for a limit that a fresh pack no longer publishes
TEST(SilentPackProperties, AMissingLimitOfAFreshPackNeverRises) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        Member pack = complete_members(draw).front();
        PackLimiter limiter{Direction::charge};
        const LimitFrame frame{.rating_share = Amps{draw.real(0.0, 200.0)}};
        Amps before = limiter.step(pack, frame, settings, kStart)->value;
        pack.battery.limits.charge_current.reset();
        for (int second = 1; second < 120; second += draw.whole(1, 20)) {
            const Amps now =
                limiter.step(pack, frame, settings, kStart + std::chrono::seconds{second})->value;
            EXPECT_LE(now, before);
            before = now;
        }
        EXPECT_EQ(limiter.step(pack, frame, settings, kStart + 120s)->value, Amps{});
    });
}

// Invariant 24
TEST(SilentPackProperties, ClearNoAlarmByFallingSilent) {
    for_all([](Draw& draw) {
        auto members = complete_members(draw);
        for (Member& member : members) {
            const auto kind = static_cast<AlarmKind>(draw.index(kAlarmKinds));
            member.battery.alarms[kind] = draw.chance(0.5) ? Severity::warning : Severity::alarm;
        }
        AlarmBoard board;
        Events events;
        const Alarms before = board.step(members, {}, kStart, events);
        for (int second = 1; second < 1000; second += draw.whole(1, 200)) {
            for (Member& member : members) {
                if (draw.chance(0.7)) fall_silent(member, Seconds{second});
            }
            const Alarms& now =
                board.step(members, {}, kStart + std::chrono::seconds{second}, events);
            for (std::size_t i = 0; i < kAlarmKinds; ++i) {
                const auto kind = static_cast<AlarmKind>(i);
                EXPECT_GE(now[kind], before[kind]);
            }
        }
    });
}

// Invariant 24
TEST(SilentPackProperties, AnAlarmClearsOnlyAfterItsTime) {
    for_all([](Draw& draw) {
        auto members = complete_members(draw);
        const auto kind = static_cast<AlarmKind>(draw.index(kAlarmKinds));
        Member& pack = members[draw.index(members.size())];
        pack.battery.alarms[kind] = Severity::alarm;
        AlarmBoard board;
        Events events;
        board.step(members, {}, kStart, events);
        pack.battery.alarms[kind] = draw.maybe(Severity::ok, 0.5);
        board.step(members, {}, kStart + 1s, events);
        const int soon = draw.whole(1000, 10999);
        EXPECT_EQ(board.step(members, {}, kStart + std::chrono::milliseconds{soon}, events)[kind],
                  Severity::alarm);
        EXPECT_EQ(board.step(members, {}, kStart + 120s, events)[kind], Severity::ok);
    });
}

}  // namespace aggregator::properties
