#include "dbus/item_tree.hpp"

#include <utility>

#include "dbus/variant.hpp"

namespace aggregator::dbus {
namespace {

SetHandler or_refusal(SetHandler on_set) {
    if (on_set) {
        return on_set;
    }
    return [](const std::string&, const Variant&) { return kSetNotWritable; };
}

}  // namespace

ItemTree::ItemTree(Bus& bus, SetHandler on_set, Signalling signalling)
    : bus_(bus), signalling_(signalling), objects_(bus, items_, or_refusal(std::move(on_set))) {}

void ItemTree::update(const std::string& path, const Variant& value, const std::string& text) {
    if (value.isEmpty()) {
        throw sdbus::Error("org.freedesktop.DBus.Error.InvalidArgs", path + ": no value");
    }
    const auto found = items_.find(path);
    if (found == items_.end()) {
        insert(path, {value, sendable(text)});
        return;
    }
    removed_.erase(path);
    Item& item = found->second;
    std::string plain = sendable(text);
    if (item.text == plain && same(item.value, value)) {
        return;
    }
    item = {value, std::move(plain)};
    changed_.insert(path);
}

void ItemTree::update(const std::string& path, const venus::Shown& shown) {
    update(path, to_variant(shown.value), shown.text);
}

void ItemTree::insert(const std::string& path, Item item) {
    objects_.add(path);
    items_.emplace(path, std::move(item));
    changed_.insert(path);
}

void ItemTree::remove(const std::string& path) {
    if (items_.contains(path)) {
        update(path, {{}, venus::kInvalidText});
        removed_.insert(path);
    }
}

void ItemTree::flush() {
    if (!changed_.empty()) {
        bus_.guarded([this] { announce(); })();
    }
    discard_changes();
}

void ItemTree::announce() {
    if (signalling_ != Signalling::properties) {
        objects_.emit_items_changed(changed_);
    }
    if (signalling_ == Signalling::items) {
        return;
    }
    for (const std::string& path : changed_) {
        objects_.emit_properties_changed(path);
    }
}

void ItemTree::discard_changes() {
    changed_.clear();
    for (const std::string& path : std::exchange(removed_, {})) {
        items_.erase(path);
        objects_.remove(path);
    }
}

}  // namespace aggregator::dbus
