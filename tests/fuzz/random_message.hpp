#pragma once

/// Messages of every shape that D-Bus allows, made from the bytes of a fuzzer.

#include <fuzzer/FuzzedDataProvider.h>

#include <string>
#include <string_view>

#include "dbus/sdbus.hpp"

namespace aggregator::fuzz {

class RandomMessage {
public:
    /// Writes into `message` as long as the data last; then everything is empty.
    RandomMessage(FuzzedDataProvider& data, dbus::Message& message)
        : data_(data), message_(message) {}

    /// Writes values of these types, in the notation of D-Bus. Throws sdbus::Error for text that
    /// the bus library refuses to send.
    void write(std::string_view signature);

    /// A complete type, of containers nested no deeper than `depth`.
    [[nodiscard]] std::string type(int depth);

private:
    void write_one(std::string_view type);
    void write_basic(char type);
    void write_array(std::string_view element);
    void write_variant();
    [[nodiscard]] std::string key();
    template <typename Basic>
    void put();

    FuzzedDataProvider& data_;
    dbus::Message& message_;
    int depth_ = 0;
};

}  // namespace aggregator::fuzz
