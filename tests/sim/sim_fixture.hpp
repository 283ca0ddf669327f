#pragma once

/// Runs the real bms-sim on a private bus and asks it as a consumer would.

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "dbus/variant.hpp"
#include "support/client.hpp"
#include "support/private_bus.hpp"
#include "support/program.hpp"

namespace aggregator::test {

/// The first two packs of a simulated bank.
inline constexpr const char* kOne = "com.victronenergy.battery.sim_1";
inline constexpr const char* kTwo = "com.victronenergy.battery.sim_2";

class SimOnBus : public testing::Test {
protected:
    /// Starts bms-sim on the private bus.
    void start(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), BMS_SIM);
        arguments.insert(arguments.end(), {"--bus", daemon_.address()});
        program_ = std::make_unique<Program>(std::move(arguments));
    }

    [[nodiscard]] bool appears(const std::string& service) {
        return pump_until({}, [&] { return client_.has_owner(service); });
    }

    [[nodiscard]] bool disappears(const std::string& service) {
        return pump_until({}, [&] { return !client_.has_owner(service); });
    }

    [[nodiscard]] venus::Value value(const std::string& service, const std::string& path) {
        return dbus::to_value(client_.get_value(service, path)).value();
    }

    [[nodiscard]] double number(const std::string& service, const std::string& path) {
        return client_.get_value(service, path).get<double>();
    }

    PrivateBus daemon_;
    dbus::Bus bus_{daemon_.address()};
    Client client_{bus_};
    std::unique_ptr<Program> program_;
};

}  // namespace aggregator::test
