/// A long life: packs that charge and discharge, fall silent, vanish and come back, while memory,
/// descriptors, match rules and state must not grow. Prints a line for each sample; ends with 1
/// when something grew.

#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>
#include <thread>

#include "bench/station.hpp"
#include "bench/traffic.hpp"
#include "support/process.hpp"

namespace aggregator::bench {
namespace {

struct Options {
    Programs programs{AGGREGATOR_PROGRAM, AGGREGATOR_SIM};
    int packs = 3;
    int seconds = 120;
    double speed = 720.0;
};

struct Sample {
    double anonymous_kib = 0.0;
    double resident_kib = 0.0;
    std::size_t descriptors = 0;
    long matches = 0;
    std::size_t state_files = 0;
    std::uintmax_t state_bytes = 0;
};

constexpr int kSamples = 12;
/// The first quarter of a life may still take memory: everything happens there for the first time.
constexpr int kSettled = kSamples / 4;
constexpr double kGrowth_kib = 128.0;
/// The state, the history and the last good configuration.
constexpr std::size_t kStateFiles = 3;

/// One trouble every few seconds, by turns, and a current that swings.
std::string script(const Options& options) {
    constexpr int kPeriod_s = 5;
    std::string text;
    for (int i = 1, second = kPeriod_s; second < options.seconds; ++i, second += kPeriod_s) {
        const std::string begin = std::to_string(second) + " ";
        const std::string pack = std::to_string(1 + i % options.packs);
        static constexpr std::array troubles{"/Sim/Vanish 3",
                                             "/Sim/Silent 4",
                                             "/Alarms/HighTemperature 2",
                                             "/Alarms/HighTemperature 0",
                                             "/Info/MaxChargeCurrent 5",
                                             "/Info/MaxChargeCurrent 75",
                                             "/Dc/0/Voltage invalid",
                                             "/Dc/0/Voltage 13.3"};
        text += begin + pack + " " + troubles[static_cast<std::size_t>(i) % troubles.size()] + "\n";
        text += begin + "all /Dc/0/Current " + (i % 2 == 0 ? "20" : "-20") + "\n";
    }
    return text;
}

class Soak {
public:
    explicit Soak(const Options& options)
        : options_(options),
          station_(options.programs, options.packs,
                   "[Failsafe]\nstale_after = 2\nlost_after = 4\n") {
        const std::string file = station_.folder() / "script";
        std::ofstream{file} << script(options);
        station_.start_simulator({"--speed", std::to_string(options.speed), "--script", file});
        station_.start_daemon();
        dbus::Bus asker{station_.bus().address()};
        owner_ = owner_of(asker, kBank);
    }

    /// Whether nothing grew.
    bool run() {
        std::printf("%10s%14s%14s%14s%14s%14s%14s\n", "second", "anonymous KiB", "resident KiB",
                    "descriptors", "match rules", "state files", "state bytes");
        have_state_kept();
        const std::chrono::milliseconds pause{options_.seconds * 1000 / kSamples};
        for (int i = 1; i <= kSamples; ++i) {
            std::this_thread::sleep_for(pause);
            samples_.push_back(take());
            print(samples_.back(), i * options_.seconds / kSamples);
        }
        return judge();
    }

private:
    Sample take() {
        const pid_t daemon = station_.daemon().pid();
        const test::Memory memory = test::memory_of(daemon);
        const Traffic traffic = monitor_.take(owner_);
        matches_ +=
            static_cast<long>(traffic.matches_added) - static_cast<long>(traffic.matches_removed);
        Sample sample{.anonymous_kib = memory.anonymous,
                      .resident_kib = memory.resident,
                      .matches = matches_};
        // A file that is being written stands beside the one it replaces, and is open.
        (void)test::pump_until({}, [&] {
            measure_state(sample);
            return sample.state_files <= kStateFiles;
        });
        sample.descriptors = test::open_descriptors_of(daemon);
        have_state_kept();
        return sample;
    }

    void measure_state(Sample& sample) const {
        sample.state_files = 0;
        sample.state_bytes = 0;
        for (const auto& file : std::filesystem::directory_iterator{station_.folder() / "state"}) {
            std::error_code gone;
            const std::uintmax_t bytes = file.file_size(gone);
            if (gone) continue;
            ++sample.state_files;
            sample.state_bytes += bytes;
        }
    }

    /// For the next sample: a file that is being written is a descriptor and a file more. The
    /// configuration is read again and stays as it is.
    void have_state_kept() { station_.daemon().send_signal(SIGHUP); }

    static void print(const Sample& sample, int second) {
        std::printf("%10d%14.0f%14.0f%14zu%14ld%14zu%14ju\n", second, sample.anonymous_kib,
                    sample.resident_kib, sample.descriptors, sample.matches, sample.state_files,
                    static_cast<std::uintmax_t>(sample.state_bytes));
        std::fflush(stdout);
    }

    [[nodiscard]] bool judge() const {
        const Sample& settled = samples_.at(kSettled);
        const Sample& last = samples_.back();
        const auto grew = [](const char* what, bool did) {
            if (did) std::printf("%s grew\n", what);
            return did;
        };
        const bool memory =
            grew("memory", last.anonymous_kib > settled.anonymous_kib + kGrowth_kib);
        const bool descriptors = grew("descriptors", last.descriptors > settled.descriptors);
        // A pack that is away at the moment has no rule.
        const bool matches = grew("match rules", last.matches > settled.matches + options_.packs);
        const bool state =
            grew("state", last.state_files > kStateFiles || last.state_bytes > 10'000);
        return !memory && !descriptors && !matches && !state;
    }

    Options options_;
    Station station_;
    TrafficMonitor monitor_{station_.bus().address()};
    std::string owner_{};
    std::vector<Sample> samples_{};
    long matches_ = 0;  ///< Since the start of the monitor.
};

}  // namespace
}  // namespace aggregator::bench

int main(int argc, char** argv) {
    aggregator::bench::Options options;
    CLI::App app{"A long life of bms-aggregator, in which nothing may grow"};
    app.add_option("--program", options.programs.daemon, "the daemon")->capture_default_str();
    app.add_option("--sim", options.programs.simulator, "bms-sim")->capture_default_str();
    app.add_option("--packs", options.packs, "how many packs")->capture_default_str();
    app.add_option("--seconds", options.seconds, "how long")->capture_default_str();
    app.add_option("--speed", options.speed, "how much faster the packs live")
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    try {
        return aggregator::bench::Soak{options}.run() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
