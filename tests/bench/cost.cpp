/// What the whole program costs at work: processor, memory, traffic and time to react, on a private
/// bus. Prints a table, and with --json a file; says which figure misses its target.

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <thread>

#include "bench/reaction.hpp"
#include "bench/station.hpp"
#include "bench/traffic.hpp"
#include "support/process.hpp"

namespace aggregator::bench {
namespace {

struct Options {
    Programs programs{AGGREGATOR_PROGRAM, AGGREGATOR_SIM};
    std::string floor = AGGREGATOR_FLOOR;
    int packs = 3;
    int seconds = 60;
    std::size_t reactions = 1000;
    std::size_t lives = 20;
    std::string json{};
};

/// One figure. `target` is the most it may be; no value where none is set.
struct Figure {
    std::string name;
    std::string unit;
    double value = 0.0;
    std::optional<double> target{};

    [[nodiscard]] bool missed() const { return target && value > *target; }
};
using Figures = std::vector<Figure>;

/// Both processes over the time of a measurement.
struct Work {
    double daemon_s = 0.0;
    double broker_s = 0.0;
    double wakeups = 0.0;  ///< Of the daemon.
};

double seconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double>{duration}.count();
}

void settle() {
    std::this_thread::sleep_for(std::chrono::seconds{5});
}

/// Of one minute, whatever the measured time.
Work work_per_minute(pid_t daemon, pid_t broker, int measured_s) {
    const auto daemon_before = test::cpu_time_of(daemon);
    const auto broker_before = test::cpu_time_of(broker);
    const auto sleeps_before = test::sleeps_of(daemon);
    std::this_thread::sleep_for(std::chrono::seconds{measured_s});
    const double scale = 60.0 / measured_s;
    return {.daemon_s = seconds(test::cpu_time_of(daemon) - daemon_before) * scale,
            .broker_s = seconds(test::cpu_time_of(broker) - broker_before) * scale,
            .wakeups = static_cast<double>(test::sleeps_of(daemon) - sleeps_before) * scale};
}

/// Of one minute, for a program that wakes so often and goes to sleep again.
double waking_per_minute(double wakeups, int measured_s) {
    const auto before = test::cpu_time_of(getpid());
    const auto pause = std::chrono::duration<double>{60.0 / std::max(wakeups, 1.0)};
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{measured_s};
    while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(pause);
    return seconds(test::cpu_time_of(getpid()) - before) * 60.0 / measured_s;
}

/// What a program on sd-bus can hardly save that hears the same and says as much.
void measure_least_program(const Options& options, Figures& figures) {
    Station station{{options.floor, options.programs.simulator}, options.packs};
    station.start_simulator();
    const auto floor = station.start_daemon().pid();
    dbus::Bus asker{station.bus().address()};
    (void)owner_of(asker, kBank);
    settle();
    const Work work = work_per_minute(floor, station.bus().pid(), options.seconds);
    figures.push_back({"processor, least program on sd-bus", "s/min", work.daemon_s});
    figures.push_back(
        {"memory, resident, least program on sd-bus", "KiB", test::memory_of(floor).resident});
}

/// Returns how often the daemon woke in a minute.
double measure_load(const Options& options, Figures& figures) {
    Station station{options.programs, options.packs};
    station.start_simulator();
    settle();
    const auto broker = station.bus().pid();
    const Work without = work_per_minute(broker, broker, options.seconds);

    const auto daemon = station.start_daemon().pid();
    dbus::Bus asker{station.bus().address()};
    const std::string owner = owner_of(asker, kBank);
    settle();
    const Work with = work_per_minute(daemon, broker, options.seconds);
    const test::Memory memory = test::memory_of(daemon);
    const std::size_t descriptors = test::open_descriptors_of(daemon);

    TrafficMonitor monitor{station.bus().address()};
    std::this_thread::sleep_for(std::chrono::seconds{options.seconds});
    const Traffic traffic = monitor.take(owner);
    const double scale = 60.0 / options.seconds;
    const auto per_minute = [scale](std::size_t count) {
        return static_cast<double>(count) * scale;
    };

    figures.push_back({"processor, daemon", "s/min", with.daemon_s, 0.012});
    figures.push_back({"wake-ups, daemon", "/min", with.wakeups});
    figures.push_back({"processor, bus without the daemon", "s/min", without.broker_s});
    figures.push_back({"processor, bus with the daemon", "s/min", with.broker_s});
    figures.push_back({"memory, resident", "KiB", memory.resident, 7.0 * 1024});
    figures.push_back({"memory, proportional", "KiB", memory.proportional});
    figures.push_back({"memory, anonymous", "KiB", memory.anonymous, 1.2 * 1024});
    figures.push_back({"descriptors", "", static_cast<double>(descriptors)});
    figures.push_back({"messages, all", "/min", per_minute(traffic.all()), 300.0});
    figures.push_back({"messages, packs' signals", "/min", per_minute(traffic.signals_received)});
    figures.push_back({"messages, sent", "/min", per_minute(traffic.sent)});
    figures.push_back({"messages, calls and replies", "/min", per_minute(traffic.addressed)});
    return with.wakeups;
}

void add(Figures& figures, const std::string& name, const Durations& durations,
         std::optional<double> target_ms) {
    const auto add_part = [&](const char* word, double part, std::optional<double> target) {
        figures.push_back(
            {name + ", " + word, "ms", seconds(percentile(durations, part)) * 1e3, target});
    };
    add_part("p50", 0.50, std::nullopt);
    add_part("p99", 0.99, target_ms);
    add_part("longest", 1.0, std::nullopt);
}

void measure_times(const Options& options, Figures& figures) {
    const Reactions reactions = measure_reactions(options.programs, options.reactions);
    add(figures, "CCL of a pack falls to our signal", reactions.charge_limit, 5.0);
    add(figures, "alarm of a pack to our signal", reactions.alarm, 5.0);
    const Lives lives = measure_lives(options.programs, options.lives);
    add(figures, "start to name", lives.start_to_name, std::nullopt);
    add(figures, "first data believed to name", lives.data_to_name, 50.0);
    add(figures, "SIGTERM to end", lives.stop_to_end, 100.0);
}

void print(const Figures& figures) {
    std::printf("%-48s %12s %12s\n", "", "measured", "at most");
    for (const Figure& figure : figures) {
        std::printf("%-48s %12.4g", (figure.name + " [" + figure.unit + "]").c_str(), figure.value);
        if (figure.target) std::printf(" %12.4g", *figure.target);
        std::printf("%s\n", figure.missed() ? "  MISSED" : "");
    }
}

void write_json(const Figures& figures, const std::string& path) {
    std::ofstream file{path};
    file << "[\n";
    for (const Figure& figure : figures) {
        file << R"(  {"name": ")" << figure.name << R"(", "unit": ")" << figure.unit
             << R"(", "value": )" << figure.value << R"(, "target": )";
        if (figure.target) {
            file << *figure.target;
        } else {
            file << "null";
        }
        file << (&figure == &figures.back() ? "}\n" : "},\n");
    }
    file << "]\n";
}

