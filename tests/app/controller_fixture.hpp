#pragma once

/// A controller of two packs, a publisher that keeps what it is given, and a clock that stands
/// until it is set.

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "aggregator/app/controller.hpp"
#include "app/log_capture.hpp"

namespace aggregator::test {

inline constexpr const char* kA = "com.victronenergy.battery.a";
inline constexpr const char* kB = "com.victronenergy.battery.b";

class RecordingPublisher final : public app::Publisher {
public:
    void publish(const venus::Sheet& sheet) override {
        ++publishes;
        shown.clear();
        sheet([this](std::string_view path, const venus::Shown& item) {
            shown[std::string{path}] = item;
        });
    }
    void come_on_bus(const venus::Sheet&) override {
        ++attempts;
        on_bus_ = name_is_free;
        if (on_bus_) {
            arrived();
        } else {
            refused("another program has it");
        }
    }
    void leave_bus() override {
        departures += on_bus_ ? 1 : 0;
        on_bus_ = false;
    }
    [[nodiscard]] bool on_bus() const override { return on_bus_; }

    [[nodiscard]] venus::Value value(const std::string& path) const { return shown.at(path).value; }
    [[nodiscard]] double number(const std::string& path) const {
        return std::get<double>(value(path));
    }

    int publishes = 0;
    int attempts = 0;
    int departures = 0;
    bool name_is_free = true;
    std::map<std::string, venus::Shown> shown;
    std::function<void()> arrived = [] {};
    std::function<void(const std::string&)> refused = [](const std::string&) {};

private:
    bool on_bus_ = false;
};

class ControllerTest : public testing::Test {
protected:
    using Value = venus::Value;

    ControllerTest() {
        publisher_.arrived = [this] { controller_.arrived(); };
        publisher_.refused = [this](const std::string& why) { controller_.refused(why); };
        at(0.0);
    }

    [[nodiscard]] static Settings settings() {
        Settings settings;
        settings.packs = {{.service = kA}, {.service = kB}};
        settings.update_interval = Seconds{2.0};
        settings.custom_name = "From the file";
        return settings;
    }

    /// Seconds since the start of the test.
    void at(double seconds) {
        now_ = Instant{} + std::chrono::hours{1} +
               std::chrono::duration_cast<Instant::duration>(Seconds{seconds});
        controller_.set_time(now_);
    }
    void tick_at(double seconds) {
        at(seconds);
        controller_.tick();
    }

    void send(const char* service, const venus::Items& items, unsigned undecodable = 0) {
        controller_.battery_sent(service, items, undecodable);
    }
    void send_and_wake(const char* service, const venus::Items& items) {
        send(service, items);
        controller_.wake_up();
    }
    void send_all(const char* service) {
        send(service, {{"/Mgmt/ProcessName", std::string{"driver"}},
                       {"/Dc/0/Voltage", 13.25},
                       {"/Dc/0/Current", 10.0},
                       {"/Dc/0/Temperature", 20.0},
                       {"/Soc", 81.0},
                       {"/InstalledCapacity", 225.0},
                       {"/Info/MaxChargeVoltage", 14.2},
                       {"/Info/MaxChargeCurrent", 75.0},
                       {"/Info/MaxDischargeCurrent", 100.0}});
    }
    void appear(const char* service) { controller_.battery_appeared(service, app::Arrival::found); }

    /// Both packs are there and say all; they are believed three seconds later.
    void begin_proof() {
        appear(kA);
        appear(kB);
        send_all(kA);
        send_all(kB);
        controller_.first_scan_done();
        controller_.wake_up();
    }

    /// Both packs are believed and the bank is on the bus since now.
    void come_on_bus() {
        const Instant now = now_;
        controller_.set_time(now - std::chrono::seconds{3});
        begin_proof();
        controller_.set_time(now);
        send_all(kA);
        send_all(kB);
        controller_.wake_up();
        ASSERT_TRUE(publisher_.on_bus());
    }

    /// As that, and the interval begins now.
    void run() {
        come_on_bus();
        controller_.tick();
        publisher_.publishes = 0;
    }

    LogCapture log_;
    RecordingPublisher publisher_;
    std::vector<Notice> notices_;
    app::Controller controller_{settings(),
                                {.device_instance = 280, .custom_name = "From the file"},
                                publisher_,
                                [this](const Notice& notice) { notices_.push_back(notice); }};
    Instant now_{};
};

}  // namespace aggregator::test
