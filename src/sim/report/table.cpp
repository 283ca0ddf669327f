#include "sim/report/table.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>

#include "sim/text.hpp"

namespace aggregator::sim {
namespace {

struct Column {
    const char* name;
    int width;
    std::string (*text)(const RuleResult& result);
};

std::string hours_text(const RuleResult& result) {
    return fixed(result.figures.hours, 2) + (result.figures.all_full ? " " : "*");
}

std::string reaction_text(const RuleResult& result) {
    const Figures& figures = result.figures;
    if (figures.limit_reaction_s == 0.0) return "-";
    return fixed(figures.limit_reaction_s, 1) + "/" + fixed(figures.current_reaction_s, 1);
}

std::string gate_text(const RuleResult& result) {
    return result.missed.empty() ? "kept" : "missed " + std::to_string(result.missed.size());
}

// clang-format off
constexpr std::array kColumns{
    Column{"rule", -10, [](const RuleResult& r) { return std::string{name_of(r.rule)}; }},
    Column{"chg Ah", 8, [](const RuleResult& r) { return fixed(r.figures.over_charge_ah, 2); }},
    Column{"dis Ah", 8, [](const RuleResult& r) { return fixed(r.figures.over_discharge_ah, 2); }},
    Column{"over s", 8, [](const RuleResult& r) { return fixed(r.figures.over_s, 0); }},
    Column{"worst", 7, [](const RuleResult& r) { return fixed(r.figures.worst_multiple, 1, "x"); }},
    Column{"trips", 7, [](const RuleResult& r) { return std::to_string(r.figures.trips); }},
    Column{"cold Ah", 8, [](const RuleResult& r) { return fixed(r.figures.cold_ah, 2); }},
    Column{"hours", 8, hours_text},
    Column{"held Wh", 8, [](const RuleResult& r) { return fixed(r.figures.withheld_wh, 0); }},
    Column{"turns", 6, [](const RuleResult& r) { return std::to_string(r.figures.reversals); }},
    Column{"alarms", 7, [](const RuleResult& r) { return std::to_string(r.figures.alarm_edges); }},
    Column{"spread", 7, [](const RuleResult& r) { return std::to_string(r.figures.spread_edges); }},
    Column{"dark", 5, [](const RuleResult& r) { return std::to_string(r.figures.blackouts); }},
    Column{"wrong s", 8, [](const RuleResult& r) { return fixed(r.figures.wrong_s, 0); }},
    Column{"react s", 10, reaction_text},
    Column{"writes/h", 9, [](const RuleResult& r) { return fixed(r.figures.publications_per_hour, 0); }},
    Column{"points", 9, [](const RuleResult& r) { return fixed(r.points, 1); }},
    Column{"  gate", -9, [](const RuleResult& r) { return "  " + gate_text(r); }},
};
// clang-format on

void put(std::ostream& line, int width, const std::string& text) {
    line << (width < 0 ? std::left : std::right) << std::setw(std::abs(width)) << text;
}

std::string trimmed_line(const std::ostringstream& line) {
    std::string text = line.str();
    text.erase(text.find_last_not_of(' ') + 1);
    return text + "\n";
}

}  // namespace

std::string table_of(const ScenarioResult& result) {
    std::ostringstream head;
    for (const Column& column : kColumns) put(head, column.width, column.name);
    std::string table = result.scenario.name + ": " + result.scenario.title + "\n";
    table += trimmed_line(head);
    for (const RuleResult& rule : result.rules) {
        std::ostringstream line;
        for (const Column& column : kColumns) put(line, column.width, column.text(rule));
        table += trimmed_line(line);
    }
    return table;
}

std::string summary_of(const Scenario& scenario, const Figures& figures) {
    const double worst_ah = std::max(figures.over_charge_ah, figures.over_discharge_ah);
    std::string text = scenario.title + "\n";
    text += "  charged " + fixed(figures.charged_ah, 1) + " Ah, discharged " +
            fixed(figures.discharged_ah, 1) + " Ah in " + fixed(figures.hours, 2) + " h";
    text += figures.all_full ? ", all packs full by then\n" : "\n";
    text += "  above its own limit: " + fixed(worst_ah, 3) +
            " Ah in the pack that was worst off, " + fixed(figures.over_s, 0) + " s in all\n";
    text += "  a BMS had to open a switch: " + std::to_string(figures.trips) + " times\n";
    text += "  needless blackouts: " + std::to_string(figures.blackouts) + "\n";
    text += "  turns of the charge limit: " + std::to_string(figures.reversals) +
            ", changes of alarms that no BMS made: " + std::to_string(figures.alarm_edges) + "\n";
    return text;
}

std::string table_legend() {
    return R"(chg Ah, dis Ah  above its own limit, of the pack that is worst off     hours   until all packs are at 97 % (* never)
over s, worst   some pack clearly over its limit; how many times       held Wh above the reserve when the inverter stopped
trips           a BMS had to open a switch                             turns   of the CCL by more than 5 %
cold Ah         charged below 0 C                                      alarms  changes beyond the BMSes' own; spread: of the SOC's
dark            needless blackouts                                     wrong s in a published state that cannot be
react s         from a fault to the limit / to the current             points  all of it weighted, less is better
gate            kept, or how many figures are worse than allowed; --gate tells which
)";
}

}  // namespace aggregator::sim
