#pragma once

/// The command line: commands, options and their help.

#include <optional>
#include <string>
#include <variant>

namespace aggregator {

enum class Command {
    run,
    check_config,
    print_config,
    scan,
    status,
    select,
    deselect,
    forget,
};

struct Arguments {
    Command command = Command::run;
    std::string config{};  ///< Where the daemon finds its file.
    std::string file{};    ///< The one to look at; that of the daemon if none is named.
    std::optional<std::string> bus{};
    std::optional<std::string> log_level{};
    bool watch = false;
    bool json = false;
    bool ini = false;
};

/// What to do, or the exit code when the command line itself is all there is: help and version end
/// with 0, wrong usage with 2, each with its text already written.
[[nodiscard]] std::variant<Arguments, int> read_command_line(int argc, char** argv);

}  // namespace aggregator
