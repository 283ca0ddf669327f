#include "dbus/item_objects.hpp"

#include <utility>

namespace aggregator::dbus {
namespace {

/// The group a path is in; empty directly below `/`.
std::string group_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

void write_value(Message& message, const ItemMap& items, const std::string& path) {
    message << items.at(path).value;
}

void write_text(Message& message, const ItemMap& items, const std::string& path) {
    message << items.at(path).text;
}

void write_all(Message& message, const ItemMap& items, const std::string&) {
    write_items(message, items);
}

}  // namespace

ItemObjects::ItemObjects(Bus& bus, const ItemMap& items, Setter setter)
    : bus_(bus), items_(items), setter_(std::move(setter)), root_(make_root()) {}

void ItemObjects::add(const std::string& path) {
    objects_.erase(path);  // A group that becomes a path answers as a path from now on.
    objects_.emplace(path, make_leaf(path));
    add_groups_above(path);
}

void ItemObjects::remove(const std::string& path) {
    objects_.erase(path);
    if (is_group(path)) {
        objects_.emplace(path, make_group(path));
    }
    for (auto group = group_of(path); !group.empty(); group = group_of(group)) {
        if (!is_group(group) && !items_.contains(group)) {
            objects_.erase(group);
        }
    }
}

void ItemObjects::add_groups_above(const std::string& path) {
    for (auto group = group_of(path); !group.empty(); group = group_of(group)) {
        if (!objects_.contains(group)) {
            objects_.emplace(group, make_group(group));
        }
    }
}

bool ItemObjects::is_group(const std::string& path) const {
    const std::string prefix = path + "/";
    const auto first = items_.lower_bound(prefix);
    return first != items_.end() && first->first.starts_with(prefix);
}

void ItemObjects::emit_items_changed(const std::set<std::string>& paths) {
    auto signal = root_->createSignal(kBusItem, "ItemsChanged");
    write_items(signal, items_, paths);
    root_->emitSignal(signal);
}

void ItemObjects::emit_properties_changed(const std::string& path) {
    Object& object = *objects_.at(path);
    auto signal = object.createSignal(kBusItem, "PropertiesChanged");
    write_item(signal, items_.at(path));
    object.emitSignal(signal);
}

Method ItemObjects::reader(std::string name, std::string output, const std::string& path,
                           Writer write) const {
    return {std::move(name), "", std::move(output),
            bus_.answering([this, path, write](const MethodCall& call) {
                auto reply = call.createReply();
                write(reply, items_, path);
                reply.send();
            })};
}

Method ItemObjects::setter(const std::string& path) const {
    return {"SetValue", "v", "i", bus_.answering([this, path](MethodCall call) {
                Variant value;
                call >> value;
                auto reply = call.createReply();
                reply << std::int32_t{setter_(path, value)};
                reply.send();
            })};
}

std::unique_ptr<Object> ItemObjects::make_leaf(const std::string& path) const {
    auto object = sdbus::createObject(bus_.connection(), path);
    add_method(*object, kBusItem, reader("GetValue", "v", path, write_value));
    add_method(*object, kBusItem, reader("GetText", "s", path, write_text));
    add_method(*object, kBusItem, setter(path));
    add_signal(*object, kBusItem, "PropertiesChanged", "a{sv}");
    object->finishRegistration();
    return object;
}

std::unique_ptr<Object> ItemObjects::make_group(const std::string& path) const {
    auto object = sdbus::createObject(bus_.connection(), path);
    add_method(*object, kBusItem, reader("GetValue", "v", path, write_values_below));
    add_method(*object, kBusItem, reader("GetText", "v", path, write_texts_below));
    object->finishRegistration();
    return object;
}

std::unique_ptr<Object> ItemObjects::make_root() const {
    auto object = sdbus::createObject(bus_.connection(), "/");
    add_method(*object, kBusItem, reader("GetValue", "v", "", write_values_below));
    add_method(*object, kBusItem, reader("GetText", "v", "", write_texts_below));
    add_method(*object, kBusItem, reader("GetItems", "a{sa{sv}}", "", write_all));
    add_signal(*object, kBusItem, "ItemsChanged", "a{sa{sv}}");
    object->finishRegistration();
    return object;
}

}  // namespace aggregator::dbus