void run(const Options& options) {
    Figures figures;
    if (options.seconds > 0) {
        const double wakeups = measure_load(options, figures);
        measure_least_program(options, figures);
        figures.push_back({"processor, waking as often for nothing", "s/min",
                           waking_per_minute(wakeups, options.seconds)});
    }
    if (options.reactions > 0) measure_times(options, figures);
    print(figures);
    if (!options.json.empty()) write_json(figures, options.json);
}

}  // namespace
}  // namespace aggregator::bench

int main(int argc, char** argv) {
    aggregator::bench::Options options;
    CLI::App app{"What bms-aggregator costs at work"};
    app.add_option("--program", options.programs.daemon, "the daemon")->capture_default_str();
    app.add_option("--floor", options.floor, "the least program, to compare")
        ->capture_default_str();
    app.add_option("--sim", options.programs.simulator, "bms-sim")->capture_default_str();
    app.add_option("--packs", options.packs, "how many packs")->capture_default_str();
    app.add_option("--seconds", options.seconds, "length of each measurement of the load; 0: none")
        ->capture_default_str();
    app.add_option("--reactions", options.reactions, "how many falls of a CCL; 0: no times")
        ->capture_default_str();
    app.add_option("--lives", options.lives, "how many starts and ends")->capture_default_str();
    app.add_option("--json", options.json, "write the figures to this file too");
    CLI11_PARSE(app, argc, argv);
    try {
        aggregator::bench::run(options);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return 0;
}
