/// Messages of every shape into the decoder, its items into the tables and the rules of belief: no
/// crash, no value that is not finite, nothing left unread.

#include <cmath>
#include <memory>

#include "aggregator/core/screening.hpp"
#include "aggregator/venus/paths.hpp"
#include "dbus/bus.hpp"
#include "dbus/item_reading.hpp"
#include "dbus/skip.hpp"
#include "fuzz/check.hpp"
#include "fuzz/random_message.hpp"
#include "support/private_bus.hpp"

namespace {

using namespace aggregator;
using fuzz::check;

/// Messages need a connection, though none is ever sent.
dbus::Object& sender() {
    static test::PrivateBus daemon;
    static dbus::Bus bus{daemon.address()};
    static const auto object = sdbus::createObject(bus.connection(), "/");
    return *object;
}

enum class Shape { items, properties, tree };

std::string signature_of(Shape shape) {
    switch (shape) {
        case Shape::items:
            return "a{sa{sv}}";
        case Shape::properties:
            return "a{sv}";
        case Shape::tree:
            break;
    }
    return "v";
}

void write(FuzzedDataProvider& data, Shape shape, dbus::Message& message) {
    fuzz::RandomMessage random{data, message};
    const int kind = data.ConsumeIntegralInRange(0, 3);
    if (kind == 0) return random.write(random.type(4));
    if (kind == 1 || shape != Shape::tree) return random.write(signature_of(shape));
    message.openVariant("a{sv}");
    random.write("a{sv}");
    message.closeVariant();
}

dbus::ReadItems read(Shape shape, dbus::Message& message) {
    dbus::ReadItems result;
    switch (shape) {
        case Shape::items:
            dbus::read_items(message, venus::path_read, result);
            break;
        case Shape::properties:
            dbus::read_properties(message, "/Soc", venus::path_read, result);
            break;
        case Shape::tree:
            dbus::read_tree(message, venus::path_read, result);
            break;
    }
    return result;
}

void believe(const dbus::ReadItems& read) {
    Battery raw;
    for (const venus::Item& item : read.items) {
        check(venus::path_read(item.path).has_value(), "only what is wanted is taken");
        (void)venus::read(raw, item.path, item.value);
    }
    const Battery believed = screen(raw, {AmpHours{100.0}, std::nullopt}).battery;
    const auto finite = [](const auto& value) { return !value || std::isfinite(value->value()); };
    check(finite(believed.voltage) && finite(believed.current) && finite(believed.soc) &&
              finite(believed.limits.charge_current) && finite(believed.limits.discharge_current) &&
              finite(believed.limits.charge_voltage),
          "what is believed is finite");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    FuzzedDataProvider data{bytes, size};
    auto message = sender().createSignal("com.victronenergy.BusItem", "ItemsChanged");
    const auto shape = static_cast<Shape>(data.ConsumeIntegralInRange(0, 2));
    try {
        write(data, shape, message);
    } catch (const sdbus::Error&) {
        return -1;  // No client could have sent it.
    }
    message.seal();
    message.rewind(true);
    try {
        const dbus::ReadItems items = read(shape, message);
        check(dbus::next_type(message).code == '\0', "nothing is left unread");
        believe(items);
    } catch (const sdbus::Error&) {
        // Of another shape: refused as a whole.
    }
    return 0;
}
