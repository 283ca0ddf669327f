#pragma once

/// The virtual battery on the bus, on a connection of its own: consumers tell services apart by
/// their connection.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "aggregator/app/ports.hpp"
#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"

namespace aggregator::dbus {

class BatteryService final : public app::Publisher {
public:
    /// What a consumer may change: the name people give to the bank.
    using OnRename = std::function<void(const std::string& name)>;

    /// `name` is the full service name. The bus must outlive the service.
    BatteryService(Bus& bus, std::string name, OnRename on_rename);

    void publish(const std::function<void(const venus::Show&)>& fill) override;
    bool come_on_bus() override;
    void leave_bus() override;
    [[nodiscard]] bool on_bus() const override { return on_bus_; }

private:
    int set(const std::string& path, const Variant& value);

    Bus& bus_;
    std::string name_;
    OnRename on_rename_;
    ItemTree tree_;
    bool on_bus_ = false;
};

}  // namespace aggregator::dbus
