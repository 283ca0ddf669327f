#include "core/scenarios/charge_run.hpp"

#include <algorithm>
#include <cmath>

#include "aggregator/core/bank.hpp"
#include "aggregator/core/fleet.hpp"
#include "core/scenarios/plant.hpp"

namespace aggregator::scenarios {

namespace {

constexpr double kTick_s = 0.5;
/// First data are not believed for so long.
constexpr double kProof_s = 4.0;
constexpr double kLongestCharge_s = 14.0 * 3600.0;
constexpr double kAfterFull_s = 900.0;
constexpr double kFull = 0.97;
constexpr double kOverLimitFast_ah = 0.10;
constexpr double kOverLimitSlow_ah = 0.50;
constexpr double kSlowReports_s = 5.0;
constexpr int kMostReversals = 80;
constexpr double kSlowerThanBest = 1.05;
/// The spread may pass two thresholds on its way up and again on its way down.
constexpr int kMostImbalanceEdges = 4;

std::string service_of(std::size_t pack) {
    return "com.victronenergy.battery.pack" + std::to_string(pack);
}

Instant at(double time_s) {
    return Instant{} + std::chrono::milliseconds{1'000'000 + std::lround(time_s * 1000.0)};
}

/// Counts turns of a value by more than a threshold.
class TurnCounter {
public:
    explicit TurnCounter(double threshold) : threshold_(threshold) {}

    void see(double value) {
        const double from_extreme = value - extreme_;
        const bool turned = rising_ ? from_extreme < -threshold_ : from_extreme > threshold_;
        if (turned) {
            rising_ = !rising_;
            ++turns_;
        }
        const bool further = rising_ ? value > extreme_ : value < extreme_;
        if (turned || further) extreme_ = value;
    }

    [[nodiscard]] int turns() const { return turns_; }

private:
    double threshold_;
    double extreme_ = 0.0;
    bool rising_ = true;
    int turns_ = 0;
};

class Run {
public:
    Run(const Scenario& scenario, const Settings& settings, const RunOptions& options)
        : plant_(scenario.packs, options.curve),
          fleet_(settings),
          bank_(settings),
          options_(options),
          turns_(0.01 * settings.charge.nominal_charge_current.value()) {}

    Figures to_the_end();

private:
    [[nodiscard]] bool reports_now(std::size_t pack) const;
    void report(std::size_t pack);
    void come_and_be_believed();
    void decide();
    void count(const Events& events);
    [[nodiscard]] bool all_full() const;

    Plant plant_;
    Fleet fleet_;
    Bank bank_;
    RunOptions options_;
    TurnCounter turns_;
    Limits published_{};
    Figures figures_{};
    double time_s_ = 0.0;
};

/// Each pack in its own time, so that no two currents are measured together.
bool Run::reports_now(std::size_t pack) const {
    const auto period = std::lround(options_.report_period_s / kTick_s);
    const auto packs = static_cast<long>(plant_.packs().size());
    const long phase = static_cast<long>(pack) * period / packs;
    return std::lround(time_s_ / kTick_s) % period == phase;
}

void Run::report(std::size_t pack) {
    const Battery battery = plant_.packs()[pack].report();
    fleet_.update(service_of(pack), [&](Battery& raw) {
        raw = battery;
        return 0U;
    });
    fleet_.heard(service_of(pack), at(time_s_));
}

void Run::count(const Events& events) {
    for (const Event& event : events) {
        if (std::holds_alternative<TierChanged>(event)) ++figures_.tier_changes;
        const auto* alarm = std::get_if<AlarmChanged>(&event);
        if (alarm == nullptr) continue;
        const bool spread = alarm->kind == AlarmKind::cell_imbalance;
        ++(spread ? figures_.imbalance_edges : figures_.alarm_edges);
    }
}

void Run::decide() {
    Events events;
    const auto members = fleet_.survey(at(time_s_), events);
    published_ = bank_.step(members, {}, at(time_s_), events).battery.limits;
    turns_.see(published_.charge_current->value());
    count(events);
}

bool Run::all_full() const {
    return std::ranges::all_of(plant_.packs(), [](const PackModel& p) { return p.soc() >= kFull; });
}

void Run::come_and_be_believed() {
    for (time_s_ = -kProof_s; time_s_ <= 0.0; time_s_ += 1.0) {
        for (std::size_t i = 0; i < plant_.packs().size(); ++i) {
            if (time_s_ == -kProof_s) fleet_.appeared(service_of(i), at(time_s_));
            report(i);
        }
        Events events;
        fleet_.survey(at(time_s_), events);
    }
    time_s_ = 0.0;
}

Figures Run::to_the_end() {
    come_and_be_believed();
    decide();
    double end_s = kLongestCharge_s;
    for (time_s_ = kTick_s; time_s_ < end_s; time_s_ += kTick_s) {
        plant_.step(published_, kTick_s);
        bool news = false;
        for (std::size_t i = 0; i < plant_.packs().size(); ++i) {
            if (!reports_now(i)) continue;
            report(i);
            news = true;
        }
        if (news) decide();
        if (figures_.full || !all_full()) continue;
        figures_.full = true;
        figures_.hours_to_full = time_s_ / 3600.0;
        end_s = time_s_ + kAfterFull_s;
    }
    if (!figures_.full) figures_.hours_to_full = kLongestCharge_s / 3600.0;
    for (const PackModel& pack : plant_.packs()) {
        figures_.over_limit_ah = std::max(figures_.over_limit_ah, pack.over_limit_ah());
        figures_.frost_ah = std::max(figures_.frost_ah, pack.frost_ah());
        figures_.trips += pack.trips();
    }
    figures_.reversals = turns_.turns();
    return figures_;
}

}  // namespace

Settings comparison_settings(const Scenario& scenario, LimitMode mode) {
    Settings settings;
    settings.charge.nominal_charge_current = Amps{200.0};
    settings.charge.limit_mode = mode;
    settings.imbalance.action = ImbalanceAction::alarm_only;
    settings.bank.max_charge_voltage = Volts{3.55 * scenario.packs.front().cells};
    settings.given.max_charge_voltage = true;
    for (std::size_t i = 0; i < scenario.packs.size(); ++i)
        settings.packs.push_back(PackSettings{.service = service_of(i)});
    return settings;
}

Figures charge(const Scenario& scenario, const Settings& settings, const RunOptions& options) {
    return Run{scenario, settings, options}.to_the_end();
}

bool is_safe(const Figures& figures, const RunOptions& options) {
    const double most_ah =
        options.report_period_s >= kSlowReports_s ? kOverLimitSlow_ah : kOverLimitFast_ah;
    return figures.trips == 0 && figures.over_limit_ah <= most_ah && figures.full;
}

std::vector<std::string> missed_figures(const Figures& figures, const RunOptions& options,
                                        double best_hours) {
    std::vector<std::string> missed;
    const auto ask = [&missed](bool kept, const std::string& what, double value) {
        if (!kept) missed.push_back(what + ": " + std::to_string(value));
    };
    ask(is_safe(figures, options), "charge over a pack's limit, Ah", figures.over_limit_ah);
    ask(figures.trips == 0, "trips", figures.trips);
    ask(figures.hours_to_full <= best_hours * kSlowerThanBest, "hours", figures.hours_to_full);
    ask(figures.reversals <= kMostReversals, "reversals", figures.reversals);
    ask(figures.alarm_edges == 0, "alarm edges", figures.alarm_edges);
    ask(figures.imbalance_edges <= kMostImbalanceEdges, "spread edges", figures.imbalance_edges);
    return missed;
}

}  // namespace aggregator::scenarios
