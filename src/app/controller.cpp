#include "aggregator/app/controller.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "aggregator/venus/paths.hpp"

namespace aggregator::app {

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
    const auto silence = fleet_.next_silence();
    const bool silent = silence && now_ >= *silence;
    if (!std::exchange(news_, false) && !silent) return;
    decide();
    const bool renamed = std::exchange(renamed_, false);
    if (decision_->urgent || renamed || !publisher_.on_bus()) publish();
}

void Controller::tick() {
    decide();
    const bool due = now_ >= next_publish_;
    if (!due && !decision_->urgent && publisher_.on_bus()) return;
    publish();
    if (!due) return;
    const auto interval = std::chrono::duration_cast<Instant::duration>(settings_.update_interval);
    // An interval that was missed as a whole is not made up for.
    next_publish_ = next_publish_ + interval > now_ ? next_publish_ + interval : now_ + interval;
}

void Controller::decide() {
    Events events;
    members_ = fleet_.survey(now_, events);
    surroundings_.discovery_complete = scanned_ && !fleet_.gathering(now_);
    decision_ = &bank_.step(members_, surroundings_, now_, events);
    fleet_.set_cells_in_series(bank_.cells_in_series());
    trouble_ = trouble_ || decision_->urgent || !events.empty();
    tell(events);
}

void Controller::publish() {
    if (decision_ == nullptr || decision_->state == BankState::starting) return;
    if (decision_->state == BankState::off) return publisher_.leave_bus();
    publisher_.publish([this](const venus::Show& show) {
        venus::show(identity_, show);
        venus::show(decision_->battery, show);
        venus::show(*decision_, members_, show);
        venus::show_packs(members_, bank_.roles(), show);
    });
    come_on_bus();
}

/// The name comes last: nobody sees a service without values.
void Controller::come_on_bus() {
    if (publisher_.on_bus()) return;
    if (publisher_.come_on_bus()) {
        spdlog::info("the bank is on the bus, device instance {}",
                     identity_.device_instance.value_or(0));
        name_refused_ = false;
        was_on_bus_ = true;
        return;
    }
    if (std::exchange(name_refused_, true)) return;
    spdlog::error("the service name is taken by another program; waiting until it is free");
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
    identity_.custom_name = settings.custom_name;
    news_ = true;
    next_publish_ = now_;  // A shorter interval must not wait for the end of a longer one.
}

void Controller::rename(const std::string& name) {
    identity_.custom_name = name;
    renamed_ = true;
    news_ = true;
}

void Controller::take_venus_settings(std::optional<int> bms_instance, std::optional<int> feed_in) {
    surroundings_.selected_as_bms = bms_instance && bms_instance == identity_.device_instance;
    surroundings_.chargers_ignore_current = feed_in == 1;
}

void Controller::tell(const Events& events) {
    for (const Event& event : events) {
        const auto level =
            weight_of(event) == Weight::warning ? spdlog::level::warn : spdlog::level::info;
        spdlog::log(level, "{}", describe(event, members_));
        const auto notice = notice_for(event);
        if (!notice || !notify_ || !settings_.notifications) continue;
        if (notices_.admit(notice->title, now_)) notify_(*notice);
    }
}

}  // namespace aggregator::app
