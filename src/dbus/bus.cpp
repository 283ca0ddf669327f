#include "dbus/bus.hpp"

#include <cstdlib>
#include <exception>

namespace aggregator::dbus {
namespace {

std::string describe(const std::optional<std::string>& address) {
    if (address) {
        return *address;
    }
    const char* from_environment = std::getenv("DBUS_SYSTEM_BUS_ADDRESS");
    return from_environment != nullptr ? from_environment : "the system bus";
}

std::unique_ptr<Connection> connect(const std::optional<std::string>& address) {
    try {
        return address ? sdbus::createSessionBusConnectionWithAddress(*address)
                       : sdbus::createSystemBusConnection();
    } catch (const sdbus::Error& error) {
        throw BusUnreachable("no bus at " + describe(address) + ": " + error.getMessage());
    }
}

}  // namespace

void report_current_exception(const ErrorSink& sink) noexcept {
    if (!sink) {
        return;
    }
    try {
        try {
            throw;
        } catch (const std::exception& error) {
            sink(error.what());
        } catch (...) {
            sink("unknown exception");
        }
    } catch (...) {  // The sink failed; there is nobody left to tell.
    }
}

Bus::Bus(const std::optional<std::string>& address, ErrorSink errors)
    : errors_(std::move(errors)), connection_(connect(address)) {}

app::PollRequest Bus::poll_request() const {
    const auto data = connection_->getEventLoopPollData();
    const int timeout_ms = data.getPollTimeout();
    app::PollRequest request{.fd = data.fd, .events = data.events};
    if (timeout_ms >= 0) {
        request.timeout = std::chrono::milliseconds{timeout_ms};
    }
    return request;
}

void Bus::drain() {
    const auto end = std::chrono::steady_clock::now() + kDrainTime;
    try {
        for (int processed = 0; processed < kDrainLimit; ++processed) {
            if (!process_one(*connection_) || std::chrono::steady_clock::now() >= end) {
                return;
            }
        }
    } catch (const sdbus::Error& error) {
        throw BusLost("bus lost: " + error.getMessage());
    }
}

}  // namespace aggregator::dbus
