/// Any text as a configuration file: no crash, errors that point into the text, and settings that
/// survive being printed and read again.

#include <cstdint>
#include <string>

#include "aggregator/config/config.hpp"
#include "fuzz/check_errors.hpp"

namespace {

using namespace aggregator;
using fuzz::check;

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
    fuzz::check_errors(loaded.errors, text);
    if (loaded.errors.empty()) check_printed(loaded);
    return 0;
}
