#include "sim/score/under_test.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace aggregator::sim {
namespace {

using namespace std::chrono_literals;

// As the daemon keeps its state while it runs: the first at once, then sooner when it got worse.
constexpr Instant::duration kKeepEvery = 15min;
constexpr Instant::duration kCompareEvery = 15s;

Instant::duration duration_of(Seconds seconds) {
    return std::chrono::duration_cast<Instant::duration>(seconds);
}

void hide_limits(Battery& report) {
    report.limits.charge_current.reset();
    report.limits.discharge_current.reset();
    report.permissions = {};
    report.modules.blocking_charge.reset();
    report.modules.blocking_discharge.reset();
}

bool same_on_bus(const Battery& a, const Battery& b) {
    return a.voltage == b.voltage && a.current == b.current && a.soc == b.soc &&
           a.limits.charge_current == b.limits.charge_current &&
           a.limits.discharge_current == b.limits.discharge_current &&
           a.limits.charge_voltage == b.limits.charge_voltage && a.alarms == b.alarms;
}

}  // namespace

UnderTest::UnderTest(const Settings& settings, std::vector<std::string> services, Planted planted,
                     Hearing hearing)
    : settings_(settings), services_(std::move(services)), planted_(planted), hearing_(hearing) {}

void UnderTest::set_time(double time_s) {
    now_ = Instant{} + 1000s + std::chrono::milliseconds{std::llround(time_s * 1000.0)};
}

void UnderTest::start() {
    core_ = std::make_unique<Core>(settings_);
    if (kept_) {
        const Seconds ago = age(kept_->at, now_);
        core_->fleet.resume(kept_->state.packs, ago, now_);
        core_->bank.resume(kept_->state, ago, now_);
    }
    next_tick_ = now_;
    next_publish_ = now_;
    compare_at_ = now_;
}

void UnderTest::kill() {
    core_.reset();
    decision_ = nullptr;
    members_ = {};
    on_bus_ = false;
}

void UnderTest::pack_appeared(std::size_t place) {
    if (!runs()) return;
    if (planted_ == Planted::forgotten_pack) core_->fleet.apply(settings_);
    core_->fleet.appeared(services_[place], now_);
    news_ = true;
}

void UnderTest::pack_left(std::size_t place) {
    if (!runs()) return;
    core_->fleet.vanished(services_[place]);
    if (planted_ == Planted::forgotten_pack) forget(place);
    news_ = true;
}

void UnderTest::forget(std::size_t place) {
    Settings without = settings_;
    std::erase_if(without.packs,
                  [&](const PackSettings& pack) { return pack.service == services_[place]; });
    core_->fleet.apply(without);
}

void UnderTest::pack_reported(std::size_t place, const Battery& report) {
    if (!runs()) return;
    Battery heard = report;
    if (planted_ == Planted::hidden_limits) hide_limits(heard);
    core_->fleet.heard(services_[place], now_);
    core_->fleet.update(services_[place], [&](Battery& raw) {
        raw = std::move(heard);
        return 0U;
    });
    core_->fleet.described(services_[place]);
    news_ = true;
    if (hearing_ == Hearing::one_by_one) work();
}

void UnderTest::decide() {
    members_ = core_->fleet.survey(now_, events_);
    const Surroundings surroundings{.selected_as_bms = true,
                                    .discovery_complete = !core_->fleet.gathering(now_)};
    decision_ = &core_->bank.step(members_, surroundings, now_, events_);
    core_->fleet.set_cells_in_series(core_->bank.cells_in_series());
}

void UnderTest::publish() {
    if (decision_->state == BankState::starting) return;
    on_bus_ = decision_->state != BankState::off;
    if (!on_bus_) return;
    if (!same_on_bus(shown_.battery, decision_->battery)) ++publications_;
    shown_ = *decision_;
}

void UnderTest::keep_state() {
    if (now_ < compare_at_ || !on_bus_) return;
    compare_at_ = now_ + kCompareEvery;
    SavedState state = core_->bank.save(core_->fleet.save(now_));
    const bool due = !kept_ || now_ - kept_->at >= kKeepEvery || has_got_worse(kept_->state, state);
    if (due) kept_ = Kept{std::move(state), now_};
}

void UnderTest::work() {
    if (!runs()) return;
    const bool tick = now_ >= next_tick_;
    const auto look = core_->fleet.next_look();
    const bool look_is_due = look && now_ >= *look;
    if (!news_ && !tick && !look_is_due) return;
    news_ = false;
    decide();
    const bool due = tick && now_ >= next_publish_;
    if (due || decision_->urgent || !on_bus_) publish();
    if (due) next_publish_ = now_ + duration_of(settings_.update_interval);
    if (tick)
        next_tick_ = now_ + std::min<Instant::duration>(1s, duration_of(settings_.update_interval));
    keep_state();
}

}  // namespace aggregator::sim
