#include "sim/scenario_bank.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>

#include "aggregator/app/event_loop.hpp"
#include "sim/bus_steering.hpp"
#include "sim/exit_codes.hpp"
#include "sim/multiplus.hpp"
#include "sim/report/comparison.hpp"
#include "sim/report/json.hpp"
#include "sim/report/table.hpp"
#include "sim/scenario/scenario_folder.hpp"
#include "sim/score/bank_config.hpp"
#include "sim/score/recorder.hpp"
#include "sim/score/run.hpp"
#include "sim/score/story.hpp"
#include "sim/signals.hpp"
#include "sim/text.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

using std::chrono::milliseconds;

constexpr double kMillisecondsPerSecond = 1000.0;
constexpr double kSecondsPerMinute = 60.0;
/// Part of the chargers' rating that is worth a line.
constexpr double kMuch = 0.25;
/// After a pause of the machine the world goes on where it was, instead of racing without control.
constexpr Seconds kLongestCatchUp{1.0};

/// One tick for each step of the simulation, as far as the machine can.
milliseconds tick_for(const Scenario& scenario, double speed) {
    constexpr double kShortest_ms = 20.0;
    constexpr double kLongest_ms = 500.0;
    const double step_ms = kMillisecondsPerSecond * scenario.step_s / speed;
    return milliseconds{std::lround(std::clamp(step_ms, kShortest_ms, kLongest_ms))};
}

std::string bank_of(const Settings& settings) {
    return "com.victronenergy.battery." + settings.service_name;
}

class ScenarioBank {
public:
    explicit ScenarioBank(const ScenarioBankOptions& options)
        : options_(options),
          scenario_(open_scenario(options.scenario)),
          settings_(settings_for(scenario_, config_file(), options.speed)),
          tick_(tick_for(scenario_, options.speed)),
          loop_({.tick_period = tick_},
                {.before_drain = [this](Instant now) { steering_.set_time(now); },
                 .on_tick = [this](Instant now) { tick(now); },
                 .on_signal = stop_unless_hangup}),
          steering_({.bus_address = options.bus_address,
                     .signalling = options.signalling,
                     .packs = services_of(scenario_, settings_),
                     .bank = bank_of(settings_)},
                    loop_),
          multiplus_({.name = MultiPlus::kService, .bus_address = options.bus_address}, loop_),
          story_(scenario_, steering_, silence_s(scenario_, settings_, options.speed)) {
        if (options.compare) refuse_what_is_not_played();
    }

    /// Its figures, where it came to its end.
    std::optional<Figures> run() {
        story_.begin();
        multiplus_.show(story_.plant(), {});
        for (const std::string& service : services_of(scenario_, settings_))
            std::cout << "serving " << service << std::endl;
        if (!options_.at_once) std::cout << "waiting for " << bank_of(settings_) << std::endl;
        loop_.run();
        if (!story_.over()) return {};
        print_figures();
        return story_.figures(steering_.publications());
    }

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const Settings& settings() const { return settings_; }

private:
    void refuse_what_is_not_played() const {
        const auto& faults = scenario_.faults;
        if (std::ranges::find(faults, model::FaultKind::kill, &model::Fault::kind) != faults.end())
            throw UsageError("--compare: " + scenario_.name +
                             " has a fault of the kind kill, which is not played on a bus");
    }

    [[nodiscard]] const std::string& config_file() const {
        return options_.config.empty() ? scenario_.config : options_.config;
    }

    void tick(Instant now) {
        steering_.set_time(now);
        steering_.poll();
        if (!started_at_ && !options_.at_once && steering_.shown() == nullptr) return;
        if (!started_at_) start(now);
        const Seconds behind = now - *started_at_ - Seconds{story_.time_s() / options_.speed};
        if (behind > kLongestCatchUp)
            *started_at_ += std::chrono::duration_cast<Instant::duration>(behind - kLongestCatchUp);
        const double now_s = options_.speed * Seconds{now - *started_at_}.count();
        while (!story_.over() && story_.time_s() < now_s) step();
        multiplus_.show(story_.plant(), published_by(steering_));
        if (story_.over()) loop_.stop();
    }

