#pragma once

/// A bus daemon of its own for each test, and the loop that serves every connection of a test in
/// one thread.

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "dbus/bus.hpp"

namespace aggregator::test {

/// Runs dbus-daemon from construction until destruction or stop().
class PrivateBus {
public:
    /// `configuration` is the daemon's option that says with which rules and limits it runs. Throws
    /// std::runtime_error when the daemon does not start.
    explicit PrivateBus(const std::string& configuration = "--session");
    ~PrivateBus() { stop(); }

    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;

    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] pid_t pid() const { return pid_; }

    /// Kills the daemon: every connection is lost.
    void stop();

private:
    pid_t pid_ = -1;
    std::string address_;
};

#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

/// What is waited for comes within a second or not at all; a program with sanitizers is slow.
inline constexpr std::chrono::seconds kDeadline{kSanitized ? 60 : 10};

/// Drains and polls the buses until the predicate holds or the deadline has passed; whether it
/// held. The predicate is also asked now and then while the buses are quiet.
[[nodiscard]] bool pump_until(const std::vector<app::EventSource*>& buses,
                              const std::function<bool()>& predicate,
                              std::chrono::milliseconds deadline = kDeadline);

/// Serves the buses for a while, to see that something does not happen.
void pump_for(const std::vector<app::EventSource*>& buses, std::chrono::milliseconds duration);

}  // namespace aggregator::test
