#pragma once

/// What most tests of this folder start from: a private bus, a connection that serves and one that
/// asks.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dbus/bus.hpp"
#include "support/client.hpp"
#include "support/private_bus.hpp"

namespace aggregator::test {

class BusTest : public testing::Test {
protected:
    [[nodiscard]] dbus::ErrorSink sink() {
        return [this](const std::string& error) { errors_.push_back(error); };
    }

    [[nodiscard]] bool pump(const std::function<bool()>& predicate) {
        return pump_until({&server_, &asker_}, predicate);
    }

    std::vector<std::string> errors_;
    PrivateBus daemon_;
    dbus::Bus server_{daemon_.address(), sink()};
    dbus::Bus asker_{daemon_.address(), sink()};
    Client client_{asker_, {&server_}};
};

}  // namespace aggregator::test
