#pragma once

/// One service on a connection of its own, as Venus's consumers require. Knows no path.

#include <optional>
#include <string>

#include "dbus/bus.hpp"
#include "dbus/item_tree.hpp"
#include "sim/typed_value.hpp"

namespace aggregator::sim {

/// Tells on stderr what went wrong on a bus.
void complain(const std::string& error);

/// The variant of exactly the value's type.
[[nodiscard]] dbus::Variant to_variant(const TypedValue& value);

/// What a person reads for a value that came without a text.
[[nodiscard]] std::string text_of(const dbus::Variant& variant);

class ServedService {
public:
    struct Options {
        std::string name{};
        std::optional<std::string> bus_address{};  ///< No value: the system bus.
        dbus::Signalling signalling = dbus::Signalling::items;
    };

    /// Connects; the service is not to be seen before announce(). Throws dbus::BusUnreachable.
    ServedService(const Options& options, dbus::SetHandler on_set);

    /// Claims the name: fill the tree before. Throws std::runtime_error if it is taken.
    void announce();

    [[nodiscard]] dbus::ItemTree& tree() { return tree_; }
    [[nodiscard]] dbus::Bus& bus() { return bus_; }

private:
    std::string name_;
    dbus::Bus bus_;
    dbus::ItemTree tree_;
};

}  // namespace aggregator::sim
