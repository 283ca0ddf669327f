/// The least a program can do that hears the packs and shows a bank, on sd-bus alone, the library
/// below ours: it reads the number of every item that the packs announce, forgets it, and announces
/// thirty of its own about every two seconds, awake anyway as the daemon is. What `cost` measures
/// of it a program on sd-bus can hardly save.
///
/// Usage: floor --config FILE --bus ADDRESS      of FILE only the names of the packs count

#include <poll.h>
#include <systemd/sd-bus.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr const char* kBank = "com.victronenergy.battery.bms_aggregator";
constexpr const char* kBusItem = "com.victronenergy.BusItem";
constexpr const char* kPacks = "com.victronenergy.battery.sim_";
/// From the last announcement: with a message, and alone.
constexpr auto kSoonest = 1750ms;
constexpr auto kLatest = 2250ms;

/// Whether another entry of the dictionary follows, which is entered then.
bool enter_entry(sd_bus_message* message, const char* contents) {
    return sd_bus_message_enter_container(message, SD_BUS_TYPE_DICT_ENTRY, contents) > 0;
}

void read_value(sd_bus_message* message) {
    const char* type = nullptr;
    if (sd_bus_message_peek_type(message, nullptr, &type) <= 0) return;
    if (std::string_view{type} != "d") {
        sd_bus_message_skip(message, "v");
        return;
    }
    double value = 0.0;
    sd_bus_message_enter_container(message, SD_BUS_TYPE_VARIANT, "d");
    sd_bus_message_read_basic(message, SD_BUS_TYPE_DOUBLE, &value);
    sd_bus_message_exit_container(message);
}

/// a{sv}, in which the value comes first and the text second, whose reader would not need it.
void read_item(sd_bus_message* message) {
    sd_bus_message_enter_container(message, SD_BUS_TYPE_ARRAY, "{sv}");
    for (int i = 0; enter_entry(message, "sv"); ++i) {
        const char* key = nullptr;
        sd_bus_message_read_basic(message, SD_BUS_TYPE_STRING, &key);
        if (i == 0) {
            read_value(message);
        } else {
            sd_bus_message_skip(message, "v");
        }
        sd_bus_message_exit_container(message);
    }
    sd_bus_message_exit_container(message);
}

int read_items(sd_bus_message* message, void*, sd_bus_error*) {
    if (sd_bus_message_enter_container(message, SD_BUS_TYPE_ARRAY, "{sa{sv}}") <= 0) return 0;
    while (enter_entry(message, "sa{sv}")) {
        const char* path = nullptr;
        sd_bus_message_read_basic(message, SD_BUS_TYPE_STRING, &path);
        read_item(message);
        sd_bus_message_exit_container(message);
    }
    return 0;
}

class Floor {
public:
    Floor(const char* configuration, const char* address) {
        for (std::size_t i = 0; i < paths_.size(); ++i) paths_[i] = "/Path/" + std::to_string(i);
        sd_bus_new(&bus_);
        sd_bus_set_address(bus_, address);
        sd_bus_set_bus_client(bus_, 1);
        if (sd_bus_start(bus_) < 0) throw std::runtime_error("no bus");
        std::ifstream lines{configuration};
        for (std::string line; std::getline(lines, line);) {
            const auto name = line.find(kPacks);
            if (name != std::string::npos) follow(line.substr(name));
        }
        sd_bus_request_name(bus_, kBank, 0);
    }

    [[noreturn]] void run() {
        for (auto last = Clock::now();;) {
            drain();
            const auto now = Clock::now();
            if (now - last >= kSoonest) {
                last = now;
                announce();
            }
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(last + kLatest - now);
            pollfd descriptor{sd_bus_get_fd(bus_), POLLIN, 0};
            poll(&descriptor, 1, static_cast<int>(std::max(left, 0ms).count()));
        }
    }

private:
    void follow(const std::string& pack) {
        const auto rule =
            "type='signal',interface='com.victronenergy.BusItem',sender='" + pack + "'";
        sd_bus_add_match(bus_, nullptr, rule.c_str(), read_items, nullptr);
    }

    void drain() {
        int result = 0;
        while ((result = sd_bus_process(bus_, nullptr)) > 0) {
        }
        if (result < 0) throw std::runtime_error("the bus is gone");
    }

    void announce() {
        sd_bus_message* signal = nullptr;
        sd_bus_message_new_signal(bus_, &signal, "/", kBusItem, "ItemsChanged");
        sd_bus_message_open_container(signal, SD_BUS_TYPE_ARRAY, "{sa{sv}}");
        for (const std::string& path : paths_) {
            sd_bus_message_append(signal, "{sa{sv}}", path.c_str(), 2, "Value", "d", 1.0, "Text",
                                  "s", "1.0V");
        }
        sd_bus_message_close_container(signal);
        sd_bus_send(bus_, signal, nullptr);
        sd_bus_message_unref(signal);
    }

    sd_bus* bus_ = nullptr;
    std::array<std::string, 30> paths_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 5 || std::string_view{argv[3]} != "--bus") {
        std::fputs("usage: floor --config FILE --bus ADDRESS\n", stderr);
        return 2;
    }
    Floor{argv[2], argv[4]}.run();
}
