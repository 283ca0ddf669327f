#include "main/status.hpp"

#include <chrono>
#include <iostream>

#include "app/loop_parts.hpp"
#include "main/status_report.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kEvery = 1s;

StatusReport take_report(dbus::Bus& bus, const std::string& service, int stop = kNoStop) {
    StatusReport report{.bank = {service, {}}};
    Questions questions{bus};
    questions.items(service, [&](const auto& answer) {
        report.bank.items = answer.value.value_or(ServiceItems{});
        report.failure = answer.failure;
    });
    ask(questions, report.venus);
    questions.wait(stop);
    return report;
}

int show_once(dbus::Bus& bus, const StatusOptions& options) {
    const StatusReport report = take_report(bus, options.service);
    if (options.output == Output::json) {
        std::cout << status_json(report, JsonForm::pretty);
    } else if (!report.failure) {
        std::cout << status_text(report, wanted_colour());
    }
    if (!report.failure) return 0;
    const bool absent = report.failure->kind == NoAnswer::Kind::absent;
    std::cerr << describe(*report.failure, options.service)
              << (absent ? "; does the daemon run?\n" : "\n");
    return 1;
}

std::string page_of(const StatusReport& report, Output output) {
    if (output == Output::json) return status_json(report, JsonForm::line);
    if (!report.failure) return status_text(report, wanted_colour());
    return describe(*report.failure, report.bank.service) + ", waiting\n";
}

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

int show_live(dbus::Bus& bus, const StatusOptions& options) {
    const bool in_place = is_terminal() && options.output == Output::text;
    const char* const between = options.output == Output::text ? "\n" : "";
    app::SignalQueue signals;
    while (std::cout && !signals.take()) {
        const Instant next = std::chrono::steady_clock::now() + kEvery;
        const StatusReport report = take_report(bus, options.service, signals.fd());
        if (signals.take()) break;
        const std::string page = page_of(report, options.output);
        std::cout << (in_place ? over_the_last(page) : page + between) << std::flush;
        (void)serve(
            bus, next, [] { return false; }, signals.fd());
    }
    return 0;
}

}  // namespace

int show_status(const StatusOptions& options) {
    dbus::Bus bus{options.bus_address};
    return options.watch == Watch::once ? show_once(bus, options) : show_live(bus, options);
}

}  // namespace aggregator
