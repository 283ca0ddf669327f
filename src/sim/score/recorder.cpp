#include "sim/score/recorder.hpp"

#include <algorithm>

#include "sim/scenario/keys.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

constexpr double kSecondsPerMinute = 60.0;

void add_published(const UnderTest& under_test, Sample& sample) {
    const auto published = published_by(under_test);
    sample.on_bus = published.has_value();
    if (!published) return;
    const Decision& shown = *under_test.shown();
    sample.cvl_v = published->cvl_v;
    sample.ccl_a = published->ccl_a;
    sample.dcl_a = published->dcl_a;
    sample.soc_pct = published->soc_pct;
    sample.state = name_of(shown.state);
    sample.charge_reason = describe(shown.charge_cause, under_test.members());
    sample.discharge_reason = describe(shown.discharge_cause, under_test.members());
    for (std::size_t i = 0; i < kAlarmKinds; ++i) {
        const auto kind = static_cast<AlarmKind>(i);
        const auto severity = shown.battery.alarms[kind].value_or(Severity::ok);
        if (severity != Severity::ok)
            sample.alarms.push_back({name_of(kind), static_cast<int>(severity)});
    }
}

PackSample pack_sample(const model::Unit& unit) {
    return {.current_a = unit.pack.current(),
            .charge_limit_a = unit.limits.charge_a(),
            .discharge_limit_a = unit.limits.discharge_a(),
            .soc_pct = 100.0 * unit.pack.charge(),
            .top_cell_v = unit.pack.top_cell_v(),
            .bottom_cell_v = unit.pack.bottom_cell_v(),
            .temperature_c = unit.pack.temperature()};
}

Sample sample_of(const model::Plant& plant, const UnderTest& under_test) {
    Sample sample{.time_s = plant.time_s(), .bus_v = plant.bus_v(), .bank_a = plant.bank_a()};
    add_published(under_test, sample);
    const auto members = under_test.members();
    for (std::size_t i = 0; i < plant.units().size(); ++i) {
        sample.packs.push_back(pack_sample(plant.units()[i]));
        if (i < members.size()) sample.packs.back().state = name_of(members[i].state);
    }
    return sample;
}

std::string kind_in_words(model::FaultKind kind) {
    std::string words{name_of(kind)};
    std::ranges::replace(words, '_', ' ');
    return words;
}

}  // namespace

std::string describe_fault(const model::Fault& fault, const Scenario& scenario) {
    std::string text = kind_in_words(fault.kind);
    if (fault.pack)
        text = pack_name(scenario, static_cast<std::size_t>(*fault.pack) - 1) + ": " + text;
    if (fault.value) text += " " + fixed(*fault.value, 0);
    if (!fault.duration_s) return text;
    const bool long_one = *fault.duration_s >= 2.0 * kSecondsPerMinute;
    return text + " for " +
           (long_one ? fixed(*fault.duration_s / kSecondsPerMinute, 0, " min")
                     : fixed(*fault.duration_s, 0, " s"));
}

Recorder::Recorder(const Scenario& scenario, double sample_s) : sample_s_(sample_s) {
    for (const model::Fault& fault : scenario.faults)
        series_.marks.push_back({fault.at_s, Mark::Kind::fault, describe_fault(fault, scenario)});
}

void Recorder::mark(const Event& event, std::span<const Member> members, double time_s) {
    const bool alarm = std::holds_alternative<AlarmChanged>(event);
    const bool state =
        std::holds_alternative<PackChanged>(event) || std::holds_alternative<BankChanged>(event);
    if (!alarm && !state) return;
    series_.marks.push_back(
        {time_s, alarm ? Mark::Kind::alarm : Mark::Kind::state, describe(event, members)});
}

void Recorder::see(const model::Plant& plant, const UnderTest& under_test, const Events& events) {
    for (const Event& event : events) mark(event, under_test.members(), plant.time_s());
    if (plant.time_s() < next_s_) return;
    next_s_ += sample_s_;
    series_.samples.push_back(sample_of(plant, under_test));
}

}  // namespace aggregator::sim
