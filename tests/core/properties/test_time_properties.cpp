/// What time may do to a limit: rise late and slowly, converge, survive restarts and odd clocks.

#include <algorithm>
#include <cmath>

#include "aggregator/core/bank.hpp"
#include "core/properties/random_bank.hpp"
#include "core/properties/station.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

constexpr double kAmpStep = 0.1;
constexpr double kVoltStep = 0.01;
constexpr double kDrift = 0.03;  ///< In the hundred seconds watched.
/// Zero is left only at this part of the full limit, in one step.
constexpr double kLeavesZeroAt = 0.015;

/// Steps of the clock, good and bad.
Seconds odd_step(Draw& draw) {
    return Seconds{draw.one_of<double>({-100.0, 0.0, 0.2, 1.0, 1.0, 1.0, 3.0, 12.0, 50.0, 1e6})};
}

Instant after(Instant now, Seconds step) {
    return now + std::chrono::duration_cast<Instant::duration>(step);
}

double one_c_of(std::span<const Member> members) {
    double sum = 0.0;
    for (const Member& member : members) sum += member.capacity.value();
    return sum;
}

double risen_most(double before, double full, double per_second, Seconds dt) {
    const double seconds = std::clamp(dt.count(), 0.0, 10.0);
    return std::max(before, kLeavesZeroAt * full) + per_second * seconds;
}

/// However high the ceilings are, the rise is a part of what the bank can carry.
void expect_slow_rise(const Limits& before, const Limits& now, const Settings& settings,
                      double one_c, Seconds dt) {
    const double nominal = std::min(one_c, settings.charge.nominal_charge_current.value());
    const double charge_rate = nominal * settings.charge.raise_rate.value() / 100.0;
    const double most_discharge = std::min(one_c, settings.bank.max_discharge_current.value());
    EXPECT_LE(now.charge_current->value(),
              risen_most(before.charge_current->value(), nominal, charge_rate, dt) + kAmpStep);
    EXPECT_LE(
        now.discharge_current->value(),
        risen_most(before.discharge_current->value(), most_discharge, 0.05 * most_discharge, dt) +
            kAmpStep);
    EXPECT_LE(now.charge_voltage->value(), before.charge_voltage->value() +
                                               16.0 * 0.0032 * std::clamp(dt.count(), 0.0, 10.0) +
                                               kVoltStep + kTiny);
}

/// A limit that drifts may leave zero, which takes `leaves_zero_at`.
void expect_rest(const Limits& now, const Limits& rest, double drift, Amps leaves_zero_at) {
    const auto near = [&](Amps a, Amps b) {
        if (drift > 0.0 && std::min(a, b) == Amps{}) {
            EXPECT_LE(std::max(a, b).value(), leaves_zero_at.value() * (1.0 + drift) + kAmpStep);
            return;
        }
        EXPECT_NEAR(a.value(), b.value(), drift > 0.0 ? drift * b.value() + kAmpStep : kTiny);
    };
    near(*now.charge_current, *rest.charge_current);
    near(*now.discharge_current, *rest.discharge_current);
    EXPECT_EQ(now.charge_voltage, rest.charge_voltage);
}

/// Watches one published limit for a rise too soon after a fall.
class HoldWatch {
public:
    explicit HoldWatch(Seconds hold) : hold_(hold) {}

    void see(double value, Instant now) {
        if (value_ && value > *value_ && fell_at_) {
            EXPECT_GE(age(*fell_at_, now).count(), hold_.count() - kTiny);
        }
        if (value_ && value < *value_) fell_at_ = now;
        value_ = value;
    }

private:
    Seconds hold_;
    std::optional<double> value_{};
    std::optional<Instant> fell_at_{};
};

}  // namespace

// Invariant 18, invariant 28
TEST(TimeProperties, LimitsRiseNoFasterThanTheRampWhateverTheClockDoes) {
    for_all([](Draw& draw) {
        Settings settings = random_settings(draw);
        settings.charge.raise_hold = Seconds{draw.real(0.0, 5.0)};
        settings.charge.raise_rate = Percent{draw.real(0.1, 5.0)};
        auto members = random_members(draw);
        Bank bank{settings};
        Events events;
        Instant now = kStart;
        Limits before = bank.step(members, {}, now, events).battery.limits;
        // Without any pack ever seen the bank does not start, and there are no limits.
        if (!before.charge_current) return;
        for (int i = 0; i < 10; ++i) {
            const Seconds dt = odd_step(draw);
            now = after(now, dt);
            move_on(members, draw);
            const Limits limits = bank.step(members, {}, now, events).battery.limits;
            expect_slow_rise(before, limits, settings, one_c_of(members), dt);
            before = limits;
        }
    });
}

