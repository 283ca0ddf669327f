#pragma once

/// Steps over elements of a message that nobody wants. Copies nothing.

#include <cstddef>
#include <string>

#include "dbus/sdbus.hpp"

namespace aggregator::dbus {

/// The next element: its D-Bus type code and, of a container, the signature of what is inside. The
/// code is 0 at the end of the container one is in.
struct NextType {
    char code = 0;
    std::string contents{};
};

[[nodiscard]] NextType next_type(const Message& message);

/// Steps over the next element, of whatever type.
void skip(Message& message);

/// Steps over the next element, an array of the element type given; returns its length.
std::size_t skip_array(Message& message, const std::string& element);

}  // namespace aggregator::dbus
