#pragma once

/// Asks Venus services on a bus, as a consumer would, while the services are pumped in the same
/// thread.

#include <map>
#include <string>
#include <vector>

#include "dbus/bus.hpp"
#include "support/private_bus.hpp"

namespace aggregator::test {

using Dict = std::map<std::string, dbus::Variant>;
using Tree = std::map<std::string, Dict>;

class Client {
public:
    /// Pumps `served` besides its own bus while it waits for an answer. All must outlive it.
    explicit Client(dbus::Bus& bus, std::vector<app::EventSource*> served = {});

    /// Each throws sdbus::Error when the service answers with an error and std::runtime_error when
    /// it does not answer before kDeadline.
    [[nodiscard]] dbus::Variant get_value(const std::string& service, const std::string& path);
    [[nodiscard]] std::string get_text(const std::string& service, const std::string& path);
    [[nodiscard]] Tree get_items(const std::string& service);
    int set_value(const std::string& service, const std::string& path, const dbus::Variant& value);

    /// What a group of paths answers.
    [[nodiscard]] Dict get_values(const std::string& service, const std::string& group);
    [[nodiscard]] Dict get_texts(const std::string& service, const std::string& group);

    [[nodiscard]] std::string introspect(const std::string& service, const std::string& path);

    /// Whether somebody owns the name now.
    [[nodiscard]] bool has_owner(const std::string& service);

    /// The unique name of the owner.
    [[nodiscard]] std::string owner(const std::string& service);

private:
    struct Target {
        std::string service;
        std::string path;
        std::string interface = "com.victronenergy.BusItem";
    };

    template <typename Result, typename... Arguments>
    Result call(const Target& target, const std::string& method, const Arguments&... arguments);

    dbus::Bus& bus_;
    std::vector<app::EventSource*> pumped_;
};

}  // namespace aggregator::test
