#pragma once

/// One connection to a bus, served by whoever polls it: nothing here blocks except calls to the bus
/// daemon itself. Knows no service and no path.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "aggregator/app/event_source.hpp"
#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

/// The bus is gone: nothing can be received or sent any more.
class BusLost : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// No bus at the address; what() is one line with the address and the reason.
class BusUnreachable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Takes the text of what went wrong in a callback. May throw; it is swallowed.
using ErrorSink = std::function<void(const std::string&)>;

/// Hands the text of the exception being handled to the sink. For use in a catch block only.
void report_current_exception(const ErrorSink& sink) noexcept;

/// How long the services of Venus OS are given for an answer. Packs are given less, see
/// BatteryWatcher.
inline constexpr std::chrono::seconds kAnswerTimeout{5};

class Bus final : public app::EventSource {
public:
    /// Connects to `address`, or without one to the system bus, for which the environment variable
    /// DBUS_SYSTEM_BUS_ADDRESS holds. Throws BusUnreachable.
    explicit Bus(const std::optional<std::string>& address, ErrorSink errors = {});

    [[nodiscard]] app::PollRequest poll_request() const override;

    /// Processes what has arrived, at most kDrainLimit messages and for kDrainTime, which a message
    /// of many megabytes may exceed by its own time: a flood must starve neither the ticks nor the
    /// watchdog. Throws BusLost, the only place where the loss of the bus shows.
    void drain() override;

    static constexpr int kDrainLimit = 2000;
    static constexpr std::chrono::milliseconds kDrainTime{100};

    [[nodiscard]] Connection& connection() { return *connection_; }
    [[nodiscard]] std::string unique_name() const { return connection_->getUniqueName(); }

    /// Claims a well-known name, without queueing and without replacing. Throws sdbus::Error when
    /// it is taken.
    void request_name(const std::string& name) { connection_->requestName(name); }
    void release_name(const std::string& name) { connection_->releaseName(name); }

    /// Calls `handler(Message&)`, guarded, for every message that fits the rule, as long as the
    /// slot lives. The slot must go before the bus.
    template <typename Handler>
    [[nodiscard]] Slot match(const std::string& rule, Handler handler) {
        return connection_->addMatch(rule, guarded(std::move(handler)));
    }

    /// Wraps a callback for sd-bus, whose C frames no exception may cross: whatever is thrown goes
    /// to the error sink as text. The wrapper may outlive the bus.
    template <typename Callback>
    [[nodiscard]] auto guarded(Callback callback) const {
        return [errors = errors_, callback = std::move(callback)](auto&&... arguments) mutable {
            try {
                callback(std::forward<decltype(arguments)>(arguments)...);
            } catch (...) {
                report_current_exception(errors);
            }
        };
    }

    /// Calls `handler`, and for what it throws does as guarded() does; in a method handler, whose
    /// caller then gets an error reply.
    template <typename Handler>
    void answer(Handler handler) const {
        try {
            handler();
        } catch (...) {
            report_current_exception(errors_);
            throw sdbus::Error("org.freedesktop.DBus.Error.Failed", "cannot answer the call");
        }
    }

private:
    ErrorSink errors_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace aggregator::dbus
