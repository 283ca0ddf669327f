#pragma once

/// Sends a message and reads it on another connection, as no other way leads to a message that can
/// be read.

#include <functional>

#include "dbus/bus_fixture.hpp"

namespace aggregator::test {

class MessageTest : public BusTest {
protected:
    void transfer(const std::function<void(dbus::Message&)>& write,
                  const std::function<void(dbus::Message&)>& read) {
        bool received = false;
        const auto slot = asker_.match("interface='test.Signals'", [&](dbus::Message& message) {
            received = true;
            read(message);
        });
        const auto object = sdbus::createObject(server_.connection(), "/");
        auto signal = object->createSignal("test.Signals", "Data");
        write(signal);
        object->emitSignal(signal);
        ASSERT_TRUE(pump([&] { return received; }));
    }
};

}  // namespace aggregator::test
