#include "sim/report/csv.hpp"

#include <vector>

#include "config/text.hpp"
#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

using Cells = std::vector<std::string>;

/// In double quotes where a comma or a quote would break the table.
std::string csv_quoted(const std::string& text) {
    if (text.find_first_of(",\"") == std::string::npos) return text;
    std::string result = "\"";
    for (const char c : text) result += c == '"' ? std::string{"\"\""} : std::string{c};
    return result + "\"";
}

std::string line_of(const Cells& cells) {
    return config::join(cells, ",") + "\n";
}

Cells head(const Scenario& scenario) {
    Cells cells{"time_s", "bus_v",         "bank_a",           "cvl_v", "ccl_a", "dcl_a", "soc_pct",
                "state",  "charge_reason", "discharge_reason", "alarms"};
    for (std::size_t i = 0; i < scenario.packs.size(); ++i) {
        for (const char* const what :
             {"current_a", "charge_limit_a", "discharge_limit_a", "soc_pct", "top_cell_v",
              "bottom_cell_v", "temperature_c", "state"})
            cells.push_back(csv_quoted(pack_name(scenario, i) + " " + what));
    }
    return cells;
}

std::string alarms_text(const Sample& sample) {
    std::vector<std::string> alarms;
    for (const AlarmSample& alarm : sample.alarms)
        alarms.push_back(alarm.name + "=" + std::to_string(alarm.severity));
    return config::join(alarms, " ");
}

/// What is not on the bus has no number.
std::string published(const Sample& sample, double value, int decimals) {
    return sample.on_bus ? fixed(value, decimals) : std::string{};
}

Cells row(const Sample& sample) {
    Cells cells{fixed(sample.time_s, 1),
                fixed(sample.bus_v, 3),
                fixed(sample.bank_a, 2),
                published(sample, sample.cvl_v, 2),
                published(sample, sample.ccl_a, 1),
                published(sample, sample.dcl_a, 1),
                published(sample, sample.soc_pct, 1),
                sample.state,
                csv_quoted(sample.charge_reason),
                csv_quoted(sample.discharge_reason),
                alarms_text(sample)};
    for (const PackSample& pack : sample.packs) {
        cells.insert(cells.end(), {fixed(pack.current_a, 2), fixed(pack.charge_limit_a, 2),
                                   fixed(pack.discharge_limit_a, 2), fixed(pack.soc_pct, 2),
                                   fixed(pack.top_cell_v, 4), fixed(pack.bottom_cell_v, 4),
                                   fixed(pack.temperature_c, 2), pack.state});
    }
    return cells;
}

}  // namespace

std::string csv_of(const Series& series, const Scenario& scenario) {
    std::string text = line_of(head(scenario));
    for (const Sample& sample : series.samples) text += line_of(row(sample));
    return text;
}

}  // namespace aggregator::sim
