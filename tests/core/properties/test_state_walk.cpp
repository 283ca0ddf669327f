/// 32: the states of packs and bank under a long random walk of everything that can happen to three
/// services, with the default times.

#include <algorithm>
#include <array>
#include <set>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "core/properties/station.hpp"

namespace aggregator::properties {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPacks = 3;
constexpr Seconds kNoCharge = 15s;
constexpr Seconds kNoDischarge = 135s;
constexpr Seconds kProof = 15s;
/// Silence and nonsense shorter than this change no state.
constexpr Seconds kGlitch = 15s;
constexpr std::uint64_t kStepsOfLife = 5'000;  ///< Then the daemon starts anew.

enum class Health { good, absent, mute, no_voltage, disconnected, no_module, millivolts };

/// A shorter walk may miss a state.
constexpr std::uint64_t kStepsToSeeAll = 50'000;

/// Steps of about a second: long enough to leave the bus.
constexpr int kLongestQuiet = 600;

/// One service and when it was last good.
struct Source {
    Health health = Health::good;
    std::optional<Instant> good_since{};
    std::optional<Instant> last_good{};
};

Settings three_packs() {
    Settings settings;
    for (std::size_t i = 0; i < kPacks; ++i)
        settings.packs.push_back(PackSettings{.service = service_of(i)});
    return settings;
}

class Life {
public:
    explicit Life(Instant now) : fleet_(three_packs()), bank_(three_packs()), now_(now) {
        for (std::size_t i = 0; i < kPacks; ++i) fleet_.appeared(service_of(i), now);
    }

    /// Some packs are not there when the daemon starts.
    void begin(Draw& draw) {
        for (std::size_t i = 0; i < kPacks; ++i) {
            if (draw.chance(0.3)) turn(i, Health::absent);
        }
    }
    void step(Draw& draw);
    /// The daemon ends and is back a while later with what it kept.
    void restart(Draw& draw);
    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] BankState state() const { return state_; }

private:
    void happen(Draw& draw);
    void turn(std::size_t pack, Health health);
    void report(std::size_t pack, Draw& draw);
    void check(const Decision& decision, std::span<const Member> members);
    [[nodiscard]] bool all_good_for(Seconds time) const;

    Fleet fleet_;
    Bank bank_;
    std::array<Source, kPacks> sources_{};
    Instant now_;
    BankState state_ = BankState::starting;
    bool selected_ = false;
    int quiet_steps_ = 0;  ///< In which nothing new happens.
};

void Life::turn(std::size_t pack, Health health) {
    Source& source = sources_[pack];
    if (health == source.health) return;
    if (health == Health::absent) fleet_.vanished(service_of(pack));
    if (source.health == Health::absent) fleet_.appeared(service_of(pack), now_);
    source.health = health;
}

void Life::happen(Draw& draw) {
    if (quiet_steps_-- > 0) return;
    selected_ = draw.chance(0.01) ? !selected_ : selected_;
    const Health health = draw.one_of<Health>(
        {Health::good, Health::good, Health::good, Health::absent, Health::mute, Health::no_voltage,
         Health::disconnected, Health::no_module, Health::millivolts});
    if (draw.chance(0.02)) turn(draw.index(kPacks), health);
    if (!draw.chance(0.003)) return;
    for (std::size_t i = 0; i < kPacks; ++i) turn(i, health);
    quiet_steps_ = draw.whole(0, kLongestQuiet);
}

void Life::restart(Draw& draw) {
    if (state_ == BankState::starting) return;
    const auto kept = from_text(to_text(bank_.save(fleet_.save(now_))));
    ASSERT_TRUE(kept);
    const Seconds away{draw.one_of<double>({1.0, 5.0, 30.0, 59.0, 61.0, 300.0})};
    now_ += std::chrono::duration_cast<Instant::duration>(away);
    fleet_ = Fleet{three_packs()};
    bank_ = Bank{three_packs()};
    fleet_.resume(kept->packs, away, now_);
    bank_.resume(*kept, away, now_);
    state_ = BankState::starting;
    for (std::size_t i = 0; i < kPacks; ++i) {
        sources_[i].good_since.reset();
        if (sources_[i].health != Health::absent) fleet_.appeared(service_of(i), now_);
    }
}

