#include "main/daemon.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>

#include "aggregator/app/configuration.hpp"
#include "aggregator/app/controller.hpp"
#include "aggregator/app/event_loop.hpp"
#include "aggregator/app/logging.hpp"
#include "aggregator/app/state_keeper.hpp"
#include "aggregator/core/discovery.hpp"
#include "app/heap.hpp"
#include "dbus/battery_service.hpp"
#include "dbus/battery_watcher.hpp"
#include "dbus/venus_platform.hpp"
#include "main/selection_file.hpp"
#include "main/version.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr Seconds kTrimHeapEvery = 10s;
/// A pack is asked three times before it counts as silent.
constexpr double kQuestionsBeforeStale = 3.0;

venus::Identity identity_of(const Settings& settings) {
    return {.process_name = std::string{kProcessName},
            .process_version = kVersion,
            .firmware_version = kVersion,
            .device_instance = settings.device_instance,
            .custom_name = settings.custom_name};
}

std::chrono::milliseconds tick_period(const Settings& settings) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::min(Seconds{1s}, settings.update_interval));
}

/// Wakes the loop for what is due between two ticks and comes with no message.
class Appointment final : public app::EventSource {
public:
    using When = std::function<std::optional<Instant>()>;
    explicit Appointment(When when) : when_(std::move(when)) {}

    [[nodiscard]] app::PollRequest poll_request() const override {
        const auto when = when_();
        if (!when) return {};
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(*when - std::chrono::steady_clock::now());
        return {.timeout = std::max(left, std::chrono::milliseconds{0})};
    }
    void drain() override {}

private:
    When when_;
};

class Daemon {
public:
    explicit Daemon(const DaemonOptions& options)
        : store_(state_folder(options.config_path)),
          configuration_(options.config_path, store_),
          log_level_(options.log_level),
          bus_((configuration_.load(), set_log_level(), options.bus_address),
               [](const std::string& error) { spdlog::warn("bus: {}", error); }),
          service_(bus_, own_service(configuration_.settings()),
                   [this](const std::string& name) { controller_.rename(name); }),
          controller_(configuration_.settings(), identity_of(configuration_.settings()), service_,
                      [this](const Notice& notice) { platform_.notify(notice); }),
          platform_(bus_,
                    [this](const dbus::VenusSettings& venus) {
                        controller_.take_venus_settings(venus.bms_instance,
                                                        venus.feed_in_excess_solar);
                    }),
          watcher_(bus_, controller_, quiet()),
          loop_({.tick_period = tick_period(configuration_.settings())}, handlers()) {}

    void run() {
        const Instant now = std::chrono::steady_clock::now();
        set_time(now);
        controller_.apply(configuration_.settings(), configuration_.origin());
        if (const auto kept = store_.recall()) controller_.resume(kept->state, kept->ago);
        loop_.add(bus_);
        loop_.add(next_look_);
        watcher_.start();
        platform_.start();
        run_loop();
        service_.leave_bus();
    }

private:
    /// However the loop ends, what must survive is kept.
    void run_loop() {
        try {
            loop_.run();
        } catch (...) {
            keep_state();
            throw;
        }
        keep_state();
    }

    [[nodiscard]] app::LoopHandlers handlers() {
        return {.before_drain = [this](Instant now) { set_time(now); },
                .on_wakeup = [this](Instant) { controller_.wake_up(); },
                .on_tick = [this](Instant now) { tick(now); },
                .on_signal = [this](int signo) { return take_signal(signo); }};
    }

    [[nodiscard]] Seconds quiet() const {
        return configuration_.settings().failsafe.stale_after / kQuestionsBeforeStale;
    }

    void set_time(Instant now) {
        controller_.set_time(now);
        watcher_.set_time(now);
    }

    void set_log_level() const { app::set_log_level(log_level_, configuration_.settings()); }

    void tick(Instant now) {
        watcher_.poll();
        controller_.tick();
        if (age(trimmed_at_, now) >= kTrimHeapEvery) {
            trimmed_at_ = now;
            app::trim_heap();
        }
        const auto trouble = controller_.take_trouble() ? app::Trouble::some : app::Trouble::none;
        if (!keeper_.may_be_due(trouble, now)) return;
        if (const auto state = controller_.save()) keeper_.step(*state, now);
    }

    void keep_state() {
        if (const auto state = controller_.save())
            keeper_.keep(*state, std::chrono::steady_clock::now());
    }

    app::Verdict take_signal(int signo) {
        if (signo != SIGHUP) {
            spdlog::info("asked to stop");
            return app::Verdict::stop;
        }
        const Settings before = configuration_.settings();
        configuration_.reload();
        warn_of_what_needs_a_restart(before);
        controller_.apply(configuration_.settings(), configuration_.origin());
        set_log_level();
        watcher_.set_quiet(quiet());
        watcher_.rescan();
        loop_.set_tick_period(tick_period(configuration_.settings()));
        return app::Verdict::go_on;
    }

    /// Consumers take a service for what it was when it appeared.
    void warn_of_what_needs_a_restart(const Settings& before) const {
        const Settings& now = configuration_.settings();
        if (now.service_name == before.service_name &&
            now.device_instance == before.device_instance)
            return;
        spdlog::warn("service_name and device_instance take effect with a restart");
    }

    app::StateStore store_;
    app::StateKeeper keeper_{store_};
    app::Configuration configuration_;
    std::optional<std::string> log_level_;
    dbus::Bus bus_;
    dbus::BatteryService service_;
    app::Controller controller_;
    dbus::VenusPlatform platform_;
    dbus::BatteryWatcher watcher_;
    Appointment next_look_{[this] { return controller_.next_look(); }};
    app::EventLoop loop_;
    Instant trimmed_at_{};
};

}  // namespace

int run_daemon(const DaemonOptions& options) {
    app::keep_heap_small();
    app::set_up_logging();
    spdlog::info("bms-aggregator {}", kVersion);
    try {
        Daemon daemon{options};
        daemon.run();
        return 0;
    } catch (const std::exception& error) {
        spdlog::error("{}", error.what());
        return 1;
    }
}

}  // namespace aggregator
