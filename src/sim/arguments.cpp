#include "sim/arguments.hpp"

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/exit_codes.hpp"
#include "sim/score_arguments.hpp"
#include "sim/text.hpp"
#include "sim/usage_error.hpp"

namespace aggregator::sim {
namespace {

constexpr const char* kReplayNotes =
    R"(Each recording is served on a connection of its own, under the name in its
first line. Of two files with the same name one needs another:
  bms-sim replay a.csv b.csv --name b.csv=com.victronenergy.battery.ttyO7 --instance b.csv=7)";

constexpr const char* kBankNotes =
    R"(The packs are PREFIX1, PREFIX2 and so on, each on its own connection.

--all and --pack take KEY=NUMBER and PATH=VALUE, separated by commas. Keys:
  soc soh current voltage temperature capacity cells cvl ccl dcl low_voltage
  bms-sim bank --packs 3 --all capacity=100,cells=16 --pack 2:soc=60,/Alarms/CellImbalance=1

Every path can be written on the bus. A number for what a key stands for changes the pack; anything
else (invalid, text, a number out of range) is shown as it is, until a number comes. To steer a pack:
  /Sim/Freeze 1    values no longer move; 0: they do
  /Sim/Silent N    the pack holds its name but does not answer for N seconds
  /Sim/Vanish N    the pack leaves the bus for N seconds

A script has a line SECONDS PACK PATH VALUE per event; PACK is a number or 'all', VALUE may be
'invalid', and text in double quotes stays text. --speed does not apply to the script.
  10 2 /Soc 12.5
  20 2 /Alarms/LowSoc 2
  30 all /Dc/0/Current -20
  60 3 /Sim/Vanish 45

--scenario NAME (or FILE, see src/sim/README.md) runs to its end and prints its figures, as
`bms-sim score` does without a bus. The aggregator needs the packs in its configuration:
  bms-sim score NAME --print-config --speed 10 > config.ini
  bms-sim bank --scenario NAME --speed 10
  bms-aggregator --config config.ini)";

const std::map<std::string, dbus::Signalling> kSignallings{
    {"items", dbus::Signalling::items},
    {"properties", dbus::Signalling::properties},
    {"both", dbus::Signalling::both},
};

/// As written; what it means is worked out when all of it is known.
struct Raw {
    std::vector<std::string> names;
    std::vector<std::string> instances;
    int packs = 3;
    std::vector<std::string> all;
    std::vector<std::string> single;
    std::string bus_address;
    std::string signalling = "items";
};

struct Assignment {
    std::string left;
    std::string right;
};

Assignment split_at(const std::string& text, char separator, const std::string& expected) {
    const auto at = text.find(separator);
    if (at == std::string::npos) {
        throw UsageError("'" + text + "' is not " + expected);
    }
    return {text.substr(0, at), text.substr(at + 1)};
}

template <typename Options>
void add_common_options(CLI::App& command, Options& options, Raw& raw) {
    command.add_option("--bus", raw.bus_address, "D-Bus address; default: the system bus");
    command.add_option("--speed", options.speed, "How much faster than real time")
        ->check(CLI::Range(0.001, 10000.0))
        ->capture_default_str();
    command.add_option("--signals", raw.signalling, "How changes are announced")
        ->check(CLI::IsMember(kSignallings))
        ->capture_default_str();
}

CLI::App* add_replay(CLI::App& app, ReplayOptions& options, Raw& raw) {
    auto* command =
        app.add_subcommand("replay", "Play recordings of Victron's recorder, endlessly");
    command->footer(kReplayNotes);
    command->add_option("FILE", options.playlist.files, "Recordings")->required();
    command->add_option("--name", raw.names, "FILE=SERVICE: serve it under another name")
        ->allow_extra_args(false);
    command->add_option("--instance", raw.instances, "FILE=N: give it another device instance")
        ->allow_extra_args(false);
    add_common_options(*command, options, raw);
    return command;
}

/// A scenario says all about its packs itself.
void add_scenario(CLI::App& command, ScenarioBankOptions& options) {
    std::vector<CLI::Option*> of_the_packs = command.get_options();
    auto* scenario = command.add_option("--scenario", options.scenario,
                                        "Packs with physics and a MultiPlus that obeys the bank");
    for (CLI::Option* const option : of_the_packs) {
        if (option->get_name() != "--help") scenario->excludes(option);
    }
    command.add_option("--config", options.config, "Configuration of the aggregator")
        ->check(CLI::ExistingFile)
        ->needs(scenario);
    command.add_flag("--at-once", options.at_once, "Begin without waiting for the aggregator")
        ->needs(scenario);
    auto* json = command.add_flag("--json", options.json, "Figures at the end for programs");
    json->needs(scenario);
    command
        .add_flag("--compare", options.compare,
                  "Set the figures beside those of virtual time; fail where they are not alike")
        ->needs(scenario)
        ->excludes(json);
}

