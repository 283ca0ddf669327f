/// Any text as a configuration file: no crash, errors that point into the text, and settings that
/// survive being printed and read again.

#include <algorithm>
#include <cstdint>
#include <string>

#include "aggregator/config/config.hpp"
#include "fuzz/check.hpp"

namespace {

using namespace aggregator;
using fuzz::check;

void check_errors(const config::Loaded& loaded, std::string_view text) {
    const auto lines = 1 + std::ranges::count(text, '\n');
    for (const config::ConfigError& error : loaded.errors) {
        check(!error.message.empty(), "an error says what is wrong");
        check(!error.line || (*error.line >= 1 && *error.line <= lines), "its line exists");
        check(!config::describe(error, "file").empty(), "it can be described");
    }
}

void check_printed(const config::Loaded& loaded) {
    const std::string printed = config::print(loaded);
    const config::Loaded again = config::load(printed);
    check(again.errors.empty(), "what is printed is good");
    check(again.settings == loaded.settings, "what is printed means the same");
    // The first text names the lines of the user's file, the second its own.
    const std::string own = config::print(again);
    check(config::print(config::load(own)) == own, "it is printed the same again");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const config::Loaded loaded = config::load(text);
    check_errors(loaded, text);
    if (loaded.errors.empty()) check_printed(loaded);
    return 0;
}
