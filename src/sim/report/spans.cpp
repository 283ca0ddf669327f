#include "sim/report/spans.hpp"

#include <algorithm>
#include <cmath>

#include "sim/score/recorder.hpp"

namespace aggregator::sim {
namespace {

constexpr std::string_view kRising = ", rising";

/// Gathers samples into spans; a row begins with its first one.
class Rows {
public:
    explicit Rows(const Series& series) {
        if (series.samples.size() > 1)
            step_s_ = series.samples[1].time_s - series.samples[0].time_s;
    }

    void add(const std::string& label, double time_s, int level) {
        auto& spans = row(label).spans;
        const bool goes_on = !spans.empty() && spans.back().level == level &&
                             spans.back().to_s > time_s - step_s_ / 2.0;
        if (goes_on)
            spans.back().to_s = time_s + step_s_;
        else
            spans.push_back({time_s, time_s + step_s_, level});
    }

    void add(const std::string& label, Span span) { row(label).spans.push_back(span); }

    [[nodiscard]] std::vector<SpanRow> take() { return std::move(rows_); }

private:
    SpanRow& row(const std::string& label) {
        const auto found = std::ranges::find(rows_, label, &SpanRow::label);
        if (found != rows_.end()) return *found;
        rows_.push_back({label, {}});
        return rows_.back();
    }

    double step_s_ = 1.0;
    std::vector<SpanRow> rows_{};
};

std::vector<SpanRow> reasons(const Series& series, std::string Sample::*reason) {
    Rows rows{series};
    for (const Sample& sample : series.samples) {
        std::string label = sample.*reason;
        if (label.empty()) continue;
        const bool rising = label.ends_with(kRising);
        if (rising) label.erase(label.size() - kRising.size());
        rows.add(label, sample.time_s, rising ? 1 : 0);
    }
    auto sorted = rows.take();
    std::ranges::stable_sort(sorted, std::ranges::greater{}, &SpanRow::length_s);
    return sorted;
}

}  // namespace

double SpanRow::length_s() const {
    double length = 0.0;
    for (const Span& span : spans) length += span.to_s - span.from_s;
    return length;
}

std::vector<SpanRow> charge_reasons(const Series& series) {
    return reasons(series, &Sample::charge_reason);
}

std::vector<SpanRow> discharge_reasons(const Series& series) {
    return reasons(series, &Sample::discharge_reason);
}

std::vector<SpanRow> events(const Series& series, const Scenario& scenario) {
    Rows rows{series};
    if (series.samples.empty()) return {};
    const double end_s = series.samples.back().time_s;
    for (const model::Fault& fault : scenario.faults) {
        if (fault.at_s < end_s)
            rows.add(describe_fault(fault, scenario),
                     {fault.at_s, std::min(end_s, fault.end_s()), 0});
    }
    for (const Sample& sample : series.samples) {
        for (std::size_t i = 0; i < sample.packs.size(); ++i) {
            const std::string& state = sample.packs[i].state;
            if (!state.empty() && state != "online")
                rows.add(pack_name(scenario, i) + " is " + state, sample.time_s, 1);
        }
        for (const AlarmSample& alarm : sample.alarms)
            rows.add(alarm.name, sample.time_s, alarm.severity);
    }
    return rows.take();
}

}  // namespace aggregator::sim
