#include "bench/traffic.hpp"

#include <sstream>
#include <stdexcept>

namespace aggregator::bench {
namespace {

/// One line of `dbus-monitor --profile`.
struct Line {
    std::string type;
    std::string sender;
    std::string destination;
    std::string interface;
    std::string member;
};

Line parse(const std::string& text) {
    Line line;
    std::istringstream words{text};
    std::string ignored;
    words >> line.type >> ignored >> ignored >> line.sender >> line.destination >> ignored;
    words >> line.interface >> line.member;
    return line;
}

void count(const Line& line, const std::string& unique_name, Traffic& traffic) {
    const bool broadcast = line.type == "sig" && line.destination == "<none>";
    if (line.sender == unique_name) {
        ++traffic.sent;
        if (line.member == "AddMatch") ++traffic.matches_added;
        if (line.member == "RemoveMatch") ++traffic.matches_removed;
    } else if (line.destination == unique_name) {
        ++traffic.addressed;
    } else if (broadcast && line.interface == "com.victronenergy.BusItem") {
        ++traffic.signals_received;
    }
}

}  // namespace

TrafficMonitor::TrafficMonitor(const std::string& bus_address)
    : monitor_({"/usr/bin/env", "stdbuf", "-oL", "dbus-monitor", "--address", bus_address,
                "--profile"}) {
    const auto watching = [this] {
        return monitor_.output().find("NameLost") != std::string::npos;
    };
    if (!test::pump_until({}, watching)) {
        throw std::runtime_error("dbus-monitor does not watch: " + monitor_.output());
    }
    read_ = monitor_.output().size();
}

Traffic TrafficMonitor::take(const std::string& unique_name) {
    const std::string& output = monitor_.output();
    std::istringstream fresh{output.substr(read_)};
    read_ = output.size();
    Traffic traffic;
    for (std::string text; std::getline(fresh, text);) {
        count(parse(text), unique_name, traffic);
    }
    return traffic;
}

}  // namespace aggregator::bench
