#include "main/scan.hpp"

#include <chrono>
#include <iostream>

#include "main/bus_scan.hpp"
#include "main/live.hpp"
#include "main/proposal.hpp"
#include "main/scan_report.hpp"
#include "main/serve.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 1s;
/// Every look asks every battery for all it has.
constexpr auto kScannedEvery = 2s;

int print_proposal(std::span<const JudgedBattery> batteries) {
    if (const auto proposal = propose_config(batteries)) {
        std::cout << *proposal;
        return 0;
    }
    std::cerr << "no battery on the bus can be a pack; \"bms-aggregator scan\" tells why\n";
    return 1;
}

std::string page_of(std::span<const JudgedBattery> batteries, Output output, JsonForm form) {
    return output == Output::json ? scan_json(batteries, form)
                                  : scan_text(batteries, wanted_colour());
}

}  // namespace

int scan(const ScanOptions& options) {
    dbus::Bus bus{options.bus_address};
    const auto look = [&](int stop) {
        return judge_all(scan_bus(bus, kPatience, stop), options.settings);
    };
    if (options.output == ScanOutput::ini) return print_proposal(look(kNoStop));
    const Output output = options.output == ScanOutput::json ? Output::json : Output::text;
    if (options.watch == Watch::live) {
        return show_live(bus, output, kScannedEvery,
                         [&](int stop) { return page_of(look(stop), output, JsonForm::line); });
    }
    std::cout << page_of(look(kNoStop), output, JsonForm::pretty);
    return 0;
}

}  // namespace aggregator
