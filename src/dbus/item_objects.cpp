#include "dbus/item_objects.hpp"

#include <algorithm>
#include <utility>

namespace aggregator::dbus {
namespace {

/// `/` as a group: what is below it begins with nothing.
const std::string kRoot{};

/// The group a path is in; empty directly below `/`.
std::string group_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

void write_value_of(Message& message, const ItemMap& items, const std::string& path) {
    write_value(message, items.at(path).value);
}

void write_text_of(Message& message, const ItemMap& items, const std::string& path) {
    message << items.at(path).text;
}

void write_all(Message& message, const ItemMap& items, const std::string&) {
    write_items(message, items);
}

}  // namespace

ItemObjects::ItemObjects(Bus& bus, const ItemMap& items, Setter setter, Signalling signalling)
    : bus_(bus),
      items_(items),
      setter_(std::move(setter)),
      signalling_(signalling),
      root_(make_root()) {}

void ItemObjects::add(const std::string& path) {
    erase(path);  // A group that becomes a path answers as a path from now on.
    put(path, &ItemObjects::make_leaf);
    add_groups_above(path);
}

ItemObjects::Objects::const_iterator ItemObjects::place_of(std::string_view path) const {
    const auto path_of = [](const auto& object) -> std::string_view {
        return object->getObjectPath();
    };
    return std::ranges::lower_bound(objects_, path, {}, path_of);
}

bool ItemObjects::exports(std::string_view path) const {
    const auto place = place_of(path);
    return place != objects_.end() && (*place)->getObjectPath() == path;
}

void ItemObjects::put(const std::string& path, Maker make) {
    auto object = (this->*make)(path);
    objects_.insert(place_of(path), std::move(object));
}

void ItemObjects::erase(std::string_view path) {
    if (exports(path)) {
        objects_.erase(place_of(path));
    }
}

void ItemObjects::remove(const std::string& path) {
    erase(path);
    if (is_group(path)) {
        put(path, &ItemObjects::make_group);
    }
    for (auto group = group_of(path); !group.empty(); group = group_of(group)) {
        if (!is_group(group) && !items_.contains(group)) {
            erase(group);
        }
    }
}

void ItemObjects::add_groups_above(const std::string& path) {
    for (auto group = group_of(path); !group.empty(); group = group_of(group)) {
        if (!exports(group)) {
            put(group, &ItemObjects::make_group);
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
    Object& object = **place_of(path);
    auto signal = object.createSignal(kBusItem, "PropertiesChanged");
    write_item(signal, items_.at(path));
    object.emitSignal(signal);
}

template <ItemObjects::Writer Write>
Method ItemObjects::reader(std::string name, std::string output, const std::string& path) const {
    return {std::move(name), "", std::move(output), [this, place = &path](const MethodCall& call) {
                bus_.answer([&] {
                    auto reply = call.createReply();
                    Write(reply, items_, *place);
                    reply.send();
                });
            }};
}

Method ItemObjects::setter(const std::string& path) const {
    return {"SetValue", "v", "i", [this, place = &path](MethodCall call) {
                bus_.answer([&] {
                    Variant value;
                    call >> value;
                    auto reply = call.createReply();
                    reply << std::int32_t{setter_(*place, value)};
                    reply.send();
                });
            }};
}

std::unique_ptr<Object> ItemObjects::make_leaf(const std::string& path) const {
    auto object = sdbus::createObject(bus_.connection(), path);
    const std::string& own_path = object->getObjectPath();
    add_method(*object, kBusItem, reader<write_value_of>("GetValue", "v", own_path));
    add_method(*object, kBusItem, reader<write_text_of>("GetText", "s", own_path));
    add_method(*object, kBusItem, setter(own_path));
    if (signalling_ != Signalling::items)
        add_signal(*object, kBusItem, "PropertiesChanged", "a{sv}");
    object->finishRegistration();
    return object;
}

std::unique_ptr<Object> ItemObjects::make_group(const std::string& path) const {
    auto object = sdbus::createObject(bus_.connection(), path);
    const std::string& own_path = object->getObjectPath();
    add_method(*object, kBusItem, reader<write_values_below>("GetValue", "v", own_path));
    add_method(*object, kBusItem, reader<write_texts_below>("GetText", "v", own_path));
    object->finishRegistration();
    return object;
}

std::unique_ptr<Object> ItemObjects::make_root() const {
    auto object = sdbus::createObject(bus_.connection(), "/");
    add_method(*object, kBusItem, reader<write_values_below>("GetValue", "v", kRoot));
    add_method(*object, kBusItem, reader<write_texts_below>("GetText", "v", kRoot));
    add_method(*object, kBusItem, reader<write_all>("GetItems", "a{sa{sv}}", kRoot));
    if (signalling_ != Signalling::properties)
        add_signal(*object, kBusItem, "ItemsChanged", "a{sa{sv}}");
    object->finishRegistration();
    return object;
}

}  // namespace aggregator::dbus
