#include "sim/bus_steering.hpp"

#include <iostream>

#include "aggregator/venus/paths.hpp"
#include "sim/served_service.hpp"

namespace aggregator::sim {
namespace {

/// So often a bank that says nothing is asked whether it is still there.
constexpr Seconds kQuiet{5.0};

}  // namespace

BusSteering::BusSteering(const Options& options, app::EventLoop& loop)
    : bank_(options.bank),
      loop_(loop),
      bus_(options.bus_address, complain),
      watcher_(bus_, *this, kQuiet) {
    for (const std::string& name : options.packs)
        packs_.push_back(std::make_unique<PackService>(
            ServedService::Options{
                .name = name, .bus_address = options.bus_address, .signalling = options.signalling},
            loop));
    loop_.add(bus_);
    watcher_.start();
}

BusSteering::~BusSteering() {
    loop_.remove(bus_);
}

void BusSteering::pack_appeared(std::size_t place) {
    packs_[place]->be(Presence::serving);
}

void BusSteering::pack_left(std::size_t place) {
    packs_[place]->be(Presence::away);
}

void BusSteering::pack_fell_silent(std::size_t place) {
    packs_[place]->be(Presence::silent);
}

void BusSteering::pack_speaks_again(std::size_t place) {
    packs_[place]->be(Presence::serving);
}

void BusSteering::pack_reported(std::size_t place, const Battery& report) {
    Battery shown = report;
    shown.product_name = "Simulated battery";
    packs_[place]->show(shown);
}

/// A bank that has come but not yet said what it allows is none.
const Decision* BusSteering::shown() const {
    return on_bus_ && shown_.battery.limits.charge_voltage ? &shown_ : nullptr;
}

void BusSteering::battery_appeared(std::string_view service, app::Arrival) {
    std::cout << "following " << service << std::endl;
    on_bus_ = true;
    shown_ = {};
}

void BusSteering::battery_vanished(std::string_view service) {
    std::cout << service << " left the bus" << std::endl;
    on_bus_ = false;
}

void BusSteering::battery_sent(std::string_view, std::span<const venus::Item> items, unsigned) {
    if (!items.empty()) ++publications_;
    for (const venus::Item& item : items) {
        const auto effect = venus::read(shown_.battery, item.path, item.value);
        if (effect == venus::Effect::rejected)
            complain("the bank's " + std::string{item.path} + " makes no sense");
    }
    const int offline = shown_.battery.modules.offline.value_or(0);
    shown_.state = offline > 0 ? BankState::degraded : BankState::run;
}

void BusSteering::battery_trouble(std::string_view service, const std::string& what) {
    complain(std::string{service} + " " + what);
}

}  // namespace aggregator::sim