    void start(Instant now) {
        started_at_ = now;
        std::cout << "the scenario begins" << std::endl;
    }

    void step() {
        story_.live();
        announce_faults();
        announce_limit();
        story_.tell();
        story_.judge({});
    }

    void announce_faults() {
        const auto& faults = scenario_.faults;
        while (next_fault_ < faults.size() && faults[next_fault_].at_s <= story_.time_s()) {
            say("fault: " + describe_fault(faults[next_fault_], scenario_));
            ++next_fault_;
        }
    }

    /// Says when the limit that is obeyed has moved by much.
    void announce_limit() {
        const auto bms = published_by(steering_);
        const double ccl_a = bms ? bms->ccl_a : 0.0;
        if (std::abs(ccl_a - said_ccl_a_) < kMuch * scenario_.system.charger_a) return;
        say("the chargers may give " + fixed(ccl_a, 0, " A") + ", " +
            fixed(said_ccl_a_, 0, " A before"));
        said_ccl_a_ = ccl_a;
    }

    void say(const std::string& what) const {
        std::cout << "[" << fixed(story_.time_s() / kSecondsPerMinute, 0, " min] ") << what
                  << std::endl;
    }

    void print_figures() {
        RuleResult result{.rule = Rule::as_configured,
                          .figures = story_.figures(steering_.publications())};
        result.points = points(result.figures, scenario_, {});
        result.missed = missed_figures(result.figures, scenario_, {});
        const ScenarioResult all{.scenario = scenario_, .best_hours = {}, .rules = {result}};
        std::cout << (options_.json ? json_of({all}) : summary_of(scenario_, result.figures))
                  << std::flush;
    }

    ScenarioBankOptions options_;
    Scenario scenario_;
    Settings settings_;
    milliseconds tick_;
    app::EventLoop loop_;  ///< Before what it serves.
    BusSteering steering_;
    MultiPlus multiplus_;
    Story story_;
    std::optional<Instant> started_at_{};
    std::size_t next_fault_ = 0;
    double said_ccl_a_ = 0.0;
};

struct Ended {
    Scenario scenario;
    Settings settings;
    Figures figures;
};

/// The bank is off the bus by then, and its loop gone with its watchdog: virtual time takes time.
std::optional<Ended> run_to_its_end(const ScenarioBankOptions& options) {
    ScenarioBank bank{options};
    const auto figures = bank.run();
    if (!figures) return {};
    return Ended{bank.scenario(), bank.settings(), *figures};
}

/// The daemon updates with some pack's message: on the bus the world may be ahead of it or behind.
/// Nor does it wait for all packs before it wakes.
std::vector<Figures> figures_in_virtual_time(const Ended& ended, double speed) {
    constexpr int kPhases = 8;
    std::vector<Figures> runs;
    for (int i = 0; i < kPhases; ++i) {
        const double after_s = ended.settings.update_interval.count() * i / kPhases;
        for (const Hearing hearing : {Hearing::together, Hearing::one_by_one}) {
            const RunOptions options{.speed = speed, .hearing = hearing, .after_s = after_s};
            runs.push_back(run(ended.scenario, ended.settings, options).figures);
        }
    }
    return runs;
}

}  // namespace

int run_scenario_bank(const ScenarioBankOptions& options) {
    const auto ended = run_to_its_end(options);
    if (!ended || !options.compare) return kSuccess;
    const auto compared = compare(ended->figures, figures_in_virtual_time(*ended, options.speed));
    std::cout << table_of(compared) << std::flush;
    return all_alike(compared) ? kSuccess : kFailure;
}

}  // namespace aggregator::sim
