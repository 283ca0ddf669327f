#pragma once

/// The real aggregator over a bus as the one who steers a scenario: its packs are services there,
/// and what it publishes is read as Venus reads it.

#include <memory>
#include <string>
#include <vector>

#include "aggregator/app/event_loop.hpp"
#include "aggregator/app/ports.hpp"
#include "dbus/battery_watcher.hpp"
#include "sim/pack_service.hpp"
#include "sim/score/steering.hpp"

namespace aggregator::sim {

class BusSteering final : public Steering, private app::BatteryListener {
public:
    struct Options {
        std::optional<std::string> bus_address{};  ///< No value: the system bus.
        dbus::Signalling signalling = dbus::Signalling::items;
        std::vector<std::string> packs{};  ///< The service of each place.
        std::string bank{};                ///< The service that is obeyed.
    };

    /// Throws dbus::BusUnreachable. The loop must outlive it.
    BusSteering(const Options& options, app::EventLoop& loop);
    ~BusSteering() override;

    /// To be called before each drain, and now and then.
    void set_time(Instant now) { watcher_.set_time(now); }
    void poll() { watcher_.poll(); }

    void pack_appeared(std::size_t place) override;
    void pack_left(std::size_t place) override;
    void pack_fell_silent(std::size_t place) override;
    void pack_speaks_again(std::size_t place) override;
    void pack_reported(std::size_t place, const Battery& report) override;
    /// The daemon's life is not in our hands.
    void kill() override {}
    void start() override {}
    [[nodiscard]] const Decision* shown() const override;

    /// How often the bank announced a change.
    [[nodiscard]] long publications() const { return publications_; }

private:
    [[nodiscard]] bool wants(std::string_view service) const override { return service == bank_; }
    void battery_appeared(std::string_view service, app::Arrival arrival) override;
    void battery_vanished(std::string_view service) override;
    void battery_sent(std::string_view service, std::span<const venus::Item> items,
                      unsigned undecodable) override;
    void first_scan_done() override {}
    void battery_trouble(std::string_view service, const std::string& what) override;

    std::string bank_;
    app::EventLoop& loop_;
    dbus::Bus bus_;
    dbus::BatteryWatcher watcher_;
    std::vector<std::unique_ptr<PackService>> packs_{};
    Decision shown_{};
    bool on_bus_ = false;
    long publications_ = 0;
};

}  // namespace aggregator::sim
