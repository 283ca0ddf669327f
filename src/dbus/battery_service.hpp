#pragma once

/// The virtual battery on the bus, on a connection of its own: consumers tell services apart by
/// their connection, and some notice that a service left only when its connection is closed. While
/// the bank is off the bus there is no connection.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aggregator/app/event_source.hpp"
#include "aggregator/app/ports.hpp"
#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"

namespace aggregator::dbus {

class BatteryService final : public app::Publisher, public app::EventSource {
public:
    /// What a consumer may ask for, and what became of the name. None may leave the bus.
    struct Handlers {
        std::function<void(const std::string& name)> renamed{};
        std::function<void()> history_cleared{};
        std::function<void()> arrived{};
        std::function<void(const std::string& why)> refused{};
    };

    /// `address` as for Bus; `name` is the full service name.
    BatteryService(std::optional<std::string> address, std::string name, Handlers handlers,
                   ErrorSink errors = {});
    ~BatteryService() override;

    void publish(const venus::Sheet& sheet) override;
    void come_on_bus(const venus::Sheet& sheet) override;
    void leave_bus() override;
    [[nodiscard]] bool on_bus() const override;

    [[nodiscard]] app::PollRequest poll_request() const override;
    void drain() override;

private:
    struct Link;

    [[nodiscard]] bool connect(const venus::Sheet& sheet);
    void request_name();
    void take_answer(std::uint32_t answer);
    int set(const std::string& path, const Variant& value) const;
    [[nodiscard]] int rename(const Variant& value) const;
    [[nodiscard]] int clear_history(const Variant& value) const;

    std::optional<std::string> address_;
    std::string name_;
    Handlers handlers_;
    ErrorSink errors_;
    std::unique_ptr<Link> link_;
};

}  // namespace aggregator::dbus