// Invariant 18
TEST(TimeProperties, ALimitIsNeverAboveItsTarget) {
    for_all([](Draw& draw) {
        RisingLimit<Amps> limit;
        Instant now = kStart;
        for (int i = 0; i < 30; ++i) {
            const Amps target{draw.real(0.0, 200.0)};
            EXPECT_LE(limit.step(target, {Seconds{draw.real(0.0, 30.0)}, Amps{1.0}}, now), target);
            now = after(now, odd_step(draw));
        }
    });
}

// Invariant 19
TEST(TimeProperties, NothingRisesForTheHoldTimeAfterACut) {
    for_all([](Draw& draw) {
        Settings settings = random_settings(draw);
        settings.charge.raise_hold = Seconds{draw.real(0.0, 60.0)};
        auto members = random_members(draw);
        Bank bank{settings};
        Events events;
        HoldWatch charge{settings.charge.raise_hold};
        HoldWatch discharge{10s};
        HoldWatch voltage{30s};
        Instant now = kStart;
        for (int i = 0; i < 20; ++i) {
            const Limits limits = bank.step(members, {}, now, events).battery.limits;
            if (!limits.charge_current) return;
            charge.see(limits.charge_current->value(), now);
            discharge.see(limits.discharge_current->value(), now);
            voltage.see(limits.charge_voltage->value(), now);
            now += std::chrono::milliseconds{draw.whole(100, 12000)};
            if (draw.chance(0.4)) move_on(members, draw);
        }
    });
}

// Invariant 20; what was learned of the shares fades within an hour, so that the adaptive limit
// still drifts
TEST(TimeProperties, LimitsComeToRestWhenInputsDo) {
    for_all([](Draw& draw) {
        Station station{draw};
        for (int i = 0; i < 10; ++i) station.step(Amps{draw.real(-100.0, 100.0)}, 1s);
        const Amps current{draw.real(-100.0, 100.0)};
        for (int i = 0; i < 120; ++i) station.step(current, 10s);
        // A ceiling far above what the bank can carry is reached by the bank's own ramp.
        const auto moves = [](const Cause& cause) {
            return cause.rising || cause.rule == LimitRule::overcurrent;
        };
        std::optional<Limits> before;
        for (int i = 0, still = 0; i < 5000 && still < 20; ++i) {
            const Decision& decision = station.step(current, 10s);
            if (!moves(decision.charge_cause) && !moves(decision.discharge_cause)) break;
            still = before == decision.battery.limits ? still + 1 : 0;
            before = decision.battery.limits;
        }
        const Limits rest = station.step(current, 10s).battery.limits;
        const bool learns = station.settings().charge.limit_mode == LimitMode::adaptive;
        for (int i = 0; i < 10; ++i) {
            const Decision& decision = station.step(current, 10s);
            const double full = one_c_of(station.members());
            expect_rest(decision.battery.limits, rest, learns ? kDrift : 0.0,
                        Amps{kLeavesZeroAt * full});
            EXPECT_FALSE(decision.charge_cause.rising);
            EXPECT_FALSE(decision.discharge_cause.rising);
        }
    });
}

