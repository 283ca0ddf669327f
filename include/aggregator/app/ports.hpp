#pragma once

/// The two seams of the program: what the bus tells the app, and what the app tells the bus. Each
/// has a real and a test implementation.

#include <span>
#include <string>
#include <string_view>

#include "aggregator/venus/sheet.hpp"
#include "aggregator/venus/value.hpp"

namespace aggregator::app {

/// How a service came to us.
enum class Arrival {
    found,     ///< It was on the bus before us.
    appeared,  ///< It came on the bus while we watched.
};

/// Hears of the battery services on the bus.
class BatteryListener {
public:
    virtual ~BatteryListener() = default;

    /// Whether anything of this service matters. Asked when it appears.
    [[nodiscard]] virtual bool wants(std::string_view service) const = 0;

    virtual void battery_appeared(std::string_view service, Arrival arrival) = 0;
    virtual void battery_vanished(std::string_view service) = 0;

    /// It sent `items`, possibly none: a sign of life. `undecodable` values of paths that matter
    /// were of a type that Venus does not use; they are among the items as invalid.
    virtual void battery_sent(std::string_view service, std::span<const venus::Item> items,
                              unsigned undecodable) = 0;

    /// Every service that was on the bus at the start has answered or failed to.
    virtual void first_scan_done() = 0;

    /// Something about a service that its owner should know; once for each cause.
    virtual void battery_trouble(std::string_view service, const std::string& what) = 0;
};

/// Shows the bank on the bus.
class Publisher {
public:
    virtual ~Publisher() = default;

    /// Shows what is on the sheet and nothing else; the difference to before is announced in one
    /// signal. Does nothing while there is no connection to show it on.
    virtual void publish(const venus::Sheet& sheet) = 0;

    /// Connects, if need be, and begins with what is on the sheet; then asks for the service's name
    /// and does not wait for the answer: see on_bus().
    virtual void come_on_bus(const venus::Sheet& sheet) = 0;

    /// Leaves the bus at once: consumers see the service go.
    virtual void leave_bus() = 0;

    [[nodiscard]] virtual bool on_bus() const = 0;
};

}  // namespace aggregator::app
