#include "main/bus_scan.hpp"

#include <map>

#include "aggregator/core/discovery.hpp"
#include "aggregator/venus/paths.hpp"
#include "dbus/battery_watcher.hpp"
#include "main/questions.hpp"

namespace aggregator {

namespace {

using FoundByService = std::map<std::string, FoundBattery, std::less<>>;

/// Takes down what the watcher hears.
class Collector final : public app::BatteryListener {
public:
    explicit Collector(FoundByService& findings) : findings_(findings) {}

    [[nodiscard]] bool wants(std::string_view) const override { return true; }
    void battery_appeared(std::string_view service, app::Arrival) override {
        findings_[std::string{service}].service = service;
    }
    void battery_vanished(std::string_view service) override {
        findings_.erase(std::string{service});
    }
    void battery_sent(std::string_view service, std::span<const venus::Item> items,
                      unsigned) override {
        FoundBattery& found = findings_[std::string{service}];
        found.answered = true;
        for (const venus::Item& item : items) venus::read(found.battery, item.path, item.value);
    }
    void first_scan_done() override { done_ = true; }
    void battery_trouble(std::string_view service, const std::string& what) override {
        findings_[std::string{service}].trouble = what;
    }

    [[nodiscard]] bool done() const { return done_; }

private:
    FoundByService& findings_;
    bool done_ = false;
};

/// Its answer, and be it an error, also tells a living service from one that hangs.
void ask_for_firmware(Questions& questions, FoundByService& findings) {
    for (const auto& finding : findings) {
        const std::string& service = finding.first;
        questions.text(service, "/FirmwareVersion", [&findings, service](const auto& answer) {
            const auto found = findings.find(service);
            if (found == findings.end()) return;
            const bool answers = !answer.failure || answer.failure->kind == NoAnswer::Kind::refused;
            found->second.alive = answers;
            found->second.firmware = answer.value;
        });
    }
}

}  // namespace

std::vector<FoundBattery> scan_bus(dbus::Bus& bus, std::chrono::milliseconds patience, int stop) {
    FoundByService findings;
    Collector collector{findings};
    dbus::BatteryWatcher watcher{bus, collector, patience};
    Questions questions{bus, patience};
    questions.names([&](const auto& answer) {
        for (const std::string& name : answer.value.value_or(std::vector<std::string>{})) {
            if (name.starts_with(kBatteryPrefix)) findings[name].service = name;
        }
        ask_for_firmware(questions, findings);
    });
    const Instant deadline = std::chrono::steady_clock::now() + patience;
    watcher.start();
    questions.wait(stop);
    (void)serve(
        bus, deadline, [&] { return collector.done(); }, stop);
    std::vector<FoundBattery> found;
    for (auto& [service, battery] : findings) found.push_back(std::move(battery));
    return found;
}

}  // namespace aggregator
