#include "bench/reaction.hpp"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "aggregator/venus/paths.hpp"
#include "dbus/item_reading.hpp"
#include "dbus/variant.hpp"
#include "support/fake_battery.hpp"

namespace aggregator::bench {
namespace {

using Clock = std::chrono::steady_clock;
using test::FakeBattery;

constexpr int kPacks = 3;

/// So high that the packs alone limit, and every drop of theirs shows.
constexpr const char* kWideOpen =
    "[Battery]\ncapacity = 3000\nmax_discharge_current = 3000\n"
    "[ChargeLimits]\nnominal_charge_current = 3000\n";
constexpr double kFirstLimit_a = 600.0;
constexpr double kLastLimit_a = 300.0;

/// Alarms that change no limit and that the bank does not raise itself.
constexpr std::array kAlarms{
    "/Alarms/HighVoltage", "/Alarms/LowVoltage",      "/Alarms/HighCurrent",
    "/Alarms/LowSoc",      "/Alarms/HighTemperature", "/Alarms/LowTemperature",
    "/Alarms/MidVoltage",  "/Alarms/StateOfHealth",   "/Alarms/HighInternalTemperature"};

/// So long what a pack says first must agree before it counts (domain.md 3.1).
constexpr std::chrono::seconds kProof{3};

test::PackValues values_of_pack() {
    test::PackValues values;
    values.charge_limit = kFirstLimit_a;
    values.discharge_limit = kFirstLimit_a;
    return values;
}

/// The packs of a station, served here so that the moment in which they speak is known.
class Packs {
public:
    explicit Packs(Station& station) {
        for (int i = 1; i <= kPacks; ++i) {
            packs_.push_back(std::make_unique<FakeBattery>(station.bus().address(),
                                                           kPrefix + std::to_string(i)));
            packs_.back()->set(values_of_pack());
            buses_.push_back(&packs_.back()->bus());
        }
    }

    void come() {
        for (const auto& pack : packs_) pack->come();
    }

    [[nodiscard]] FakeBattery& at(std::size_t index) { return *packs_[index]; }

    /// Serves them and `more` until it holds. Throws std::runtime_error when it never does.
    void serve_until(dbus::Bus& more, const std::string& what, const std::function<bool()>& holds) {
        auto buses = buses_;
        buses.push_back(&more);
        if (!test::pump_until(buses, holds))
            throw std::runtime_error("the daemon does not react to " + what);
    }

private:
    std::vector<std::unique_ptr<FakeBattery>> packs_;
    std::vector<app::EventSource*> buses_;
};

/// What our service announces.
class Listener {
public:
    Listener(dbus::Bus& bus, const std::string& owner)
        : slot_(bus.match("type='signal',member='ItemsChanged',sender='" + owner + "'",
                          [this](dbus::Message& message) { take(message); })) {}

    /// The number last announced for the path since forget().
    [[nodiscard]] std::optional<double> number(const std::string& path) const {
        const auto found = std::ranges::find(read_.items, path, &venus::Item::path);
        if (found == read_.items.end()) return std::nullopt;
        if (const auto* whole = std::get_if<std::int64_t>(&found->value))
            return static_cast<double>(*whole);
        const auto* number = std::get_if<double>(&found->value);
        return number == nullptr ? std::nullopt : std::optional{*number};
    }
    void forget() { read_.items.clear(); }

private:
    void take(dbus::Message& message) { dbus::read_items(message, venus::path_read, read_); }

