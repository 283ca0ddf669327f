#include "main/command_line.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "aggregator/app/logging.hpp"
#include "main/version.hpp"

namespace aggregator {

namespace {

constexpr int kUsage = 2;
constexpr const char* kDefaultConfig = "/data/bms_aggregator/config.ini";

constexpr const char* kExitCodes =
    "Exit codes: 0 success or asked to stop, 1 failure while running, 2 wrong usage or "
    "configuration.";
constexpr const char* kCommonOptions =
    "--config FILE, --bus ADDRESS: see \"bms-aggregator --help\".";

class CommandLine {
public:
    CommandLine() {
        app_.set_version_flag("--version", std::string{"bms-aggregator "} + kVersion);
        app_.require_subcommand(0, 1);
        app_.fallthrough();
        app_.footer(kExitCodes);
        arguments_.config = kDefaultConfig;
        describe_options();
        describe_files();
        describe_scan();
        describe_status();
        describe_selection();
    }

    std::variant<Arguments, int> read(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& error) {
            return app_.exit(error) == 0 ? 0 : kUsage;
        }
        if (arguments_.file.empty()) arguments_.file = arguments_.config;
        return arguments_;
    }

private:
    CLI::App* command(Command command, const std::string& name, const std::string& effect,
                      const std::string& more) {
        CLI::App* added = app_.add_subcommand(name, effect);
        added->footer(more + "\n" + kCommonOptions);
        added->callback([this, command] { arguments_.command = command; });
        return added;
    }

    void describe_options() {
        app_.add_option("--config", arguments_.config,
                        std::string{"configuration file (default: "} + kDefaultConfig + ")")
            ->option_text("FILE");
        app_.add_option("--bus", arguments_.bus, "a D-Bus (default: the system bus)")
            ->option_text("ADDRESS");
        app_.add_option("--log-level", arguments_.log_level,
                        std::string{"of the daemon: "} + app::kLogLevels)
            ->option_text("LEVEL")
            ->check([](const std::string& word) {
                return app::is_log_level(word) ? std::string{}
                                               : "'" + word + "' is none of " + app::kLogLevels;
            });
    }

    void describe_files() {
        command(Command::run, "run", "the daemon (default)",
                "SIGHUP reloads the configuration, SIGTERM and SIGINT end it.");
        auto* check = command(Command::check_config, "check-config",
                              "say every error of a configuration file",
                              "Exit codes: 0 good, 2 bad. Changes nothing.");
        check->add_option("FILE", arguments_.file, "default: the one of --config")
            ->option_text(" ");
        auto* print = command(
            Command::print_config, "print-config", "show every key with its value, unit and source",
            "The output is a file that gives the same configuration. Exit codes: 0 shown, "
            "2 the file is bad.");
        print->add_option("FILE", arguments_.file, "default: the one of --config")
            ->option_text(" ");
    }

    void describe_scan() {
        auto* scan = command(
            Command::scan, "scan", "show the batteries on the bus and propose a configuration",
            "Takes a second at most; what does not answer by then is shown as such. A battery is\n"
            "eligible by the rule of discovery = auto. Exit codes: 0 shown, 1 no bus, or with\n"
            "--ini no battery to propose. With --watch SIGINT ends it with 0.");
        auto* watch = scan->add_flag("--watch", arguments_.watch, "go on, every two seconds");
        auto* json = scan->add_flag("--json", arguments_.json,
                                    "for programs: one JSON object; with --watch one on each line");
        scan->add_flag("--ini", arguments_.ini, "only the proposed configuration file")
            ->excludes(json)
            ->excludes(watch);
    }

    void describe_status() {
        auto* status = command(
            Command::status, "status", "show bank and packs now, every limit with its reason",
            "Colour only on a terminal, and not if NO_COLOR is set. Exit codes: 0 shown, 1 the\n"
            "daemon is not there or does not answer. With --watch it waits for it, and SIGINT\n"
            "ends it with 0.");
        status->add_flag("--watch", arguments_.watch, "go on, once a second");
        status->add_flag("--json", arguments_.json,
                         "for programs: one JSON object; with --watch one on each line");
    }

    void describe_selection() {
        command(Command::select, "select",
                "make Venus take the bank for battery monitor and controlling BMS",
                "Sets BatteryService and BmsInstance under /Settings/SystemSetup; the daemon must\n"
                "run. What they were is kept in state/ beside the configuration file.\n"
                "Exit codes: 0 selected, 1 not.");
        command(Command::deselect, "deselect", "put back what Venus used before select",
                "A setting that was changed since stays as it is. If nothing is kept, Venus's\n"
                "defaults (automatic) are set. Exit codes: 0 done, 1 not.");
        command(
            Command::forget, "forget", "remove the bank from Venus's settings, before it goes",
            "Removes instance, name and what Venus keeps of the bank among its batteries; the\n"
            "daemon must be stopped. \"install.sh uninstall\" does this. Exit codes: 0 done (or\n"
            "nothing was there), 1 not.");
    }

    CLI::App app_{"One battery for Venus OS out of several BMSes wired in parallel",
                  "bms-aggregator"};
    Arguments arguments_{};
};

}  // namespace

std::variant<Arguments, int> read_command_line(int argc, char** argv) {
    return CommandLine{}.read(argc, argv);
}

}  // namespace aggregator
