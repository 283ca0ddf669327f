#include "main/scan.hpp"

#include <chrono>
#include <iostream>

#include "main/bus_scan.hpp"
#include "main/proposal.hpp"
#include "main/scan_report.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 1s;

int print_proposal(std::span<const JudgedBattery> batteries) {
    if (const auto proposal = propose_config(batteries)) {
        std::cout << *proposal;
        return 0;
    }
    std::cerr << "no battery on the bus can be a pack; \"bms-aggregator scan\" tells why\n";
    return 1;
}

}  // namespace

int scan(const ScanOptions& options) {
    dbus::Bus bus{options.bus_address};
    const auto batteries = judge_all(scan_bus(bus, kPatience), options.settings);
    switch (options.output) {
        case ScanOutput::ini:
            return print_proposal(batteries);
        case ScanOutput::json:
            std::cout << scan_json(batteries);
            break;
        case ScanOutput::text:
            std::cout << scan_text(batteries, wanted_colour());
            break;
    }
    return 0;
}

}  // namespace aggregator