    dbus::ReadItems read_{};
    dbus::Slot slot_;
};

/// One change of a pack until the daemon's word for it.
std::chrono::nanoseconds react(Packs& packs, dbus::Bus& ears, Listener& listener,
                               const std::string& path, double value) {
    listener.forget();
    const auto said = Clock::now();
    packs.at(0).set(path, dbus::Variant{value});
    auto heard = said;
    packs.serve_until(ears, path, [&] {
        if (!listener.number(path)) return false;
        heard = Clock::now();
        return true;
    });
    return heard - said;
}

/// Ended by a signal; how long that took.
std::chrono::nanoseconds time_to_end(Station& station) {
    const auto end = static_cast<int>(syscall(SYS_pidfd_open, station.daemon().pid(), 0));
    pollfd ended{end, POLLIN, 0};
    const auto asked = Clock::now();
    station.daemon().send_signal(SIGTERM);
    poll(&ended, 1, static_cast<int>(std::chrono::milliseconds{test::kDeadline}.count()));
    const auto took = Clock::now() - asked;
    close(end);
    station.stop_daemon();
    return took;
}

/// Notices our name in the moment it comes.
class NameWatch {
public:
    explicit NameWatch(dbus::Bus& bus)
        : slot_(
              bus.match("type='signal',member='NameOwnerChanged',arg0='" + std::string{kBank} + "'",
                        [this](dbus::Message& message) { take(message); })) {}

    void forget() { came_.reset(); }
    [[nodiscard]] std::optional<Clock::time_point> came() const { return came_; }

private:
    void take(dbus::Message& message) {
        std::string name;
        std::string before;
        std::string owner;
        message >> name >> before >> owner;
        if (!owner.empty()) came_ = Clock::now();
    }

    std::optional<Clock::time_point> came_;
    dbus::Slot slot_;
};

}  // namespace

std::chrono::nanoseconds percentile(Durations durations, double part) {
    std::ranges::sort(durations);
    const auto last = static_cast<double>(durations.size() - 1);
    return durations.at(static_cast<std::size_t>(last * part + 0.5));
}

Reactions measure_reactions(const Programs& programs, std::size_t count) {
    Station station{programs, kPacks, kWideOpen};
    Packs packs{station};
    packs.come();
    station.start_daemon();
    dbus::Bus ears{station.bus().address()};
    NameWatch watch{ears};
    packs.serve_until(ears, "the packs", [&] { return watch.came().has_value(); });
    Listener listener{ears, owner_of(ears, kBank)};

    Reactions reactions;
    for (const double severity : {1.0, 2.0}) {
        for (const char* alarm : kAlarms) {
            reactions.alarm.push_back(react(packs, ears, listener, alarm, severity));
        }
    }
    for (std::size_t i = 1; i <= count; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(count);
        const double limit_a = std::lerp(kFirstLimit_a, kLastLimit_a, part);
        reactions.charge_limit.push_back(
            react(packs, ears, listener, "/Info/MaxChargeCurrent", limit_a));
    }
    return reactions;
}

Lives measure_lives(const Programs& programs, std::size_t count) {
    Station station{programs, kPacks};
    Packs packs{station};
    packs.come();
    dbus::Bus ears{station.bus().address()};
    NameWatch watch{ears};
    const auto came = [&] { return watch.came().has_value(); };
    const auto live = [&](const std::function<Clock::time_point()>& complete) {
        watch.forget();
        const auto from = complete();
        packs.serve_until(ears, "the packs", came);
        return *watch.came() - from;
    };
    Lives lives;
    for (std::size_t i = 0; i < count; ++i) {
        station.forget_state();
        lives.start_to_name.push_back(live([&] {
            const auto started = Clock::now();
            station.start_daemon();
            return started;
        }));
        lives.stop_to_end.push_back(time_to_end(station));

        station.forget_state();
        packs.at(2).set("/Dc/0/Voltage", dbus::invalid_variant());
        station.start_daemon();
        packs.serve_until(ears, "two packs", [&] {
            return station.daemon().output().find("2: waiting -> online") != std::string::npos &&
                   station.daemon().output().find("1: waiting -> online") != std::string::npos;
        });
        lives.data_to_name.push_back(live([&] {
            const auto complete = Clock::now();
            packs.at(2).set("/Dc/0/Voltage", dbus::Variant{13.25});
            return complete + kProof;
        }));
        station.stop_daemon();
    }
    return lives;
}

}  // namespace aggregator::bench