CLI::App* add_bank(CLI::App& app, BankOptions& options, ScenarioBankOptions& scenario, Raw& raw) {
    auto* command = app.add_subcommand(
        "bank", "Serve live packs: to be written to, or a scenario with physics");
    command->footer(kBankNotes);
    command->add_option("--packs", raw.packs, "How many")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--prefix", options.prefix, "Of the service names")->capture_default_str();
    command->add_option("--first-instance", options.first_instance, "Device instance of pack 1")
        ->capture_default_str();
    command->add_option("--all", raw.all, "KEY=VALUE,...: set up every pack")
        ->allow_extra_args(false);
    command->add_option("--pack", raw.single, "N:KEY=VALUE,...: set up one pack")
        ->allow_extra_args(false);
    command->add_option("--script", options.script, "File of events");
    command->add_option("--noise", options.noise.scale, "0: none, 1: as of a usual BMS")
        ->check(CLI::Range(0.0, 100.0))
        ->capture_default_str();
    command->add_option("--seed", options.noise.seed, "Of the noise")->capture_default_str();
    add_scenario(*command, scenario);
    add_common_options(*command, options, raw);
    return command;
}

std::int32_t parse_instance(const std::string& text) {
    const auto instance = parse_number<std::int32_t>(text);
    if (!instance || *instance < 0) {
        throw UsageError("--instance: '" + text + "' is not a whole number from 0");
    }
    return *instance;
}

void finish(const Raw& raw, ReplayOptions& options) {
    for (const std::string& name : raw.names) {
        const auto [file, service] = split_at(name, '=', "FILE=SERVICE");
        options.playlist.names[file] = service;
    }
    for (const std::string& instance : raw.instances) {
        const auto [file, number] = split_at(instance, '=', "FILE=N");
        options.playlist.instances[file] = parse_instance(number);
    }
}

void finish(const Raw& raw, BankOptions& options) {
    PackSetup common;
    for (const std::string& assignments : raw.all) {
        apply_assignments(assignments, common);
    }
    options.packs.assign(static_cast<std::size_t>(raw.packs), common);
    for (const std::string& single : raw.single) {
        const auto [pack, assignments] = split_at(single, ':', "N:KEY=VALUE");
        const auto number = parse_number<std::size_t>(pack);
        if (!number || *number < 1 || *number > options.packs.size()) {
            throw UsageError("--pack: '" + pack + "' is not a pack from 1 to " +
                             std::to_string(options.packs.size()));
        }
        apply_assignments(assignments, options.packs[*number - 1]);
    }
    if (!is_service_name(options.prefix + "1")) {
        throw UsageError("--prefix: '" + options.prefix + "' does not begin a service name");
    }
}

void finish(const Raw&, ScenarioBankOptions&) {}

template <typename Options>
Options finished(const Raw& raw, Options options) {
    if (!raw.bus_address.empty()) {
        options.bus_address = raw.bus_address;
    }
    options.signalling = kSignallings.at(raw.signalling);
    finish(raw, options);
    return options;
}

}  // namespace

Command parse_arguments(int argc, const char* const* argv) {
    CLI::App app{
        "Simulates banks of batteries for the aggregator: on a bus of Venus OS, or in virtual "
        "time.",
        "bms-sim"};
    app.set_version_flag("--version", BMS_SIM_VERSION);
    app.require_subcommand(1);
    Raw raw;
    ReplayOptions replay_options;
    BankOptions bank_options;
    ScenarioBankOptions scenario_options;
    RawScore raw_score;
    const auto* replay = add_replay(app, replay_options, raw);
    const auto* score = add_score(app, raw_score);
    add_bank(app, bank_options, scenario_options, raw);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& result) {
        return app.exit(result) == 0 ? kSuccess : kBadUsage;
    }
    if (replay->parsed()) {
        return finished(raw, replay_options);
    }
    if (score->parsed()) {
        return finished(raw_score);
    }
    if (!scenario_options.scenario.empty()) {
        scenario_options.speed = bank_options.speed;
        return finished(raw, scenario_options);
    }
    return finished(raw, bank_options);
}

}  // namespace aggregator::sim
