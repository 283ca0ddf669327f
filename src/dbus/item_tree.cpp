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

bool is_unchanged(const ItemValue& a, const ItemValue& b) {
    const auto* ours = std::get_if<venus::Value>(&a);
    const auto* others = std::get_if<venus::Value>(&b);
    if (ours != nullptr && others != nullptr) return *ours == *others;
    return same(to_variant(a), to_variant(b));
}

}  // namespace

ItemTree::ItemTree(Bus& bus, SetHandler on_set, Signalling signalling)
    : bus_(bus),
      signalling_(signalling),
      objects_(bus, items_, or_refusal(std::move(on_set)), signalling) {}

void ItemTree::update(const std::string& path, const Variant& value, const std::string& text) {
    if (value.isEmpty()) {
        throw sdbus::Error("org.freedesktop.DBus.Error.InvalidArgs", path + ": no value");
    }
    put(path, {value, sendable(text)});
}

void ItemTree::update(const std::string& path, const venus::Shown& shown) {
    put(path, {sendable(shown.value), sendable(shown.text)});
}

void ItemTree::put(const std::string& path, Item item) {
    const auto found = items_.find(path);
    if (found == items_.end()) {
        objects_.add(path);
        items_.emplace(path, std::move(item));
        changed_.insert(path);
        return;
    }
    removed_.erase(path);
    Item& known = found->second;
    const bool is_same = known.text == item.text && is_unchanged(known.value, item.value);
    known = std::move(item);
    if (!is_same) {
        changed_.insert(path);
    }
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
