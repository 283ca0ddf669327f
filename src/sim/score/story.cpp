#include "sim/score/story.hpp"

#include <algorithm>
#include <string>

#include "aggregator/core/units.hpp"

namespace aggregator::sim {
namespace {

using model::FaultKind;

constexpr double kAfterFull_s = 900.0;
/// An empty battery starts its inverter again after 1, 2, 4 .. 15 minutes, on and on. The evening
/// is over when it stood still for longer than all but the longest of these waits.
constexpr double kAfterEmpty_s = 600.0;
/// The program's own second, and another one.
constexpr double kOwnPatience_s = 2.0;

}  // namespace

double silence_s(const Scenario& scenario, const Settings& settings, double speed) {
    double slowest_s = 0.0;
    for (const model::PackSpec& pack : scenario.packs)
        slowest_s = std::max(slowest_s, pack.bms.report_period_s + pack.bms.jitter_s);
    return speed * (settings.failsafe.stale_after.count() + kOwnPatience_s) + slowest_s;
}

Story::Story(const Scenario& scenario, Steering& steering, double silence_s)
    : scenario_(scenario),
      steering_(steering),
      plant_(bank_of(scenario)),
      keeper_(scenario, silence_s),
      presence_(scenario.packs.size(), Presence::away) {}

void Story::begin() {
    for (std::size_t i = 0; i < presence_.size(); ++i) {
        presence_[i] = Presence::serving;
        arrive(i);
    }
}

void Story::repeat() {
    for (std::size_t i = 0; i < presence_.size(); ++i) {
        if (presence_[i] == Presence::serving) steering_.pack_reported(place_of(i), report_of(i));
    }
}

std::size_t Story::place_of(std::size_t pack) const {
    return faults().place_of(pack, presence_.size(), time_s());
}

Story::Presence Story::presence_of(std::size_t pack) const {
    if (!faults().on_bus(pack, presence_.size(), time_s())) return Presence::away;
    const bool silent = faults().find(FaultKind::silent, pack, time_s()) != nullptr;
    return silent ? Presence::silent : Presence::serving;
}

Battery Story::report_of(std::size_t pack) {
    Battery report = plant_.units()[pack].report(time_s());
    const bool doubled = faults().find(FaultKind::duplicate_instance, pack, time_s()) != nullptr;
    report.device_instance = static_cast<int>(doubled ? (pack + 1) % presence_.size() : pack) + 1;
    report.serial = "SIM" + std::to_string(pack + 1);
    report.custom_name = pack_name(scenario_, pack);
    keeper_.bms_reported(pack, report, time_s());
    return report;
}

/// A service that comes is asked for all it has at once.
void Story::arrive(std::size_t pack) {
    steering_.pack_appeared(place_of(pack));
    steering_.pack_reported(place_of(pack), report_of(pack));
}

void Story::move(std::size_t pack, Presence presence) {
    const Presence before = presence_[pack];
    if (presence == before) return;
    presence_[pack] = presence;
    if (presence == Presence::away) return steering_.pack_left(place_of(pack));
    if (before == Presence::away) arrive(pack);
    if (before == Presence::silent) steering_.pack_speaks_again(place_of(pack));
    if (presence == Presence::silent) steering_.pack_fell_silent(place_of(pack));
}

void Story::kill_or_start() {
    const bool dead = faults().find(FaultKind::kill, time_s()) != nullptr;
    if (dead == killed_) return;
    killed_ = dead;
    if (dead) return steering_.kill();
    steering_.start();
    for (std::size_t i = 0; i < presence_.size(); ++i) {
        if (presence_[i] != Presence::away) arrive(i);
    }
}

void Story::collect_reports() {
    for (std::size_t i = 0; i < presence_.size(); ++i) {
        if (!plant_.units()[i].report_due || presence_[i] != Presence::serving) continue;
        const model::Fault* late = faults().find(FaultKind::latency, i, time_s());
        const double delay_s = late == nullptr ? 0.0 : late->value.value_or(0.0);
        letters_.push_back({time_s() + delay_s, place_of(i), report_of(i)});
    }
}

void Story::deliver_reports() {
    const auto due = [this](const Letter& letter) { return letter.arrives_s <= time_s(); };
    for (const Letter& letter : letters_) {
        if (due(letter)) steering_.pack_reported(letter.place, letter.report);
    }
    std::erase_if(letters_, due);
}

void Story::live() {
    plant_.step(published_by(steering_), scenario_.step_s);
}

void Story::tell() {
    kill_or_start();
    for (std::size_t i = 0; i < presence_.size(); ++i) move(i, presence_of(i));
    collect_reports();
    deliver_reports();
}

void Story::judge(const Events& events) {
    keeper_.see(plant_, steering_.shown(), scenario_.step_s);
    keeper_.see(events);
    watch_for_end();
}

void Story::watch_for_end() {
    if (scenario_.ending == Ending::full && keeper_.all_full() && !end_s_)
        end_s_ = time_s() + kAfterFull_s;
    if (scenario_.ending != Ending::empty) return;
    const auto stopped_s = keeper_.stopped_since_s();
    end_s_ = stopped_s ? std::optional{*stopped_s + kAfterEmpty_s} : std::nullopt;
}

bool Story::over() const {
    if (time_s() >= scenario_.hours * kSecondsPerHour) return true;
    return end_s_ && time_s() >= *end_s_;
}

}  // namespace aggregator::sim
