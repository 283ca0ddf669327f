#pragma once

/// A watcher on a private bus, and a listener that keeps all it hears.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "dbus/battery_watcher.hpp"
#include "dbus/bus.hpp"
#include "support/fake_battery.hpp"
#include "support/private_bus.hpp"

namespace aggregator::test {

inline constexpr const char* kA = "com.victronenergy.battery.a";
inline constexpr const char* kB = "com.victronenergy.battery.b";
inline constexpr const char* kOurs = "com.victronenergy.battery.ours";

/// Wants every battery but kOurs, unless told otherwise.
class RecordingListener final : public app::BatteryListener {
public:
    struct Trouble {
        std::string service;
        std::string what;
    };

    [[nodiscard]] bool wants(std::string_view service) const override {
        return std::ranges::find(unwanted_, service) == unwanted_.end();
    }
    void battery_appeared(std::string_view service, app::Arrival arrival) override {
        events_.push_back((arrival == app::Arrival::found ? "found " : "appeared ") +
                          std::string{service});
    }
    void battery_vanished(std::string_view service) override {
        events_.push_back("vanished " + std::string{service});
        values_.erase(std::string{service});
    }
    void battery_sent(std::string_view service, std::span<const venus::Item> items,
                      unsigned undecodable) override {
        const std::string name{service};
        ++deliveries_[name];
        undecodable_ += undecodable;
        for (const venus::Item& item : items) values_[name][std::string{item.path}] = item.value;
    }
    void first_scan_done() override { events_.emplace_back("scanned"); }
    void battery_trouble(std::string_view service, const std::string& what) override {
        troubles_.push_back({std::string{service}, what});
    }

    /// What the service last sent for the path; no value when it never did.
    [[nodiscard]] std::optional<venus::Value> value(const std::string& service,
                                                    const std::string& path) const {
        const auto paths = values_.find(service);
        if (paths == values_.end() || !paths->second.contains(path)) return std::nullopt;
        return paths->second.at(path);
    }
    [[nodiscard]] bool has(const std::string& event) const {
        return std::ranges::find(events_, event) != events_.end();
    }
    [[nodiscard]] int deliveries(const std::string& service) const {
        const auto found = deliveries_.find(service);
        return found == deliveries_.end() ? 0 : found->second;
    }

    std::vector<std::string> unwanted_{kOurs};
    std::vector<std::string> events_;
    std::vector<Trouble> troubles_;
    unsigned undecodable_ = 0;

private:
    std::map<std::string, std::map<std::string, venus::Value>> values_;
    std::map<std::string, int> deliveries_;
};

class WatcherTest : public testing::Test {
protected:
    using Buses = std::vector<app::EventSource*>;

    [[nodiscard]] bool pump(Buses served, const std::function<bool()>& predicate) {
        served.push_back(&bus_);
        return pump_until(served, predicate);
    }

    [[nodiscard]] bool pump_until_scanned(Buses served) {
        return pump(std::move(served), [&] { return heard_.has("scanned"); });
    }

    /// Pumps until the watcher heard the value.
    [[nodiscard]] bool hears(Buses served, const std::string& service, const std::string& path,
                             const venus::Value& value) {
        return pump(std::move(served), [&] { return heard_.value(service, path) == value; });
    }

    std::vector<std::string> errors_;
    PrivateBus daemon_;
    dbus::Bus bus_{daemon_.address(), [this](const std::string& e) { errors_.push_back(e); }};
    RecordingListener heard_;
    dbus::BatteryWatcher watcher_{bus_, heard_, Seconds{5.0}};
};

}  // namespace aggregator::test
