#include "main/live.hpp"

#include <iostream>

#include "app/loop_parts.hpp"
#include "main/serve.hpp"
#include "main/terminal.hpp"

namespace aggregator {

namespace {

/// Overwrites line by line: to clear first would flicker.
std::string over_the_last(const std::string& page) {
    constexpr const char* kHome = "\x1b[H";
    constexpr const char* kClearRestOfLine = "\x1b[K\n";
    constexpr const char* kClearBelow = "\x1b[J";
    std::string text = kHome;
    for (const char c : page) {
        if (c == '\n') {
            text += kClearRestOfLine;
        } else {
            text += c;
        }
    }
    return text + kClearBelow;
}

}  // namespace

int show_live(dbus::Bus& bus, Output output, std::chrono::milliseconds period,
              const std::function<std::string(int stop)>& page) {
    const bool in_place = is_terminal() && output == Output::text;
    const char* const between = output == Output::text ? "\n" : "";
    app::SignalQueue signals;
    while (std::cout && !signals.take()) {
        const Instant next = std::chrono::steady_clock::now() + period;
        const std::string text = page(signals.fd());
        if (signals.take()) break;
        std::cout << (in_place ? over_the_last(text) : text + between) << std::flush;
        (void)serve(
            bus, next, [] { return false; }, signals.fd());
    }
    return 0;
}

}  // namespace aggregator
