#include <sys/prctl.h>

#include <iostream>

#include "aggregator/core/discovery.hpp"
#include "main/check_config.hpp"
#include "main/command_line.hpp"
#include "main/daemon.hpp"
#include "main/forget.hpp"
#include "main/scan.hpp"
#include "main/select.hpp"
#include "main/status.hpp"

namespace {

using namespace aggregator;

constexpr int kFailure = 1;

int status_command(const Arguments& arguments) {
    return show_status({.service = own_service(settings_or_defaults(arguments.config)),
                        .bus_address = arguments.bus,
                        .watch = arguments.watch ? Watch::live : Watch::once,
                        .output = arguments.json ? Output::json : Output::text});
}

int scan_command(const Arguments& arguments) {
    return scan({.settings = settings_or_defaults(arguments.config),
                 .bus_address = arguments.bus,
                 .output = arguments.json  ? ScanOutput::json
                           : arguments.ini ? ScanOutput::ini
                                           : ScanOutput::text,
                 .watch = arguments.watch ? Watch::live : Watch::once});
}

SelectOptions selection(const Arguments& arguments) {
    return {arguments.config, settings_or_defaults(arguments.config), arguments.bus};
}

int obey(const Arguments& arguments) {
    switch (arguments.command) {
        case Command::run:
            return run_daemon({arguments.config, arguments.bus, arguments.log_level});
        case Command::check_config:
            return check_config(arguments.file);
        case Command::print_config:
            return print_config(arguments.file);
        case Command::scan:
            return scan_command(arguments);
        case Command::status:
            return status_command(arguments);
        case Command::select:
            return select_bank(selection(arguments));
        case Command::deselect:
            return deselect_bank(selection(arguments));
        case Command::forget:
            return forget_bank({settings_or_defaults(arguments.config), arguments.bus});
    }
    return kFailure;
}

}  // namespace

int main(int argc, char** argv) {
    // Started by the loader it came with, the process would have the loader's name in ps and top.
    prctl(PR_SET_NAME, "bms-aggregator");
    const auto asked = read_command_line(argc, argv);
    if (const int* exit_code = std::get_if<int>(&asked)) return *exit_code;
    try {
        return obey(std::get<Arguments>(asked));
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return kFailure;
    }
}
