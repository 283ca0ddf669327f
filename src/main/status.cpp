#include "main/status.hpp"

#include <chrono>
#include <iostream>

#include "main/live.hpp"
#include "main/status_report.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kShownEvery = 1s;

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

}  // namespace

int show_status(const StatusOptions& options) {
    dbus::Bus bus{options.bus_address};
    if (options.watch == Watch::once) return show_once(bus, options);
    return show_live(bus, options.output, kShownEvery, [&](int stop) {
        return page_of(take_report(bus, options.service, stop), options.output);
    });
}

}  // namespace aggregator
