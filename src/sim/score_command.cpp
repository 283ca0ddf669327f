#include "sim/score_command.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <system_error>

#include "aggregator/core/units.hpp"
#include "sim/exit_codes.hpp"
#include "sim/report/csv.hpp"
#include "sim/report/json.hpp"
#include "sim/report/plot.hpp"
#include "sim/report/table.hpp"
#include "sim/scenario/scenario_folder.hpp"
#include "sim/score/bank_config.hpp"
#include "sim/score/run.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

/// Enough for a picture; no run needs more than a few thousand.
constexpr double kMostSamples = 4000.0;

std::string known_folder() {
    const auto folder = scenario_folder();
    if (!folder) throw UsageError("no folder of scenarios; set BMS_SIM_SCENARIOS or name a file");
    return *folder;
}

Scenario changed(Scenario scenario, const ScoreOptions& options) {
    for (model::PackSpec& pack : scenario.packs) {
        pack.bms.report_period_s = options.report_period_s.value_or(pack.bms.report_period_s);
        pack.bms.curve = options.curve.value_or(pack.bms.curve);
    }
    scenario.seed = options.seed.value_or(scenario.seed);
    return scenario;
}

std::vector<Scenario> scenarios_of(const ScoreOptions& options) {
    const auto names = options.scenarios.empty() ? scenarios_in(known_folder()) : options.scenarios;
    std::vector<Scenario> scenarios;
    scenarios.reserve(names.size());
    for (const std::string& name : names)
        scenarios.push_back(changed(open_scenario(name), options));
    return scenarios;
}

std::vector<Rule> rules_of(const ScoreOptions& options) {
    if (!options.rules.empty()) return options.rules;
    return options.config.empty() ? all_rules() : std::vector{Rule::as_configured};
}

class Scorer {
public:
    explicit Scorer(const ScoreOptions& options) : options_(options) {}

    ScenarioResult score(const Scenario& scenario) {
        ScenarioResult result{.scenario = scenario};
        const std::string& file = options_.config.empty() ? scenario.config : options_.config;
        const Settings settings = settings_for(scenario, file, options_.speed);
        for (const Rule rule : rules_of(options_)) {
            Outcome outcome = run(scenario, with_rule(settings, rule), run_options(scenario, rule));
            result.rules.push_back({.rule = rule, .figures = outcome.figures});
            show(outcome.series, scenario, rule);
        }
        judge(result);
        return result;
    }

private:
    [[nodiscard]] RunOptions run_options(const Scenario& scenario, Rule rule) const {
        RunOptions options = at_speed(options_.speed);
        if (rule == Rule::tiers) options.planted = Planted::hidden_limits;
        if (!options_.csv.empty() || !options_.plot.empty())
            options.sample_s =
                std::max(scenario.step_s, scenario.hours * kSecondsPerHour / kMostSamples);
        return options;
    }

    static void judge(ScenarioResult& result) {
        if (result.scenario.ending == Ending::full) {
            for (const RuleResult& rule : result.rules) {
                if (!is_safe(rule.figures, result.scenario)) continue;
                result.best_hours =
                    std::min(result.best_hours.value_or(rule.figures.hours), rule.figures.hours);
            }
        }
        for (RuleResult& rule : result.rules) {
            rule.points = points(rule.figures, result.scenario, result.best_hours);
            rule.missed = missed_figures(rule.figures, result.scenario, result.best_hours);
        }
    }

    void show(const Series& series, const Scenario& scenario, Rule rule) const {
        if (!options_.csv.empty()) write(options_.csv, csv_of(series, scenario));
        if (options_.plot.empty()) return;
        const std::string steered =
            rule == Rule::as_configured ? options_.config : std::string{"rule "} + name_of(rule);
        draw(plot_script(series, scenario, "bms-sim score " + scenario.name + ", " + steered,
                         options_.plot));
        if (!options_.json) std::cout << "picture: " << options_.plot << "\n";
    }

    static void write(const std::string& file, const std::string& text) {
        std::ofstream out{file};
        out << text << std::flush;
        if (!out) throw std::runtime_error(file + ": " + std::generic_category().message(errno));
    }

    const ScoreOptions& options_;
};

bool keeps_the_gate(const ScenarioResult& result) {
    bool kept = true;
    for (const RuleResult& rule : result.rules) {
        for (const std::string& missed : rule.missed) {
            std::cerr << result.scenario.name << ", " << name_of(rule.rule) << ": " << missed
                      << "\n";
            kept = false;
        }
    }
    return kept;
}

int list_scenarios() {
    for (const std::string& name : scenarios_in(known_folder()))
        std::cout << name << ": " << open_scenario(name).title << "\n";
    return kSuccess;
}

int print_config(const ScoreOptions& options) {
    std::cout << config_for(open_scenario(options.scenarios.front()), options.speed);
    return kSuccess;
}

}  // namespace

int run_score(const ScoreOptions& options) {
    if (options.task == ScoreOptions::Task::list) return list_scenarios();
    if (options.task == ScoreOptions::Task::print_config) return print_config(options);
    Scorer scorer{options};
    std::vector<ScenarioResult> results;
    bool kept = true;
    for (const Scenario& scenario : scenarios_of(options)) {
        results.push_back(scorer.score(scenario));
        if (!options.json && results.size() == 1) std::cout << table_legend();
        if (!options.json) std::cout << "\n" << table_of(results.back()) << std::flush;
        if (options.gate) kept = keeps_the_gate(results.back()) && kept;
    }
    if (options.json) std::cout << json_of(results);
    return kept ? kSuccess : kFailure;
}

}  // namespace aggregator::sim
