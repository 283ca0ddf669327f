#include "aggregator/core/history_record.hpp"

#include "core/seal.hpp"
#include "core/state_form.hpp"

namespace aggregator {

namespace {

constexpr std::string_view kHistoryHeader = "bms-aggregator history 1\n";

constexpr Bounds kSum{0.0, 1e12};
constexpr Bounds kDepth{-1e12, 0.0};
constexpr Bounds kCount{0.0, 1e9};
constexpr Bounds kVolts{0.0, 1e4};

template <typename Form, typename Record>
void visit_sums(Form& form, Record& record) {
    form.number("drawn_ah", record.drawn, kSum);
    form.number("charged_kwh", record.charged, kSum);
    form.number("discharged_kwh", record.discharged, kSum);
    form.number("cycles", record.cycles, kSum);
    form.number("since_full_s", record.since_full, kSum);
    form.number("gaps_s", record.gaps, kSum);
}

template <typename Form, typename Record>
void visit_extremes(Form& form, Record& record) {
    form.number("min_voltage_v", record.voltage.low, kVolts);
    form.number("max_voltage_v", record.voltage.high, kVolts);
    form.number("min_cell_v", record.cell_voltage.low, kVolts);
    form.number("max_cell_v", record.cell_voltage.high, kVolts);
    form.number("min_temperature_c", record.temperature.low, kCelsius);
    form.number("max_temperature_c", record.temperature.high, kCelsius);
}

template <typename Form, typename Record>
void visit_discharges(Form& form, Record& record) {
    form.number("deepest_discharge_ah", record.deepest_discharge, kDepth);
    form.number("last_discharge_ah", record.last_discharge, kDepth);
    form.number("depth_ah", record.depth, kDepth);
    form.number("finished_depths_ah", record.finished_depths, kDepth);
    form.number("finished_discharges", record.finished_discharges, kCount);
}

template <typename Form, typename Record>
void visit_occurrences(Form& form, Record& record) {
    form.number("full_discharges", record.full_discharges.count, kCount);
    form.number("is_empty", record.full_discharges.present, kYesOrNo);
    form.number("low_voltage_alarms", record.low_voltage_alarms.count, kCount);
    form.number("is_low", record.low_voltage_alarms.present, kYesOrNo);
    form.number("high_voltage_alarms", record.high_voltage_alarms.count, kCount);
    form.number("is_high", record.high_voltage_alarms.present, kYesOrNo);
}

template <typename Form, typename Record>
void visit(Form& form, Record& record) {
    visit_sums(form, record);
    visit_extremes(form, record);
    visit_discharges(form, record);
    visit_occurrences(form, record);
}

}  // namespace

std::string to_text(const HistoryRecord& record) {
    std::string text{kHistoryHeader};
    StateWriter writer{text};
    visit(writer, record);
    return seal(std::move(text));
}

std::optional<HistoryRecord> history_from_text(std::string_view text) {
    const auto body = unseal(text, kHistoryHeader);
    if (!body) return std::nullopt;
    StateReader reader{*body};
    HistoryRecord record;
    visit(reader, record);
    if (!reader.finished()) return std::nullopt;
    return record;
}

}  // namespace aggregator
