#include <CLI/CLI.hpp>
#include <iostream>

#include "aggregator/app/logging.hpp"
#include "aggregator/config/config.hpp"
#include "aggregator/core/discovery.hpp"
#include "main/check_config.hpp"
#include "main/daemon.hpp"
#include "main/status.hpp"
#include "main/version.hpp"

namespace {

constexpr int kUsage = 2;
constexpr const char* kDefaultConfig = "/data/bms_aggregator/config.ini";

struct Arguments {
    std::string config = kDefaultConfig;
    std::string file{};
    std::optional<std::string> bus{};
    std::optional<std::string> log_level{};
    bool watch = false;
};

int status(const Arguments& arguments) {
    using namespace aggregator;
    return show_status({.service = own_service(settings_or_defaults(arguments.config)),
                        .bus_address = arguments.bus,
                        .watch = arguments.watch ? Watch::live : Watch::once});
}

int dispatch(const CLI::App& app, const Arguments& arguments) {
    const std::string& file = arguments.file.empty() ? arguments.config : arguments.file;
    if (app.got_subcommand("check-config")) return aggregator::check_config(file);
    if (app.got_subcommand("print-config")) return aggregator::print_config(file);
    if (app.got_subcommand("status")) return status(arguments);
    return aggregator::run_daemon({arguments.config, arguments.bus, arguments.log_level});
}

void describe_commands(CLI::App& app, Arguments& arguments) {
    app.require_subcommand(0, 1);
    app.add_subcommand("run", "the daemon (default)");
    auto* check = app.add_subcommand("check-config",
                                     "say every error of a configuration file; exit 0 good, 2 bad");
    check->add_option("FILE", arguments.file, "default: the one of --config");
    auto* print =
        app.add_subcommand("print-config", "show every key with its value, unit and source");
    print->add_option("FILE", arguments.file, "default: the one of --config");
    auto* status =
        app.add_subcommand("status", "show bank and packs now, every limit with its reason");
    status->add_flag("--watch", arguments.watch, "go on showing, once a second");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"One battery for Venus OS out of several BMSes wired in parallel"};
    Arguments arguments;
    app.set_version_flag("--version", std::string{"bms-aggregator "} + aggregator::kVersion);
    app.fallthrough();
    app.add_option("--config", arguments.config, "configuration file")->capture_default_str();
    app.add_option("--bus", arguments.bus, "address of a D-Bus (default: the system bus)");
    app.add_option("--log-level", arguments.log_level, aggregator::app::kLogLevels)
        ->check([](const std::string& word) {
            return aggregator::app::is_log_level(word)
                       ? std::string{}
                       : "'" + word + "' is none of " + aggregator::app::kLogLevels;
        });
    describe_commands(app, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kUsage;
    }
    try {
        return dispatch(app, arguments);
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
