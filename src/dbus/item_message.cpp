#include "dbus/item_message.hpp"

#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

void write_text(Message& message, const std::string& text) {
    message.openVariant("s");
    message << text;
    message.closeVariant();
}

void write_entry(Message& message, const std::string& path, const Item& item) {
    message.openDictEntry("sa{sv}");
    message << path;
    write_item(message, item);
    message.closeDictEntry();
}

/// Writes v of a{sv}, an entry for each item below the group with what `write` makes of it.
template <typename Write>
void write_below(Message& message, const ItemMap& items, const std::string& group, Write write) {
    const std::string prefix = group + "/";
    message.openVariant("a{sv}");
    message.openContainer("{sv}");
    for (auto it = items.lower_bound(prefix); it != items.end() && it->first.starts_with(prefix);
         ++it) {
        message.openDictEntry("sv");
        message << it->first.substr(prefix.size());
        write(it->second);
        message.closeDictEntry();
    }
    message.closeContainer();
    message.closeVariant();
}

}  // namespace

Variant to_variant(const ItemValue& value) {
    const auto* variant = std::get_if<Variant>(&value);
    return variant != nullptr ? *variant : to_variant(std::get<venus::Value>(value));
}

void write_value(Message& message, const ItemValue& value) {
    if (const auto* variant = std::get_if<Variant>(&value)) {
        message << *variant;
        return;
    }
    write_variant(message, std::get<venus::Value>(value));
}

void write_item(Message& message, const Item& item) {
    message.openContainer("{sv}");
    message.openDictEntry("sv");
    message << "Value";
    write_value(message, item.value);
    message.closeDictEntry();
    message.openDictEntry("sv");
    message << "Text";
    write_text(message, item.text);
    message.closeDictEntry();
    message.closeContainer();
}

void write_items(Message& message, const ItemMap& items) {
    message.openContainer("{sa{sv}}");
    for (const auto& [path, item] : items) {
        write_entry(message, path, item);
    }
    message.closeContainer();
}

void write_items(Message& message, const ItemMap& items, const std::set<std::string>& paths) {
    message.openContainer("{sa{sv}}");
    for (const std::string& path : paths) {
        write_entry(message, path, items.at(path));
    }
    message.closeContainer();
}

void write_values_below(Message& message, const ItemMap& items, const std::string& group) {
    write_below(message, items, group,
                [&message](const Item& item) { write_value(message, item.value); });
}

void write_texts_below(Message& message, const ItemMap& items, const std::string& group) {
    write_below(message, items, group,
                [&message](const Item& item) { write_text(message, item.text); });
}

}  // namespace aggregator::dbus
