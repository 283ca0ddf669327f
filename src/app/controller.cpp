#include "aggregator/app/controller.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "aggregator/core/discovery.hpp"
#include "aggregator/venus/history_facts.hpp"
#include "aggregator/venus/paths.hpp"
#include "app/detail_log.hpp"

namespace aggregator::app {

namespace {

using namespace std::chrono_literals;

/// Time alone changes what is decided, and nobody waits longer for it.
constexpr Seconds kLongestTick = 1s;
/// A quiet pack is asked with a tick and must have time left to answer before it counts as silent.
constexpr double kTicksBeforeStale = 4.0;
/// Between two attempts to get a name that another program has.
constexpr auto kNamePause = 1s;
/// Leaving and coming back interrupts the limits for seconds: not for every restart of a neighbour.
constexpr auto kReappearancePause = 60s;

}  // namespace

Controller::Controller(const Settings& settings, venus::Identity identity, Publisher& publisher,
                       Notify notify)
    : settings_(settings),
      identity_(std::move(identity)),
      publisher_(publisher),
      notify_(std::move(notify)),
      fleet_(settings),
      bank_(settings) {}

void Controller::battery_appeared(std::string_view service, Arrival arrival) {
    spdlog::info("{} {} on the bus", service, arrival == Arrival::found ? "is" : "came");
    fleet_.appeared(service, now_);
    news_ = true;
}

void Controller::battery_vanished(std::string_view service) {
    spdlog::info("{} left the bus", service);
    fleet_.vanished(service);
    news_ = true;
}

void Controller::battery_sent(std::string_view service, std::span<const venus::Item> items,
                              unsigned undecodable) {
    fleet_.heard(service, now_);
    fleet_.update(service, [&](Battery& raw) {
        unsigned rejected = undecodable;
        for (const venus::Item& item : items) {
            if (venus::read(raw, item.path, item.value) == venus::Effect::rejected) ++rejected;
        }
        return rejected;
    });
    // A whole answer has it, if only as missing; it is never signalled by itself.
    const auto is_process_name = [](const venus::Item& item) {
        return item.path == "/Mgmt/ProcessName";
    };
    if (std::ranges::any_of(items, is_process_name)) fleet_.described(service);
    news_ = true;
}

void Controller::first_scan_done() {
    scanned_ = true;
    news_ = true;
}

void Controller::battery_trouble(std::string_view service, const std::string& what) {
    spdlog::warn("{} {}", service, what);
}

void Controller::wake_up() {
    const auto look = next_look();
    const bool due = look && now_ >= *look;
    if (!std::exchange(news_, false) && !due) return;
    decide();
    const bool written_to = std::exchange(written_to_, false);
    if (decision_->urgent || written_to || !publisher_.on_bus()) publish();
}

void Controller::tick() {
    if (news_ || decided_at_ != now_) decide();
    // Ticks follow the packs, who keep time by clocks of their own: the nearest is the one meant.
    const bool due = now_ + tick_period() / 2.0 >= next_publish_;
    const bool heart_beats = beat();
    reappear();
    const bool urgent = decision_->urgent && published_at_ != now_;
    if (!due && !heart_beats && !urgent && publisher_.on_bus()) return;
    publish();
    if (!due) return;
    next_publish_ = now_ + std::chrono::duration_cast<Instant::duration>(settings_.update_interval);
}

Seconds Controller::tick_period() const {
    const Seconds interval = settings_.update_interval;
    const Seconds longest =
        std::min(kLongestTick, settings_.failsafe.stale_after / kTicksBeforeStale);
    return interval / std::ceil(interval / longest);
}

void Controller::decide() {
    decided_at_ = now_;
    Events events;
    members_ = fleet_.survey(now_, events);
    surroundings_.discovery_complete = scanned_ && !fleet_.gathering(now_);
    decision_ = &bank_.step(members_, surroundings_, now_, events);
    fleet_.set_cells_in_series(bank_.cells_in_series());
    trouble_ = trouble_ || decision_->urgent || !events.empty();
    remember();
    tell(events);
}

void Controller::remember() {
    if (decision_->state == BankState::starting) return;
    const auto& soc = decision_->soc;
    history_.step(decision_->battery, soc ? std::optional{soc->min} : std::nullopt, now_);
}

/// On its own time: an update interval may be longer than people want to wait for a sign of life.
bool Controller::beat() {
    const Pulse& pulse = heartbeat_.step(members_, now_);
    facts_.last_update_age = pulse.data_age;
    return std::exchange(facts_.heartbeat, pulse.beat) != pulse.beat;
}

void Controller::publish() {
    if (decision_ == nullptr || decision_->state == BankState::starting) return;
    if (decision_->state == BankState::off) return publisher_.leave_bus();
    if (identity_.device_instance)
        facts_.selection = advice_.tell(
            advice(venus_settings_, *identity_.device_instance, members_, neighbours_));
    const venus::Sheet sheet = [this](const venus::Show& show) {
        venus::show(identity_, show);
        venus::show(decision_->battery, show);
        venus::show(*decision_, members_, show);
        venus::show(facts_, show);
        venus::show(history_.record(), show);
        venus::show_modules(members_, show);
        venus::show_packs(members_, bank_.roles(), show);
    };
    publisher_.publish(sheet);
    published_at_ = now_;
    log_details(*decision_, members_);
    come_on_bus(sheet);
}

/// The name comes last: nobody sees a service without values, nor one whose instance may still
/// change.
void Controller::come_on_bus(const venus::Sheet& sheet) {
    if (publisher_.on_bus() || !identity_.device_instance || now_ < next_attempt_) return;
    next_attempt_ = now_ + kNamePause;
    publisher_.come_on_bus(sheet);
}

bool Controller::collides() const {
    return std::ranges::any_of(neighbours_, [this](const auto& neighbour) {
        return neighbour.second == identity_.device_instance;
    });
}

void Controller::take_neighbours(const Instances& others) {
    const bool collided = collides();
    neighbours_ = others;
    forgotten_ = forgotten_ || (collided && !collides());
}

void Controller::reappear() {
    if (!forgotten_ || now_ < next_reappearance_) return;
    forgotten_ = false;
    next_reappearance_ = now_ + kReappearancePause;
    spdlog::info(
        "the other service with our device instance left, and Venus forgot the bank with "
        "it: the bank comes anew");
    publisher_.leave_bus();
    next_attempt_ = now_;
}

void Controller::arrived() {
    refusal_.clear();
    was_on_bus_ = true;
    spdlog::info("the bank is on the bus, device instance {}",
                 identity_.device_instance.value_or(0));
}

void Controller::refused(const std::string& why) {
    if (std::exchange(refusal_, why) == why) return;
    spdlog::error("{} cannot come on the bus: {}; trying again every second",
                  own_service(settings_), why);
}

void Controller::resume(const SavedState& state, Seconds ago) {
    fleet_.resume(state.packs, ago, now_);
    bank_.resume(state, ago, now_);
    spdlog::info("known from {} s ago: {} packs{}", std::lround(ago.count()), state.packs.size(),
                 ago > kOldState ? "; limits and shares are too old to be used" : "");
    for (const SavedPack& pack : state.packs) {
        if (pack.state == PackState::lost) spdlog::warn("{} was lost before", pack.service);
    }
}

std::optional<SavedState> Controller::save() const {
    if (!was_on_bus_) return std::nullopt;
    return bank_.save(fleet_.save(now_));
}

void Controller::apply(const Settings& settings, ConfigurationInForce configuration) {
    settings_ = settings;
    surroundings_.configuration = configuration;
    fleet_.apply(settings);
    bank_.apply(settings);
    identity_.custom_name = given_name_.empty() ? settings.custom_name : given_name_;
    news_ = true;
    next_publish_ = now_;  // A shorter interval must not wait for the end of a longer one.
}

void Controller::rename(const std::string& name) {
    given_name_ = name;
    identity_.custom_name = name.empty() ? settings_.custom_name : name;
    written_to_ = true;
    news_ = true;
}

void Controller::resume(const HistoryRecord& history) {
    history_.resume(history);
    if (decision_ != nullptr) remember();
}

void Controller::clear_history() {
    history_.clear();
    spdlog::info("the history was cleared");
    written_to_ = true;
    news_ = true;
}

void Controller::take_instance(int instance) {
    if (instance == identity_.device_instance) return;
    if (instance != settings_.device_instance)
        spdlog::warn(
            "device instance {} instead of {}: Venus keeps it for the bank, because the "
            "other was taken or because it was changed there",
            instance, settings_.device_instance);
    identity_.device_instance = instance;
    select();
    publisher_.leave_bus();
    next_attempt_ = now_;
    news_ = true;
}

void Controller::take_venus_settings(const VenusSettings& settings) {
    venus_settings_ = settings;
    select();
}

void Controller::select() {
    const auto selected = venus_settings_.bms_instance;
    surroundings_.selected_as_bms = selected && selected == identity_.device_instance;
    surroundings_.chargers_ignore_current = venus_settings_.feed_in_excess_solar == 1;
}

void Controller::tell(const Events& events) {
    for (const Event& event : events) {
        const auto level =
            weight_of(event) == Weight::warning ? spdlog::level::warn : spdlog::level::info;
        spdlog::log(level, "{}", describe(event, members_));
        const auto notice = notice_for(event);
        if (!notice || !notify_ || !settings_.notifications) continue;
        if (notices_.admit(*notice, now_)) notify_(*notice);
    }
}

}  // namespace aggregator::app