void Life::report(std::size_t pack, Draw& draw) {
    Source& source = sources_[pack];
    const Health health = source.health;
    const bool may_be_a_glitch = health == Health::mute || health == Health::millivolts;
    const bool short_one = source.last_good && age(*source.last_good, now_) < kGlitch;
    if (health != Health::good && !(may_be_a_glitch && short_one)) source.good_since.reset();
    if (health == Health::absent || health == Health::mute) return;
    if (health == Health::good) {
        source.last_good = now_;
        if (!source.good_since) source.good_since = now_;
    }
    Battery battery{.voltage = Volts{draw.real(52.5, 53.5)}, .current = Amps{draw.real(-5.0, 5.0)}};
    battery.soc = Percent{60.0};
    battery.installed_capacity = AmpHours{100.0};
    battery.limits = {Volts{56.0}, Amps{50.0}, Amps{80.0}, Volts{46.0}};
    battery.connected = health != Health::disconnected;
    battery.modules.online = health == Health::no_module ? 0 : 1;
    if (health == Health::no_voltage) battery.voltage.reset();
    if (health == Health::millivolts) battery.voltage = Volts{53000.0};
    fleet_.update(service_of(pack), [&](Battery& raw) {
        raw = battery;
        return 0U;
    });
    fleet_.heard(service_of(pack), now_);
}

bool Life::all_good_for(Seconds time) const {
    return std::ranges::all_of(sources_, [&](const Source& source) {
        return source.good_since && age(*source.good_since, now_) >= time;
    });
}

void Life::check(const Decision& decision, std::span<const Member> members) {
    const bool on_bus = decision.state != BankState::starting && decision.state != BankState::off;
    const Limits& limits = decision.battery.limits;
    std::optional<Instant> last;
    for (const Source& source : sources_) {
        if (source.last_good && (!last || *last < *source.last_good)) last = source.last_good;
    }
    if (decision.state == BankState::starting) return;
    ASSERT_TRUE(limits.charge_current && limits.discharge_current && limits.charge_voltage);
    if (on_bus && (!last || age(*last, now_) >= kNoCharge)) {
        EXPECT_EQ(limits.charge_current, Amps{}) << name_of(decision.state);
    }
    if (on_bus && (!last || age(*last, now_) >= kNoDischarge)) {
        EXPECT_EQ(limits.discharge_current, Amps{}) << name_of(decision.state);
    }
    if (on_bus && limits.charge_current > Amps{}) {
        EXPECT_TRUE(std::ranges::any_of(members, &Member::fresh));
    }
    // From the start the bank runs at once: product.md has the first evaluation publish as
    // computed.
    const bool newly_well = decision.state == BankState::run && state_ != BankState::run;
    if (newly_well && state_ != BankState::starting) {
        EXPECT_TRUE(all_good_for(kProof)) << name_of(state_);
    }
    if (decision.state == BankState::run) {
        EXPECT_TRUE(std::ranges::all_of(members, &Member::fresh));
    }
}

void Life::step(Draw& draw) {
    now_ += std::chrono::milliseconds{draw.whole(100, 2500)};
    happen(draw);
    for (std::size_t i = 0; i < kPacks; ++i) report(i, draw);
    Events events;
    const auto members = fleet_.survey(now_, events);
    const Surroundings surroundings{.selected_as_bms = selected_};
    const Decision& decision = bank_.step(members, surroundings, now_, events);
    check(decision, members);
    const auto next_look = fleet_.next_look();
    EXPECT_TRUE(!next_look || *next_look > now_) << "the loop would not sleep any more";
    state_ = decision.state;
}

}  // namespace

// Invariant 32
TEST(StateWalk, StopsInTimeFromEveryStateAndTrustsLate) {
    const Plan plan = plan_of_cases();
    Draw draw{plan.seed, 0};
    std::set<BankState> visited;
    Life life{Instant{} + 1h};
    for (std::uint64_t step = 0; step < steps_of_walk(); ++step) {
        if (step % kStepsOfLife == 0) {
            life = Life{life.now()};
            life.begin(draw);
        }
        if (draw.chance(0.001)) life.restart(draw);
        life.step(draw);
        visited.insert(life.state());
        ASSERT_FALSE(HasFailure()) << "step " << step << " with AGGREGATOR_SEED=" << plan.seed;
    }
    if (steps_of_walk() < kStepsToSeeAll) return;
    EXPECT_EQ(visited.size(), 6U) << "some state was never reached";
}

}  // namespace aggregator::properties
