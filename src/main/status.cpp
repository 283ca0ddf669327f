#include "main/status.hpp"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <iostream>
#include <map>
#include <thread>

#include "dbus/bus.hpp"
#include "dbus/item_message.hpp"
#include "main/status_text.hpp"

namespace aggregator {

namespace {

using namespace std::chrono_literals;

constexpr auto kAnswerWithin = 2s;
constexpr auto kEvery = 1s;
constexpr const char* kHomeAndClear = "\x1b[H\x1b[J";

/// The texts of every path the service shows.
Texts fetch(dbus::Bus& bus, const std::string& service) {
    const auto proxy = sdbus::createProxy(bus.connection(), service, "/");
    auto call = proxy->createMethodCall(dbus::kBusItem, "GetItems");
    auto reply = proxy->callMethod(call, kAnswerWithin);
    std::map<std::string, std::map<std::string, dbus::Variant>> items;
    reply >> items;
    Texts texts;
    for (const auto& [path, item] : items) texts[path] = item.at("Text").get<std::string>();
    return texts;
}

std::string page(dbus::Bus& bus, const std::string& service) {
    try {
        return status_text(fetch(bus, service));
    } catch (const sdbus::Error& error) {
        return service + " does not answer: " + error.getMessage() + "\n";
    }
}

}  // namespace

int show_status(const StatusOptions& options) {
    dbus::Bus bus{options.bus_address};
    if (options.watch == Watch::once) {
        try {
            std::cout << status_text(fetch(bus, options.service));
            return 0;
        } catch (const sdbus::Error& error) {
            std::cerr << options.service << " does not answer: " << error.getMessage() << "\n";
            return 1;
        }
    }
    const bool terminal = isatty(STDOUT_FILENO) != 0;
    while (std::cout) {
        std::cout << (terminal ? kHomeAndClear : "") << page(bus, options.service) << std::endl;
        std::this_thread::sleep_for(kEvery);
    }
    return 0;
}

}  // namespace aggregator
