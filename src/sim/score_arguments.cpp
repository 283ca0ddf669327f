#include "sim/score_arguments.hpp"

#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

constexpr const char* kNotes =
    R"(A scenario is the name of one that comes with the program (--list), or a file; src/sim/README.md
tells how to write one. Without any, all that come with the program are scored.
  bms-sim score b-weak-pack
  bms-sim score b-weak-pack --rule adaptive --plot weak.svg
  bms-sim score my-bank.ini --config /data/bms_aggregator/config.ini
  bms-sim score --gate --rule adaptive)";

std::vector<std::string> rule_names() {
    std::vector<std::string> names;
    for (const Rule rule : all_rules()) names.emplace_back(name_of(rule));
    return names;
}

void add_steering(CLI::App& command, RawScore& raw) {
    command.add_option("--config", raw.options.config, "Configuration of the aggregator to try")
        ->check(CLI::ExistingFile);
    command.add_option("--rule", raw.rules, "Rule of the bank's limit; default: all of them")
        ->check(CLI::IsMember(rule_names()))
        ->allow_extra_args(false);
    command
        .add_option("--speed", raw.options.speed,
                    "The world runs so many times as fast as the aggregator's clock")
        ->check(CLI::Range(0.1, 1000.0))
        ->capture_default_str();
}

void add_changes(CLI::App& command, RawScore& raw) {
    command.add_option("--report-period", raw.report_period_s, "s between reports of every BMS")
        ->check(CLI::Range(0.1, 60.0));
    command.add_option("--curve", raw.curve, "Limit curve of every BMS")
        ->check(CLI::IsMember({"steep", "gentle"}));
    command.add_option("--seed", raw.seed, "Of everything random")->check(CLI::Range(0, 1'000'000));
}

void add_output(CLI::App& command, RawScore& raw) {
    command.add_flag("--json", raw.options.json, "Figures for programs");
    command.add_option("--csv", raw.options.csv, "File for what happened over time");
    command.add_option("--plot", raw.options.plot, "Picture of it, .svg or .png (needs gnuplot)");
    command.add_flag("--gate", raw.options.gate, "Fail when a figure is worse than allowed");
    command.add_flag("--list", raw.list, "Tell which scenarios there are");
    command.add_flag("--print-config", raw.print_config,
                     "Print the configuration that is made for the scenario's bank");
}

bool is_picture(const std::string& file) {
    return file.ends_with(".svg") || file.ends_with(".png");
}

}  // namespace

CLI::App* add_score(CLI::App& app, RawScore& raw) {
    auto* command = app.add_subcommand("score", "Try the aggregator's rules on simulated banks");
    command->footer(kNotes);
    command->add_option("SCENARIO,--scenario", raw.options.scenarios, "Names or files");
    add_steering(*command, raw);
    add_changes(*command, raw);
    add_output(*command, raw);
    return command;
}

ScoreOptions finished(const RawScore& raw) {
    ScoreOptions options = raw.options;
    for (const std::string& name : raw.rules) options.rules.push_back(*parse_rule(name));
    if (raw.report_period_s > 0.0) options.report_period_s = raw.report_period_s;
    if (raw.seed >= 0) options.seed = raw.seed;
    if (!raw.curve.empty())
        options.curve = raw.curve == "steep" ? model::LimitCurve::steep : model::LimitCurve::gentle;
    if (raw.list) options.task = ScoreOptions::Task::list;
    if (raw.print_config) options.task = ScoreOptions::Task::print_config;

    const bool one_scenario = options.scenarios.size() == 1;
    const bool one_rule =
        options.rules.size() == 1 || (options.rules.empty() && !options.config.empty());
    const bool of_one_run = !options.csv.empty() || !options.plot.empty();
    if (of_one_run && (!one_scenario || !one_rule))
        throw UsageError("--csv and --plot show one run: name one scenario and one --rule");
    if (raw.print_config && !one_scenario)
        throw UsageError("--print-config is for one scenario: name it");
    if (!options.plot.empty() && !is_picture(options.plot))
        throw UsageError("--plot: '" + options.plot + "' ends neither with .svg nor with .png");
    return options;
}

}  // namespace aggregator::sim
