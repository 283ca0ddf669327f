#pragma once

/// The device instances of the other battery services on the bus. Venus's consumers read the
/// instance of a service once, when it appears, and so does this.

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "aggregator/app/venus_advice.hpp"
#include "dbus/bus.hpp"

namespace aggregator::dbus {

class Neighbours {
public:
    using OnChange = std::function<void(const app::Instances& instances)>;

    /// `ours` is the full name of the service that does not count. The bus must outlive this.
    Neighbours(Bus& bus, std::string ours, OnChange told);

    Neighbours(const Neighbours&) = delete;
    Neighbours& operator=(const Neighbours&) = delete;

    /// Subscribes and asks. Returns at once.
    void start();

private:
    void ask_for_names();
    void ask(const std::string& service);
    void remove(const std::string& service);
    [[nodiscard]] bool counts(const std::string& service) const;

    Bus& bus_;
    std::string ours_;
    OnChange told_;
    app::Instances instances_{};
    std::map<std::string, std::unique_ptr<Proxy>> asked_{};
    std::unique_ptr<Proxy> daemon_{};
    Slot owner_changes_{};
};

}  // namespace aggregator::dbus
