#include "dbus/item_reading.hpp"

#include "dbus/skip.hpp"
#include "dbus/variant.hpp"

namespace aggregator::dbus {

namespace {

[[noreturn]] void refuse(const NextType& next, const std::string& expected) {
    throw sdbus::Error("org.freedesktop.DBus.Error.InvalidSignature",
                       "expected " + expected + ", got " + next.code + next.contents);
}

/// The bus library compares the types itself; to ask it first would double the work of every value.
void enter_array(Message& message, const std::string& contents) {
    try {
        if (message.enterContainer(contents)) return;
    } catch (const sdbus::Error&) {  // Whose words do not tell what was expected.
    }
    refuse(next_type(message), "a" + contents);
}

/// Calls `read_entry(key)` for each entry of a dictionary; it must consume the value.
template <typename ReadEntry>
void for_each_entry(Message& message, const std::string& value_type, ReadEntry read_entry) {
    const std::string entry = "s" + value_type;
    enter_array(message, "{" + entry + "}");
    while (message.enterDictEntry(entry)) {
        char* key = nullptr;  // It stays in the message.
        message >> key;
        read_entry(std::string_view{key});
        message.exitDictEntry();
    }
    message.clearFlags();
    message.exitContainer();
}

void take_value(Message& message, std::string_view path, ReadItems& result) {
    auto value = read_value(message);
    if (!value) ++result.undecodable;
    result.items.push_back({path, value ? std::move(*value) : venus::Value{}});
}

/// Reads a{sv} with the keys Value and Text; the text is ours to make.
void take_item(Message& message, std::string_view path, ReadItems& result) {
    for_each_entry(message, "v", [&](std::string_view key) {
        if (key == "Value") {
            take_value(message, path, result);
        } else {
            skip(message);
        }
    });
}

void begin(ReadItems& result) {
    result.items.clear();
    result.undecodable = 0;
}

}  // namespace

void read_items(Message& message, const Wanted& wanted, ReadItems& result) {
    begin(result);
    for_each_entry(message, "a{sv}", [&](std::string_view path) {
        if (const auto name = wanted(path)) {
            take_item(message, *name, result);
        } else {
            skip(message);
        }
    });
}

void read_properties(Message& message, const std::string& path, const Wanted& wanted,
                     ReadItems& result) {
    begin(result);
    if (const auto name = wanted(path)) take_item(message, *name, result);
}

void read_tree(Message& message, const Wanted& wanted, ReadItems& result) {
    begin(result);
    const NextType next = next_type(message);
    if (next.code != 'v' || next.contents != "a{sv}") refuse(next, "va{sv}");
    message.enterVariant("a{sv}");
    for_each_entry(message, "v", [&](std::string_view key) {
        const std::string path = "/" + std::string{key};
        if (const auto name = wanted(path)) {
            take_value(message, *name, result);
        } else {
            skip(message);
        }
    });
    message.exitVariant();
}

}  // namespace aggregator::dbus
