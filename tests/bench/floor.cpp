/// The least a program can do that hears the packs and shows a bank: it reads every signal, forgets
/// it, and sends one of thirty paths every two seconds. What `cost --program .../floor` measures of
/// it is the bus library's part of what it measures of the daemon.
///
/// Usage: floor --config FILE --bus ADDRESS      FILE is ignored

#include <poll.h>

#include <array>
#include <chrono>
#include <csignal>
#include <iostream>
#include <map>
#include <string>

#include "dbus/bus.hpp"
#include "dbus/item_message.hpp"
#include "dbus/skip.hpp"

namespace aggregator::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr const char* kBank = "com.victronenergy.battery.bms_aggregator";
constexpr int kPaths = 30;
constexpr auto kPeriod = 2s;

class Floor {
public:
    explicit Floor(const std::string& address) : bus_(address) {
        for (int i = 0; i < kPaths; ++i) {
            items_["/Path/" + std::to_string(i)] = {dbus::Variant{1.0 * i}, "1.0V"};
        }
        bus_.request_name(kBank);
    }

    [[noreturn]] void run() {
        for (auto next = Clock::now() + kPeriod;;) {
            bus_.drain();
            const auto now = Clock::now();
            if (now >= next) {
                next += kPeriod;
                announce();
            }
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - now);
            const auto request = bus_.poll_request();
            pollfd descriptor{request.fd, request.events, 0};
            poll(&descriptor, 1, static_cast<int>(std::max(left, 0ms).count()));
        }
    }

private:
    void announce() {
        auto signal = object_->createSignal(dbus::kBusItem, "ItemsChanged");
        dbus::write_items(signal, items_);
        object_->emitSignal(signal);
    }

    dbus::Bus bus_;
    dbus::ItemMap items_;
    std::unique_ptr<dbus::Object> object_ = sdbus::createObject(bus_.connection(), "/");
    dbus::Slot slot_ = bus_.match("type='signal',interface='com.victronenergy.BusItem'",
                                  [](dbus::Message& message) { dbus::skip(message); });
};

}  // namespace
}  // namespace aggregator::bench

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv, argv + argc};
    if (words.size() != 5 || words[3] != "--bus") {
        std::cerr << "usage: floor --config FILE --bus ADDRESS\n";
        return 2;
    }
    aggregator::bench::Floor{words[4]}.run();
}
