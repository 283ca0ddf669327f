#include "main/daemon.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <csignal>

#include "aggregator/app/configuration.hpp"
#include "aggregator/app/controller.hpp"
#include "aggregator/app/event_loop.hpp"
#include "aggregator/app/history_keeper.hpp"
#include "aggregator/app/logging.hpp"
#include "aggregator/app/loose_ticks.hpp"
#include "aggregator/app/state_keeper.hpp"
#include "aggregator/core/discovery.hpp"
#include "app/heap.hpp"
#include "dbus/battery_service.hpp"
#include "dbus/battery_watcher.hpp"
#include "dbus/device_registration.hpp"
#include "dbus/local_settings.hpp"
#include "dbus/neighbours.hpp"
#include "dbus/venus_platform.hpp"
#include "main/selection_file.hpp"
#include "main/settings_log.hpp"
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
            .custom_name = settings.custom_name};
}

/// Wakes the loop for what is due at a time and comes with no message.
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

void log_bus_error(const std::string& error) {
    spdlog::warn("bus: {}", error);
}

class Daemon {
public:
    explicit Daemon(const DaemonOptions& options)
        : store_(state_folder(options.config_path)),
          history_(store_),
          configuration_(options.config_path, store_),
          log_level_(options.log_level),
          bus_((configuration_.load(), set_log_level(), options.bus_address), log_bus_error),
          venus_(bus_),
          service_(options.bus_address, own_service(configuration_.settings()), service_handlers(),
                   log_bus_error),
          controller_(configuration_.settings(), identity_of(configuration_.settings()), service_,
                      [this](const Notice& notice) { platform_.notify(notice); }),
          registration_(venus_, configuration_.settings().service_name,
                        configuration_.settings().device_instance,
                        [this](const dbus::DeviceEntry& entry) { take_entry(entry); }),
          platform_(bus_, venus_,
                    [this](const app::VenusSettings& settings) {
                        controller_.take_venus_settings(settings);
                    }),
          watcher_(bus_, controller_, quiet()),
          neighbours_(
              bus_, own_service(configuration_.settings()),
              [this](const app::Instances& others) { controller_.take_neighbours(others); }),
          ticks_(controller_.tick_period(), std::chrono::steady_clock::now()),
          loop_({.tick_period = {}}, handlers()) {}

    void run() {
        const Instant now = std::chrono::steady_clock::now();
        set_time(now);
        controller_.apply(configuration_.settings(), configuration_.origin());
        if (const auto kept = store_.recall()) controller_.resume(kept->state, kept->ago);
        recall_history(now);
        loop_.add(bus_);
        loop_.add(service_);
        loop_.add(next_look_);
        loop_.add(next_tick_);
        watcher_.start();
        venus_.on_presence(
            [this](dbus::LocalSettings::Presence presence) { settings_log_.tell(presence); });
        venus_.start();
        neighbours_.start();
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
                .on_wakeup = [this](Instant now) { wake_up(now); },
                .on_tick = {},
                .on_signal = [this](int signo) { return take_signal(signo); }};
    }

    [[nodiscard]] dbus::BatteryService::Handlers service_handlers() {
        return {.renamed = [this](const std::string& name) { registration_.rename(name); },
                .history_cleared = [this] { clear_history(); },
                .arrived = [this] { arrived(); },
                .refused = [this](const std::string& why) { controller_.refused(why); }};
    }

    void take_entry(const dbus::DeviceEntry& entry) {
        controller_.rename(entry.name);
        controller_.take_instance(entry.instance);
    }

    /// Until the name is ours another copy of the program may have counted on.
    void arrived() {
        if (!std::exchange(was_on_bus_, true)) recall_history(std::chrono::steady_clock::now());
        controller_.arrived();
    }

    void recall_history(Instant now) { controller_.resume(history_.recall(now)); }

    void keep_history() {
        if (was_on_bus_) history_.keep(controller_.history(), std::chrono::steady_clock::now());
    }

    void clear_history() {
        controller_.clear_history();
        keep_history();
    }

    [[nodiscard]] Seconds quiet() const {
        return configuration_.settings().failsafe.stale_after / kQuestionsBeforeStale;
    }

    void set_time(Instant now) {
        controller_.set_time(now);
        watcher_.set_time(now);
    }

    void set_log_level() const { app::set_log_level(log_level_, configuration_.settings()); }

    void wake_up(Instant now) {
        controller_.wake_up();
        if (!ticks_.take(now)) return;
        tick(now);
        // What the tick changed must not wait for the next message.
        controller_.wake_up();
    }

    void tick(Instant now) {
        watcher_.poll();
        controller_.tick();
        if (age(trimmed_at_, now) >= kTrimHeapEvery) {
            trimmed_at_ = now;
            app::trim_heap();
        }
        if (was_on_bus_) history_.step(controller_.history(), now);
        const auto trouble = controller_.take_trouble() ? app::Trouble::some : app::Trouble::none;
        if (!keeper_.may_be_due(trouble, now)) return;
        if (const auto state = controller_.save()) keeper_.step(*state, now);
    }

    void keep_state() {
        if (const auto state = controller_.save())
            keeper_.keep(*state, std::chrono::steady_clock::now());
        keep_history();
    }

    app::Verdict take_signal(int signo) {
        if (signo != SIGHUP) {
            spdlog::info("asked to stop");
            return app::Verdict::stop;
        }
        const Settings before = configuration_.settings();
        configuration_.reload();
        if (configuration_.settings().service_name != before.service_name)
            spdlog::warn("service_name takes effect with a restart");
        controller_.apply(configuration_.settings(), configuration_.origin());
        registration_.wish(configuration_.settings().device_instance);
        set_log_level();
        watcher_.set_quiet(quiet());
        watcher_.rescan();
        ticks_.set_period(controller_.tick_period());
        return app::Verdict::go_on;
    }

    app::StateStore store_;
    app::HistoryKeeper history_;
    app::StateKeeper keeper_{store_};
    app::Configuration configuration_;
    std::optional<std::string> log_level_;
    dbus::Bus bus_;
    dbus::LocalSettings venus_;
    SettingsLog settings_log_;
    dbus::BatteryService service_;
    app::Controller controller_;
    dbus::DeviceRegistration registration_;
    dbus::VenusPlatform platform_;
    dbus::BatteryWatcher watcher_;
    Appointment next_look_{[this] { return controller_.next_look(); }};
    dbus::Neighbours neighbours_;
    app::LooseTicks ticks_;
    Appointment next_tick_{[this] { return std::optional{ticks_.at_latest()}; }};
    app::EventLoop loop_;
    Instant trimmed_at_{};
    bool was_on_bus_ = false;
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
