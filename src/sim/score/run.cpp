#include "sim/score/run.hpp"

#include <algorithm>
#include <deque>

#include "sim/score/bank_config.hpp"
#include "sim/score/recorder.hpp"
#include "sim/score/score_keeper.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

constexpr double kSecondsPerHour = 3600.0;
constexpr double kAfterEnd_s = 900.0;

class Run {
public:
    Run(const Scenario& scenario, const Settings& settings, const RunOptions& options)
        : scenario_(scenario),
          speed_(options.speed),
          plant_(bank_of(scenario)),
          under_test_(settings, services_of(scenario, settings), options.planted),
          keeper_(scenario, silence_s(scenario, settings, options.speed)),
          present_(scenario.packs.size(), false) {
        if (options.sample_s) recorder_.emplace(scenario, *options.sample_s);
    }

    Outcome to_the_end() {
        under_test_.set_time(0.0);
        under_test_.start();
        for (std::size_t i = 0; i < present_.size(); ++i) arrive(i, Arrival::found);
        under_test_.work();
        while (!over()) step();
        return {keeper_.figures(plant_, under_test_.publications()),
                recorder_ ? recorder_->take() : Series{}};
    }

private:
    struct Letter {
        double arrives_s;
        std::size_t place;
        Battery report;
    };

    /// Age at which a pack is stale, one more report, and the program's own second.
    static double silence_s(const Scenario& scenario, const Settings& settings, double speed) {
        double slowest_s = 0.0;
        for (const auto& pack : scenario.packs)
            slowest_s = std::max(slowest_s, pack.bms.report_period_s + pack.bms.jitter_s);
        return speed * (settings.failsafe.stale_after.count() + 2.0) + slowest_s;
    }

    [[nodiscard]] double now_s() const { return plant_.time_s(); }
    [[nodiscard]] const model::FaultScript& faults() const { return plant_.spec().faults; }

    [[nodiscard]] bool over() const {
        if (now_s() >= scenario_.hours * kSecondsPerHour) return true;
        return end_s_ && now_s() >= *end_s_;
    }

    void watch_for_end() {
        const bool full = scenario_.ending == Ending::full && keeper_.all_full();
        if (full && !end_s_) end_s_ = now_s() + kAfterEnd_s;
        if (scenario_.ending != Ending::empty) return;
        const auto stopped = keeper_.stopped_since_s();
        end_s_ = stopped ? std::optional{*stopped + kAfterEnd_s} : std::nullopt;
    }

    [[nodiscard]] std::size_t place_of(std::size_t pack) const {
        return faults().place_of(pack, present_.size(), now_s());
    }

    /// A service that comes is asked for all it has at once.
    void arrive(std::size_t pack, Arrival arrival) {
        present_[pack] = true;
        under_test_.pack_appeared(place_of(pack), arrival);
        deliver(place_of(pack), report_of(pack));
    }

    [[nodiscard]] Battery report_of(std::size_t pack) {
        Battery report = plant_.units()[pack].report(now_s());
        report.serial = "SIM" + std::to_string(pack + 1);
        keeper_.bms_reported(pack, report, now_s());
        return report;
    }

    void deliver(std::size_t place, Battery report) {
        under_test_.pack_reported(place, std::move(report));
    }

    void move_services() {
        for (std::size_t i = 0; i < present_.size(); ++i) {
            const bool present = faults().on_bus(i, present_.size(), now_s());
            if (present && !present_[i]) arrive(i, Arrival::appeared);
            if (!present && present_[i]) {
                // While it is away it still has the place it left.
                under_test_.pack_left(faults().place_of(i, present_.size(), now_s()));
                present_[i] = false;
            }
        }
    }

    void collect_reports() {
        for (std::size_t i = 0; i < present_.size(); ++i) {
            if (!plant_.units()[i].report_due || !present_[i]) continue;
            if (faults().find(FaultKind::silent, i, now_s()) != nullptr) continue;
            const model::Fault* late = faults().find(FaultKind::latency, i, now_s());
            const double delay_s = late == nullptr ? 0.0 : late->value.value_or(0.0);
            letters_.push_back({now_s() + delay_s, place_of(i), report_of(i)});
        }
    }

    void deliver_reports() {
        const auto due = [this](const Letter& letter) { return letter.arrives_s <= now_s(); };
        for (Letter& letter : letters_) {
            if (due(letter)) deliver(letter.place, letter.report);
        }
        std::erase_if(letters_, due);
    }

    void kill_or_start() {
        const bool dead = faults().find(FaultKind::kill, now_s()) != nullptr;
        if (dead && under_test_.runs()) under_test_.kill();
        if (dead || under_test_.runs()) return;
        under_test_.start();
        for (std::size_t i = 0; i < present_.size(); ++i) {
            if (present_[i]) arrive(i, Arrival::found);
        }
    }

    void step() {
        plant_.step(under_test_.published(), scenario_.step_s);
        under_test_.set_time(now_s() / speed_);
        kill_or_start();
        move_services();
        collect_reports();
        deliver_reports();
        under_test_.work();
        keeper_.see(plant_, under_test_.shown(), scenario_.step_s);
        const Events events = under_test_.take_events();
        keeper_.see(events);
        if (recorder_) recorder_->see(plant_, under_test_, events);
        watch_for_end();
    }

    const Scenario& scenario_;
    double speed_;
    model::Plant plant_;
    UnderTest under_test_;
    ScoreKeeper keeper_;
    std::optional<Recorder> recorder_{};
    std::vector<bool> present_;
    std::deque<Letter> letters_{};
    std::optional<double> end_s_{};
};

}  // namespace

Outcome run(const Scenario& scenario, const Settings& settings, const RunOptions& options) {
    return Run{scenario, settings, options}.to_the_end();
}

}  // namespace aggregator::sim
