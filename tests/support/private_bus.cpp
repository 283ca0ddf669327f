#include "support/private_bus.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace aggregator::test {
namespace {

[[noreturn]] void become_daemon(const std::string& configuration, int address_fd) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // A crashing test leaves no daemon behind.
    fcntl(address_fd, F_SETFD, 0);
    const std::string print_address = "--print-address=" + std::to_string(address_fd);
    execlp("dbus-daemon", "dbus-daemon", configuration.c_str(), "--nofork", print_address.c_str(),
           nullptr);
    _exit(127);
}

std::string read_line(int fd) {
    std::string line;
    char c = 0;
    while (read(fd, &c, 1) == 1 && c != '\n') {
        line += c;
    }
    return line;
}

/// The file in an address like `unix:path=/tmp/dbus-x,guid=1`; empty if it has none.
std::string socket_of(const std::string& address) {
    const std::string key = "path=";
    const auto at = address.find(key);
    if (at == std::string::npos) {
        return "";
    }
    const auto begin = at + key.size();
    return address.substr(begin, address.find(',', begin) - begin);
}

void wait_for_data(const std::vector<app::EventSource*>& buses) {
    constexpr std::chrono::milliseconds kLongest{10};
    std::vector<pollfd> descriptors;
    auto timeout = kLongest;
    for (const app::EventSource* bus : buses) {
        const auto request = bus->poll_request();
        descriptors.push_back({request.fd, request.events, 0});
        timeout = std::min(timeout, request.timeout.value_or(timeout));
    }
    poll(descriptors.data(), descriptors.size(), static_cast<int>(timeout.count()));
}

}  // namespace

PrivateBus::PrivateBus(const std::string& configuration) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    pid_ = fork();
    if (pid_ == 0) {
        become_daemon(configuration, ends[1]);
    }
    close(ends[1]);
    address_ = read_line(ends[0]);
    close(ends[0]);
    if (address_.empty()) {
        stop();
        throw std::runtime_error("dbus-daemon did not start");
    }
}

void PrivateBus::stop() {
    if (pid_ > 0) {
        kill(pid_, SIGKILL);
        waitpid(pid_, nullptr, 0);
        pid_ = -1;
        unlink(socket_of(address_).c_str());  // A killed daemon leaves it behind.
    }
}

bool pump_until(const std::vector<app::EventSource*>& buses, const std::function<bool()>& predicate,
                std::chrono::milliseconds deadline) {
    const auto end = std::chrono::steady_clock::now() + deadline;
    while (true) {
        for (app::EventSource* bus : buses) {
            bus->drain();
        }
        if (predicate()) {
            return true;
        }
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        wait_for_data(buses);
    }
}

void pump_for(const std::vector<app::EventSource*>& buses, std::chrono::milliseconds duration) {
    (void)pump_until(
        buses, [] { return false; }, duration);
}

}  // namespace aggregator::test