// Invariant 27: core knows no wall clock; neither does it matter when the monotonic one began.
TEST(TimeProperties, OnlyDifferencesOfTimeMatter) {
    for_all([](Draw& draw) {
        const Draw same = draw;
        Draw first = same;
        Draw second = same;
        Station early{first, Instant{} + std::chrono::seconds{draw.whole(0, 100)}};
        Station late{second, Instant{} + std::chrono::hours{draw.whole(1, 100'000)}};
        for (int i = 0; i < 15; ++i) {
            const Amps current{draw.real(-100.0, 100.0)};
            const Seconds dt{draw.whole(1, 20)};
            if (i == 8) early.vanish(0);
            if (i == 8) late.vanish(0);
            const Decision& a = early.step(current, dt);
            const Decision& b = late.step(current, dt);
            EXPECT_EQ(a.state, b.state);
            EXPECT_EQ(a.battery.limits.charge_current, b.battery.limits.charge_current);
            EXPECT_EQ(a.battery.limits.discharge_current, b.battery.limits.discharge_current);
            EXPECT_EQ(a.battery.limits.charge_voltage, b.battery.limits.charge_voltage);
            EXPECT_EQ(a.battery.alarms, b.battery.alarms);
        }
    });
}

// Invariant 31
TEST(TimeProperties, ARestartRaisesNoLimitForHalfAMinute) {
    for_all([](Draw& draw) {
        const Settings settings = random_settings(draw);
        auto members = random_members(draw);
        Bank before{settings};
        Events events;
        Instant now = kStart;
        for (int i = 0; i < 4; ++i) {
            before.step(members, {}, now, events);
            now += 3s;
            move_on(members, draw);
        }
        const auto saved = from_text(to_text(before.save({})));
        ASSERT_TRUE(saved);
        Bank after_restart{settings};
        after_restart.resume(*saved, Seconds{draw.real(0.0, 3600.0)}, now);
        const Instant restart = now;
        while (now < restart + 30s) {
            const Limits limits = after_restart.step(members, {}, now, events).battery.limits;
            EXPECT_LE(limits.charge_current, saved->charge_current);
            EXPECT_LE(limits.discharge_current, saved->discharge_current);
            EXPECT_LE(limits.charge_voltage, saved->charge_voltage);
            now += std::chrono::milliseconds{draw.whole(100, 9000)};
            move_on(members, draw);
        }
    });
}

/// A bank in ordinary use: some current flows, now and then a pack vanishes or alarms.
void live(Station& station, Draw& draw, int steps) {
    for (int i = 0; i < steps; ++i) {
        const std::size_t pack = draw.index(station.size());
        if (draw.chance(0.05)) station.vanish(pack);
        if (draw.chance(0.05))
            station.raw(pack).alarms[AlarmKind::high_temperature] = Severity::alarm;
        station.step(Amps{draw.real(-100.0, 100.0)}, Seconds{draw.real(1.0, 8.0)});
    }
}

void expect_no_higher(const Limits& now, const SavedState& kept) {
    if (!now.charge_current) return;
    EXPECT_LE(now.charge_current, kept.charge_current);
    EXPECT_LE(now.discharge_current, kept.discharge_current);
    EXPECT_LE(now.charge_voltage, kept.charge_voltage);
}

// Invariant 24, invariant 31, with the packs: what was known of a silent one counts as before.
TEST(TimeProperties, ARestartForgetsNoPackAndNoAlarm) {
    for_all([](Draw& draw) {
        Station station{draw};
        live(station, draw, 40);
        const SavedState kept = station.save();
        const Seconds away{draw.one_of<double>({0.5, 5.0, 59.0, 61.0, 900.0, 3599.0})};
        station.restart(away);
        for (double passed = 3.0; passed < 30.0; passed += 3.0) {
            const Decision& decision = station.step(Amps{10.0}, 3s);
            expect_no_higher(decision.battery.limits, kept);
            if (decision.state == BankState::starting) continue;
            for (const SavedPack& pack : kept.packs) {
                const auto member =
                    std::ranges::find(station.members(), pack.service,
                                      [](const Member& m) { return m.settings.service; });
                ASSERT_NE(member, station.members().end());
                if (member->fresh()) continue;
                EXPECT_FALSE(pack.state == PackState::lost && member->state != PackState::lost);
                const auto held = pack.last.alarms[AlarmKind::high_temperature];
                EXPECT_GE(decision.battery.alarms[AlarmKind::high_temperature], held);
            }
        }
    });
}

// domain.md 3.3: nobody is to notice.
TEST(TimeProperties, AShortAbsenceEndsWithFiniteNumbersAtOnce) {
    for_all([](Draw& draw) {
        Station station{draw};
        live(station, draw, 10);
        const SavedState kept = station.save();
        // What it did not show before it need not show now.
        if (!kept.soc || !kept.voltage || !kept.current) return;
        station.restart(Seconds{draw.real(0.1, 59.0)});
        const Decision& decision = station.step(Amps{10.0}, 200ms);
        EXPECT_EQ(decision.state, BankState::hold);
        EXPECT_EQ(decision.battery.limits.charge_current, Amps{});
        EXPECT_TRUE(decision.battery.limits.discharge_current);
        EXPECT_GT(decision.battery.limits.charge_voltage, Volts{});
        EXPECT_TRUE(decision.battery.soc && decision.battery.voltage && decision.battery.current);
    });
}

}  // namespace aggregator::properties
