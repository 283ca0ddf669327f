/// What the packs send once a second is read without the heap, but for what the bus library itself
/// takes.

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "aggregator/venus/paths.hpp"
#include "dbus/item_message.hpp"
#include "dbus/item_reading.hpp"
#include "dbus/variant.hpp"
#include "support/counted_new.hpp"
#include "support/private_bus.hpp"

namespace aggregator::dbus {
namespace {

using Dict = std::map<std::string, Variant>;

Dict item(double value) {
    return {{"Text", Variant{"a text longer than a short string"}}, {"Value", Variant{value}}};
}

TEST(ReadingAgain, TakesNothingFromTheHeap) {
    const test::PrivateBus daemon;
    Bus bus{daemon.address()};
    const auto object = sdbus::createObject(bus.connection(), "/");
    auto signal = object->createSignal(kBusItem, "ItemsChanged");
    signal << std::map<std::string, Dict>{{"/Dc/0/Current", item(20.0)},
                                          {"/Dc/0/Voltage", item(53.1)},
                                          {"/Info/MaxDischargeCurrent", item(200.0)},
                                          {"/System/MinCellVoltage", item(3.31)},
                                          {"/Voltages/Cell1OfAPathThatIsNotRead", item(3.32)}};
    signal.seal();

    ReadItems read;
    const auto read_again = [&] {
        signal.rewind(true);
        read_items(signal, venus::path_read, read);
    };
    read_again();
    const std::size_t before = testing::allocations();
    for (int i = 0; i < 100; ++i) read_again();
    EXPECT_EQ(testing::allocations() - before, 0U);
    EXPECT_EQ(read.items.size(), 4U);
}

}  // namespace
}  // namespace aggregator::dbus
